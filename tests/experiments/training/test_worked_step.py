"""The worked step is a real step of the optimiser, and its probe leaves no trace."""

from typing import Any

import keras
import numpy as np
import pytest
from keras.layers import BatchNormalization, Dense, Dropout, Input

from experiments.training.worked_step import PROBE_RATE, optimizer_arguments, worked_step
from tests.experiments.training.few_images import one_hot

pytestmark = pytest.mark.training
RNG = np.random.default_rng(0)
INPUTS = RNG.normal(size=(32, 6)).astype(np.float32)
TARGETS = one_hot(RNG.integers(0, 3, 32), 3)
OPTIMIZERS = {
    # An optimiser, and what it remembers of each weight.
    "rmsprop": (keras.optimizers.RMSprop, {"velocity"}),
    "centered": (
        lambda: keras.optimizers.RMSprop(centered=True, momentum=0.5),
        {"velocity", "momentum", "average_gradient"},
    ),
    "adam": (keras.optimizers.Adam, {"momentum", "velocity"}),
    "amsgrad": (lambda: keras.optimizers.Adam(amsgrad=True), {"momentum", "velocity", "velocity_hat"}),
    "nadam": (keras.optimizers.Nadam, {"momentum", "velocity", "u_product"}),
    "sgd": (lambda: keras.optimizers.SGD(learning_rate=0.1), set()),
    "momentum": (lambda: keras.optimizers.SGD(momentum=0.9, nesterov=True), {"momentum"}),
    "adagrad": (keras.optimizers.Adagrad, {"accumulator"}),
}


def trained(optimizer: Any, *more: Any) -> Any:
    keras.utils.set_random_seed(4)
    model = keras.Sequential([Input((6,)), Dense(5, "relu"), *more, Dense(3, "softmax")])
    model.compile(optimizer, "categorical_crossentropy")
    model.fit(INPUTS, TARGETS, epochs=2, batch_size=8, verbose=0, shuffle=False)
    return model


def values(model: Any) -> list[np.ndarray]:
    return [variable.numpy() for variable in model.variables]


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_the_step_is_the_one_that_keras_makes(name: str) -> None:
    optimizer, slots = OPTIMIZERS[name]
    twin, model = trained(optimizer()), trained(optimizer())
    before = twin.trainable_variables[0].numpy()
    twin.train_on_batch(INPUTS, TARGETS)
    step = worked_step(model, INPUTS, TARGETS)
    index = tuple(step["index"])
    for mine, expected in zip(values(model), values(twin), strict=True):
        np.testing.assert_allclose(mine, expected, rtol=1e-6, atol=1e-8)
    assert step["weight_before"] == pytest.approx(before[index], rel=1e-7)
    after = twin.trainable_variables[0].numpy()[index]
    assert step["weight_after"] == pytest.approx(after, rel=1e-6)
    assert step["step"] == int(twin.optimizer.iterations) == 9
    assert step["variable"].endswith("/kernel")
    assert step["state_before"].keys() == step["state_after"].keys() == slots


def gradient_of(model: Any) -> np.ndarray:
    """Return the gradient of the first kernel, by automatic differentiation."""
    import tensorflow as tf

    with tf.GradientTape() as tape:
        losses = keras.losses.categorical_crossentropy(TARGETS, model(INPUTS, training=True))
        loss = keras.ops.mean(losses)
    return np.asarray(tape.gradient(loss, model.trainable_variables[0].value))


def test_the_gradient_is_measured_exactly_where_it_is_largest() -> None:
    model = trained("rmsprop")
    expected = gradient_of(model)
    step = worked_step(model, INPUTS, TARGETS)
    assert step["index"] == list(np.unravel_index(np.abs(expected).argmax(), expected.shape))
    assert step["gradient"] == pytest.approx(expected[tuple(step["index"])], rel=1e-5)
    assert PROBE_RATE > 1e9


def test_class_weights_change_the_gradient() -> None:
    plain = worked_step(trained("rmsprop"), INPUTS, TARGETS)
    doubled = worked_step(trained("rmsprop"), INPUTS, TARGETS, {0: 2.0, 1: 2.0, 2: 2.0})
    assert doubled["gradient"] == pytest.approx(2 * plain["gradient"], rel=1e-5)


def test_the_probe_leaves_neither_weights_nor_dropout_nor_averages_changed() -> None:
    """With layers that keep a state of their own, the step still is the one that would come next."""
    twin = trained("adam", BatchNormalization(), Dropout(0.5))
    model = trained("adam", BatchNormalization(), Dropout(0.5))
    twin.train_on_batch(INPUTS, TARGETS)
    step = worked_step(model, INPUTS, TARGETS)
    for mine, expected in zip(values(model), values(twin), strict=True):
        np.testing.assert_allclose(mine, expected, rtol=1e-5, atol=1e-7)
    assert model.optimizer is not None
    assert step["step"] == 9


def test_rmsprop_moves_by_its_equation() -> None:
    step = worked_step(trained(keras.optimizers.RMSprop()), INPUTS, TARGETS)
    velocity = 0.9 * step["state_before"]["velocity"] + 0.1 * step["gradient"] ** 2
    assert step["state_after"]["velocity"] == pytest.approx(velocity, rel=1e-5)
    moved = step["weight_before"] - 0.001 * step["gradient"] / (velocity + 1e-7) ** 0.5
    assert step["weight_after"] == pytest.approx(moved, rel=1e-5)


def test_arguments_are_those_in_use_beside_the_defaults() -> None:
    found = optimizer_arguments(keras.optimizers.RMSprop(learning_rate=0.01, rho=0.8))
    assert found["name"] == "RMSprop"
    assert (found["arguments"]["learning_rate"], found["arguments"]["rho"]) == (0.01, 0.8)
    assert (found["defaults"]["learning_rate"], found["defaults"]["rho"]) == (0.001, 0.9)
    assert found["arguments"].keys() == found["defaults"].keys()
    assert found["arguments"]["epsilon"] == found["defaults"]["epsilon"] == 1e-7
