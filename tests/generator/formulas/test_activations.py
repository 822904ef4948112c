"""Each activation that is written is that of Keras, and the gradient of a loss comes back as it should."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.formulas.activations import ACTIVATIONS, activation_equation, activation_named
from generator.formulas.backpropagation import (
    PAIRS,
    hidden_gradient,
    measured_gradient,
    output_gradient,
    weight_gradient,
)
from generator.formulas.losses.catalogue import loss_named


@pytest.mark.parametrize("name", [*ACTIVATIONS, "swish"])
def test_a_function_is_that_of_keras(name: str) -> None:
    import keras

    received = np.linspace(-8, 8, 41)
    expected = np.asarray(keras.activations.get(name)(received))
    for number, answer in zip(received.tolist(), expected.tolist(), strict=True):
        equation = activation_equation(name, (number,))
        assert equation is not None and np.isclose(float(equation.value), answer, atol=1e-5)


@settings(deadline=None, max_examples=20)
@given(st.lists(st.floats(-20, 20), min_size=2, max_size=12))
def test_softmax_is_that_of_keras(scores: list[float]) -> None:
    import keras

    equation = activation_equation("softmax", tuple(scores))
    expected = float(np.asarray(keras.activations.softmax(np.array([scores])))[0, 0])
    assert equation is not None and np.isclose(float(equation.value), expected, atol=1e-6)


def test_one_that_is_not_written_has_no_equation() -> None:
    assert activation_equation("celle_d_un_autre") is None
    assert activation_named("celle_d_un_autre") is None


@given(st.lists(st.floats(0.01, 1), min_size=2, max_size=6), st.data())
def test_the_gradient_at_an_output_is_what_the_loss_does(weights: list[float], data: st.DataObject) -> None:
    outputs = np.array(weights) / sum(weights)
    label = data.draw(st.integers(0, len(weights) - 1))
    output = data.draw(st.integers(0, len(weights) - 1))
    for name in ("categorical_crossentropy", "sparse_categorical_crossentropy"):
        assert ("softmax", name) in PAIRS
        measured = measured_gradient(loss_named(name), outputs, label, output)
        worked = output_gradient(float(outputs[output]), float(label == output))
        assert abs(measured - float(worked.value)) < 1e-5


@given(st.floats(0.01, 0.99), st.integers(0, 1))
def test_so_it_is_of_a_sigmoid(probability: float, label: int) -> None:
    measured = measured_gradient(loss_named("binary_crossentropy"), np.array([probability]), label, 0)
    assert abs(measured - float(output_gradient(probability, label).value)) < 1e-5


@given(st.integers(0, 2**32 - 1))
def test_gradients_of_a_whole_network_are_those_of_small_changes(seed: int) -> None:
    rng = np.random.default_rng(seed)
    inputs, first, second = rng.normal(size=3), rng.normal(size=(3, 2)), rng.normal(size=(2, 4))
    label = int(rng.integers(4))

    def loss(first: np.ndarray, second: np.ndarray) -> float:
        hidden = 1 / (1 + np.exp(-inputs @ first))
        scores = hidden @ second
        return float(np.log(np.exp(scores).sum()) - scores[label])

    hidden = 1 / (1 + np.exp(-inputs @ first))
    answered = np.exp(hidden @ second) / np.exp(hidden @ second).sum()
    expected = (np.arange(4) == label).astype(float)
    deltas = tuple((answered - expected).tolist())
    slope = float(hidden[0] * (1 - hidden[0]))
    below = float(hidden_gradient(slope, tuple(second[0].tolist()), deltas).value) * inputs[1]
    above = float(weight_gradient(float(hidden[0]), float(answered[2]), float(expected[2])).value)
    change = 1e-6
    moved, other = first.copy(), second.copy()
    moved[1, 0] += change
    other[0, 2] += change
    before = loss(first, second)
    assert abs((loss(moved, second) - before) / change - below) < 1e-4
    assert abs((loss(first, other) - before) / change - above) < 1e-4
