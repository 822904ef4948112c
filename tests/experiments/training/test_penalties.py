"""What regularisers add is what Keras adds, variable by variable."""

import keras
import numpy as np
import pytest
from keras import regularizers
from keras.layers import BatchNormalization, Dense, Input

from experiments.results.training import Penalty
from experiments.training.penalties import describe_penalties

pytestmark = pytest.mark.training


def test_each_penalty_is_named_and_they_add_up_to_that_of_keras() -> None:
    shared = Dense(4, kernel_regularizer=regularizers.L2(0.01), name="shared")
    inputs = Input((4,))
    x = shared(shared(inputs))
    x = BatchNormalization(gamma_regularizer="l1", name="norm")(x)
    x = Dense(3, kernel_regularizer=regularizers.L1L2(0.1, 0.2), bias_regularizer="l2", name="out")(x)
    model = keras.Model(inputs, x)
    found = [Penalty.model_validate(each) for each in describe_penalties(model)]
    assert [(each.layer, each.variable, each.name, each.arguments) for each in found] == [
        ("shared", "kernel", "L2", {"l2": 0.01}),
        ("norm", "gamma", "L1", {"l1": 0.01}),
        ("out", "kernel", "L1L2", {"l1": 0.1, "l2": 0.2}),
        ("out", "bias", "L2", {"l2": 0.01}),
    ]
    kernel = shared.kernel.numpy()
    assert found[0].value == pytest.approx(0.01 * np.sum(kernel.astype(float) ** 2), rel=1e-5)
    assert sum(each.value for each in found) == pytest.approx(sum(map(float, model.losses)), rel=1e-6)


def test_weights_that_are_not_trained_are_not_penalised() -> None:
    frozen = Dense(4, kernel_regularizer="l2")
    model = keras.Sequential([Input((4,)), frozen, Dense(2)])
    assert len(describe_penalties(model)) == 1
    frozen.trainable = False
    assert describe_penalties(model) == []
    assert model.losses == []


def test_a_model_without_regulariser_has_no_penalty() -> None:
    assert describe_penalties(keras.Sequential([Input((4,)), Dense(2)])) == []
