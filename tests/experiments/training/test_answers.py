"""The loss of each example is the one that Keras trains with, in every way of writing it."""

from typing import Any

import keras
import numpy as np
import pytest
from keras.layers import Dense, Input

from experiments.training.answers import outputs_and_losses

pytestmark = pytest.mark.training
RNG = np.random.default_rng(5)
# Inputs this large saturate softmax and sigmoid: clipped probabilities would give other losses.
INPUTS = RNG.normal(size=(50, 6)).astype(np.float32) * 30
CLASSES = RNG.integers(0, 4, 50)
ONE_HOT = np.eye(4, dtype=np.float32)[CLASSES]
losses = keras.losses


def squared(truth: Any, outputs: Any) -> Any:
    return keras.ops.mean((truth - outputs) ** 2, axis=-1)


CASES = {
    "categorical": ("softmax", "categorical_crossentropy", ONE_HOT),
    "smoothed": ("softmax", losses.CategoricalCrossentropy(label_smoothing=0.1), ONE_HOT),
    "logits": (None, losses.CategoricalCrossentropy(from_logits=True), ONE_HOT),
    "sparse": ("softmax", "sparse_categorical_crossentropy", CLASSES[:, None].astype(np.float32)),
    "focal": ("softmax", losses.CategoricalFocalCrossentropy(gamma=3), ONE_HOT),
    "binary": ("sigmoid", "bce", ONE_HOT),
    "alias": ("softmax", "mse", ONE_HOT),
    "own function": ("softmax", squared, ONE_HOT),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_losses_are_those_of_keras(case: tuple[Any, Any, np.ndarray]) -> None:
    activation, loss, truth = case
    keras.utils.set_random_seed(2)
    model = keras.Sequential([Input((6,)), Dense(4, activation)])
    model.compile("sgd", loss)
    outputs, found = outputs_and_losses(model, INPUTS, truth, 16)
    assert found.shape == (50,)
    np.testing.assert_allclose(outputs, model.predict(INPUTS, verbose=0), rtol=1e-5, atol=1e-7)
    for i in range(0, 50, 10):
        one = model.evaluate(INPUTS[i : i + 1], truth[i : i + 1], verbose=0)
        assert found[i] == pytest.approx(one, rel=1e-4, abs=1e-5)
    assert found.mean() == pytest.approx(model.evaluate(INPUTS, truth, verbose=0), rel=1e-5)


def test_the_model_is_left_as_it_was() -> None:
    model = keras.Sequential([Input((6,)), Dense(4, "softmax")])
    model.compile("sgd", "categorical_crossentropy", metrics=["accuracy"])
    before = [w.numpy() for w in model.weights]
    outputs_and_losses(model, INPUTS, ONE_HOT, 50)
    assert [layer.name for layer in model.layers] == [model.layers[0].name]
    for one, other in zip(before, model.weights, strict=True):
        np.testing.assert_array_equal(one, other.numpy())
    assert set(model.evaluate(INPUTS, ONE_HOT, verbose=0, return_dict=True)) == {"accuracy", "loss"}
