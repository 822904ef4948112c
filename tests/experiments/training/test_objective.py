"""A loss is named, described and computed as Keras does, however it is written."""

import functools
import inspect
from typing import Any

import keras
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from keras import losses
from keras.layers import Dense, Input

from experiments.data.datasets import Split
from experiments.training.evaluation import evaluate
from experiments.training.objective import (
    answering_model,
    as_probabilities,
    describe_loss,
    example_losses,
    loss_name,
    targets,
)
from tests.experiments.training.few_images import one_hot

pytestmark = pytest.mark.training

SMOOTHED = {"from_logits": False, "label_smoothing": 0.1, "axis": -1}
# Losses of Keras that compare one-hot rows, or one column, and give one value per example.
CLASSES = [
    "BinaryCrossentropy",
    "BinaryFocalCrossentropy",
    "CategoricalCrossentropy",
    "CategoricalFocalCrossentropy",
    "SparseCategoricalCrossentropy",
    "CategoricalHinge",
    "CosineSimilarity",
    "Hinge",
    "Huber",
    "KLDivergence",
    "LogCosh",
    "MeanAbsoluteError",
    "MeanSquaredError",
    "MeanSquaredLogarithmicError",
    "Poisson",
    "SquaredHinge",
]


def compiled(outputs: int, activation: str | None, loss: Any) -> Any:
    model = keras.Sequential([Input((6,)), Dense(outputs, activation)])
    model.compile("sgd", loss, metrics=["accuracy"])
    return model


def random_split(classes: int, count: int = 40) -> Split:
    rng = np.random.default_rng(classes)
    return Split(rng.normal(size=(count, 6)).astype(np.float32), rng.integers(0, classes, count))


@pytest.mark.parametrize("outputs", [1, 3])
@pytest.mark.parametrize(
    ("loss", "name"),
    [
        ("mse", "mean_squared_error"),
        ("MSE", "mean_squared_error"),
        ("MeanSquaredError", "mean_squared_error"),
        (["mse"], "mean_squared_error"),
        ("bce", "binary_crossentropy"),
        ("kld", "kl_divergence"),
        ("KLDivergence", "kl_divergence"),
        (losses.Huber(), "huber"),
        (losses.huber, "huber"),
        (losses.BinaryCrossentropy(name="la mienne"), "binary_crossentropy"),
        (functools.partial(losses.binary_crossentropy, label_smoothing=0.1), "binary_crossentropy"),
    ],
)
def test_a_loss_has_one_name_however_it_is_given(loss: Any, name: str, outputs: int) -> None:
    assert loss_name(compiled(outputs, "sigmoid", loss)) == name


@pytest.mark.parametrize("alias", ["ce", "crossentropy"])
def test_the_cross_entropy_is_that_of_the_outputs(alias: str) -> None:
    assert loss_name(compiled(1, "sigmoid", alias)) == "binary_crossentropy"
    assert loss_name(compiled(3, "softmax", alias)) == "categorical_crossentropy"


@pytest.mark.parametrize(
    "loss",
    [
        losses.CategoricalCrossentropy(label_smoothing=0.1),
        functools.partial(losses.categorical_crossentropy, label_smoothing=0.1),
    ],
)
def test_options_are_described_with_their_defaults(loss: Any) -> None:
    assert describe_loss(compiled(3, "softmax", loss)) == {
        "name": "categorical_crossentropy",
        "arguments": SMOOTHED,
        "defaults": {**SMOOTHED, "label_smoothing": 0.0},
    }


@pytest.mark.parametrize("name", CLASSES)
def test_function_class_and_object_are_described_alike(name: str) -> None:
    cls = getattr(losses, name)
    described = describe_loss(compiled(3, "softmax", cls()))
    assert described == describe_loss(compiled(3, "softmax", name))
    assert described == describe_loss(compiled(3, "softmax", described["name"]))
    own = {
        p.name: p.default
        for p in inspect.signature(cls).parameters.values()
        if p.name not in ("name", "reduction", "dtype")
    }
    assert described["arguments"] == described["defaults"] == own


class OwnLoss(losses.Loss):  # type: ignore[misc]
    def call(self, truth: Any, given: Any) -> Any:
        return keras.ops.sum(keras.ops.abs(truth - given), axis=-1)


def own_loss(truth: Any, given: Any, factor: float = 2.0) -> Any:
    return factor * keras.ops.sum(keras.ops.abs(truth - given), axis=-1)


@pytest.mark.parametrize("loss", [OwnLoss(), own_loss])
def test_a_loss_of_the_student_has_a_name_and_no_equation(loss: Any) -> None:
    model = compiled(3, "softmax", loss)
    assert describe_loss(model) == {"name": "own_loss", "arguments": {}, "defaults": {}}
    split = random_split(3)
    keras_says = model.evaluate(split.inputs, targets(model, split.labels), verbose=0, return_dict=True)
    assert evaluate(model, split, 3).loss == pytest.approx(keras_says["loss"], rel=1e-5)


def options(name: str) -> st.SearchStrategy[dict[str, Any]]:
    """Draw options that this loss has."""
    ranges: dict[str, st.SearchStrategy[Any]] = {
        "from_logits": st.booleans(),
        "label_smoothing": st.floats(0, 0.5),
        "gamma": st.floats(0.5, 4),
        "alpha": st.floats(0.1, 0.9),
        "delta": st.floats(0.1, 3),
        "apply_class_balancing": st.booleans(),
    }
    known = inspect.signature(getattr(losses, name)).parameters
    return st.fixed_dictionaries({}, optional={key: value for key, value in ranges.items() if key in known})


DRAWN = st.sampled_from(CLASSES).flatmap(lambda name: st.tuples(st.just(name), options(name)))


@given(DRAWN, st.integers(2, 5), st.integers(0, 2**32 - 1))
@settings(max_examples=60)
def test_each_loss_is_that_of_keras(drawn: tuple[str, dict[str, Any]], outputs: int, seed: int) -> None:
    name, chosen = drawn
    single = name.startswith("Binary")
    logits = chosen.get("from_logits", False)
    activation = None if logits else "sigmoid" if single else "softmax"
    model = compiled(1 if single else outputs, activation, getattr(losses, name)(**chosen))
    rng = np.random.default_rng(seed)
    labels = rng.integers(0, 2 if single else outputs, 20)
    raw = np.asarray(model(rng.normal(size=(20, 6))), dtype=np.float32)
    truth = targets(model, labels)
    expected = getattr(losses, name)(**chosen, reduction="none")(truth, raw)
    np.testing.assert_allclose(example_losses(model, labels, raw), np.asarray(expected), rtol=1e-5)
    arguments = describe_loss(model)["arguments"]
    assert {key: arguments[key] for key in chosen} == chosen


def test_targets_suit_the_loss() -> None:
    labels = np.array([2, 0, 1])
    np.testing.assert_array_equal(targets(compiled(3, "softmax", "ce"), labels), one_hot(labels, 3))
    for sparse in ("sparse_categorical_crossentropy", losses.SparseCategoricalCrossentropy(name="x")):
        np.testing.assert_array_equal(targets(compiled(3, "softmax", sparse), labels), [[2], [0], [1]])
    binary = compiled(1, "sigmoid", "bce")
    np.testing.assert_array_equal(targets(binary, np.array([1, 0])), [[1], [0]])
    many = np.arange(100)
    np.testing.assert_array_equal(targets(compiled(100, "softmax", "mse"), many), np.eye(100))


@pytest.mark.parametrize(
    ("outputs", "loss"),
    [
        (1, losses.BinaryCrossentropy(from_logits=True)),
        (3, losses.CategoricalCrossentropy(from_logits=True)),
        (3, losses.SparseCategoricalCrossentropy(from_logits=True)),
    ],
)
def test_logits_become_probabilities_and_keep_their_loss(outputs: int, loss: Any) -> None:
    model, split = compiled(outputs, None, loss), random_split(max(outputs, 2))
    raw = model.predict(split.inputs, verbose=0)
    expected = 1 / (1 + np.exp(-raw)) if outputs == 1 else np.exp(raw) / np.exp(raw).sum(1, keepdims=True)
    np.testing.assert_allclose(as_probabilities(model, raw), expected, rtol=1e-5)
    np.testing.assert_allclose(answering_model(model).predict(split.inputs, verbose=0), expected, rtol=1e-5)
    found = evaluate(model, split, max(outputs, 2))
    np.testing.assert_allclose(found.outputs, expected, rtol=1e-5)
    right = (raw[:, 0] > 0) == split.labels if outputs == 1 else raw.argmax(axis=1) == split.labels
    assert found.accuracy == pytest.approx(right.mean())
    keras_says = model.evaluate(split.inputs, targets(model, split.labels), verbose=0, return_dict=True)
    assert found.loss == pytest.approx(keras_says["loss"], rel=1e-5)
    np.testing.assert_allclose(found.losses.mean(), found.loss)


def test_probabilities_are_left_as_they_are() -> None:
    model = compiled(3, "softmax", "categorical_crossentropy")
    raw = model.predict(random_split(3).inputs, verbose=0)
    assert as_probabilities(model, raw) is raw
    assert answering_model(model) is model
