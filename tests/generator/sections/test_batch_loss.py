"""The mean that Keras minimises with class weights is the one that is written."""

import keras
import numpy as np
import pytest

pytestmark = pytest.mark.training


def test_class_weights_multiply_the_losses_and_not_their_number() -> None:
    rng = np.random.default_rng(3)
    inputs, labels = rng.normal(size=(7, 3)), np.array([0, 1, 1, 1, 0, 1, 1])
    model = keras.Sequential([keras.layers.Input((3,)), keras.layers.Dense(1, activation="sigmoid")])
    model.compile(optimizer=keras.optimizers.SGD(0.0), loss="binary_crossentropy")
    predicted = np.asarray(model.predict(inputs, verbose=0))[:, 0]
    losses = -(labels * np.log(predicted) + (1 - labels) * np.log(1 - predicted))
    weights = {0: 1.75, 1: 0.7}
    minimised = float(model.train_on_batch(inputs, labels[:, np.newaxis], class_weight=weights))
    expected = sum(weights[c] * loss for c, loss in zip(labels.tolist(), losses, strict=True)) / len(labels)
    assert minimised == pytest.approx(expected, rel=1e-5)
