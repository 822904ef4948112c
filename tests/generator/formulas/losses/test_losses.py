"""Losses: what is written is what Keras computes, example by example."""

from typing import Any

import keras
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from math_core import LatexToMathML
from numpy.typing import NDArray

from generator.formulas.losses.catalogue import loss_named, losses
from generator.formulas.losses.loss import LossSteps
from tests.generator.formulas.latex_evaluator import evaluate

pytestmark = pytest.mark.training

MATHML = LatexToMathML()
LOSSES = losses()
SEEDS = st.integers(0, 2**32 - 1)
EXAMPLES = 5
NOT_SPARSE = sorted(set(LOSSES) - {"sparse_categorical_crossentropy"})


def _keras(name: str, targets: NDArray[np.float64], outputs: NDArray[np.float64]) -> NDArray[np.float64]:
    function = getattr(keras.losses, name)
    as_tensors = (keras.ops.convert_to_tensor(array, dtype="float64") for array in (targets, outputs))
    return np.asarray(keras.ops.convert_to_numpy(function(*as_tensors)))


def _steps(name: str, target: Any, outputs: Any) -> LossSteps:
    steps = LOSSES[name].steps
    assert steps is not None
    return steps(target, outputs)


def _examples(name: str, outputs: int, seed: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Draw outputs from almost 0 to almost 1, not summing to 1, and targets for them."""
    random = np.random.default_rng(seed)
    predicted = 1 / (1 + np.exp(random.normal(scale=8, size=(EXAMPLES, outputs))))
    classes = random.integers(0, outputs, size=EXAMPLES)
    if name == "sparse_categorical_crossentropy":
        return classes[:, np.newaxis].astype(float), predicted
    if name == "categorical_crossentropy":
        return np.eye(outputs)[classes], predicted
    return random.integers(0, 2, size=(EXAMPLES, outputs)).astype(float), predicted


@given(st.sampled_from(sorted(LOSSES)), st.integers(2, 10), SEEDS)
@settings(max_examples=60, deadline=None)
def test_losses_are_the_losses_of_keras(name: str, outputs: int, seed: int) -> None:
    targets, predicted = _examples(name, outputs, seed)
    computed = LOSSES[name].per_example(targets, predicted)
    np.testing.assert_allclose(computed, _keras(name, targets, predicted), rtol=1e-5, atol=1e-6)


@given(st.sampled_from(["binary_crossentropy", "mean_squared_error"]), SEEDS)
@settings(max_examples=20, deadline=None)
def test_a_single_output_needs_no_sum(name: str, seed: int) -> None:
    targets, predicted = _examples(name, 1, seed)
    computed = LOSSES[name].per_example(targets, predicted)
    np.testing.assert_allclose(computed, _keras(name, targets, predicted), rtol=1e-5, atol=1e-6)
    assert r"\sum" not in _steps(name, targets[0], predicted[0]).loss.symbolic


@pytest.mark.parametrize("name", NOT_SPARSE)
@pytest.mark.parametrize("certain", [0.0, 1.0])
def test_certain_errors_are_bounded_as_in_keras(name: str, certain: float) -> None:
    targets, predicted = np.array([[1 - certain, certain]]), np.array([[certain, 1 - certain]])
    computed = LOSSES[name].per_example(targets, predicted)
    np.testing.assert_allclose(computed, _keras(name, targets, predicted), rtol=1e-5)
    assert np.isfinite(computed).all()


def test_a_forgotten_sign_is_detected() -> None:
    name = "categorical_crossentropy"
    targets, predicted = _examples(name, 10, seed=4)
    wrong = -LOSSES[name].per_example(targets, predicted)
    assert not np.allclose(wrong, _keras(name, targets, predicted), rtol=1e-5)


@given(st.sampled_from(sorted(LOSSES)), st.integers(1, 4), SEEDS)
@settings(max_examples=40, deadline=None)
def test_every_step_is_valid_latex_and_computes(name: str, outputs: int, seed: int) -> None:
    targets, predicted = _examples(name, outputs, seed)
    predicted = predicted.round(3) * 0.9 + 0.05
    steps = _steps(name, targets[0], predicted[0])
    for equation in (*steps.prepared, steps.loss):
        MATHML.convert_with_local_state(equation.symbolic, displaystyle=True)
        MATHML.convert_with_local_state(equation.aligned, displaystyle=True)
        assert evaluate(equation.right.substituted) == pytest.approx(equation.value, rel=1e-4, abs=1e-4)
        assert all(symbol.meaning for symbol in equation.symbols)


def test_the_cross_entropy_is_written_with_its_sign_and_all_its_classes() -> None:
    steps = _steps("categorical_crossentropy", [0, 1, 0], [0.2, 0.7, 0.1])
    assert steps.loss.symbolic == r"L = -\sum_{k=1}^{K} y_{k} \cdot \ln\left(\hat{p}_{k}\right)"
    assert len(steps.prepared) == len("012")


def test_each_symbol_of_a_class_says_which_class() -> None:
    for name, target in (("categorical_crossentropy", [0, 1]), ("sparse_categorical_crossentropy", [1])):
        steps = _steps(name, target, [0.2, 0.8])
        meanings = {
            symbol.latex: symbol.meaning for equation in steps.prepared for symbol in equation.symbols
        }
        for index in {"k", "j"} if name.startswith("categorical") else {"k"}:
            assert meanings.pop(f"p_{{{index}}}") == f"sortie du réseau pour la classe {index}"
        assert not [symbol for symbol in meanings if symbol.startswith("p")]


@pytest.mark.parametrize(
    ("name", "activation", "target"),
    [
        ("categorical_crossentropy", "softmax", [[0.0, 1.0]]),
        ("sparse_categorical_crossentropy", "softmax", [[1.0]]),
        ("binary_crossentropy", "sigmoid", [[0.0, 1.0]]),
    ],
)
def test_the_note_on_the_last_layer_is_true(name: str, activation: str, target: list[list[float]]) -> None:
    """Where a bounded probability could cost 16.1 at most, the model is charged what its logits say."""
    model = keras.Sequential([keras.Input((2,)), keras.layers.Activation(activation)])
    model.compile(loss=name)
    received = np.array([[40.0, -40.0]])
    charged = model.evaluate(received, np.array(target), verbose=0)
    expected = 80.0 if activation == "softmax" else 40.0
    assert charged == pytest.approx(expected)
    assert any("sans ce bornage" in note for note in LOSSES[name].notes)


def test_losses_are_found_by_function_class_or_short_name() -> None:
    assert loss_named("SparseCategoricalCrossentropy") is LOSSES["sparse_categorical_crossentropy"]
    assert loss_named("sparse_categorical_crossentropy") is LOSSES["sparse_categorical_crossentropy"]
    for loss in LOSSES.values():
        for alias in loss.aliases:
            assert loss_named(alias) is loss
            assert keras.losses.get(alias).__name__ == loss.name


def test_a_loss_that_no_file_describes_has_a_name_only() -> None:
    loss = loss_named("hinge")
    assert (loss.title, loss.equations(3), loss.notes) == ("hinge", None, ())
    assert loss.description == "L’équation de hinge n’est pas écrite dans ce rapport."
    with pytest.raises(ValueError, match="no equation is written for the loss hinge"):
        loss.per_example(np.zeros((1, 2)), np.zeros((1, 2)))


@pytest.mark.parametrize("name", sorted(LOSSES))
@pytest.mark.parametrize("outputs", [1, 3])
def test_equations_are_those_of_any_example(name: str, outputs: int) -> None:
    targets, predicted = _examples(name, outputs, seed=4)
    shown, computed = LOSSES[name].equations(outputs), _steps(name, targets[0], predicted[0])
    assert shown is not None
    assert [each.symbolic for each in (*shown.prepared, shown.loss)] == [
        each.symbolic for each in (*computed.prepared, computed.loss)
    ]
