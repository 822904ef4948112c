"""The weights of a network are the sum over its layers, and those that Keras counted."""

import keras
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.formulas.weights import derived_count, total_count, weight_count
from tests.generator.formulas.latex_evaluator import evaluate
from tests.generator.formulas.recorded_layers import dense_layer, model_of, recorded

pytestmark = pytest.mark.training

SIZES = st.integers(1, 40)


@given(st.lists(SIZES, min_size=1, max_size=5), SIZES)
@settings(max_examples=15, deadline=None)
def test_the_total_is_the_sum_over_the_layers(units: list[int], inputs: int) -> None:
    layers = [layer for size in units for layer in (keras.layers.Dense(size), keras.layers.Dropout(0.5))]
    model = model_of(*layers, shape=(inputs,))
    total = total_count(recorded(model))
    assert total.value == model.count_params() == evaluate(total.substituted)
    assert len(total.leaves) == len(units)


def test_a_network_without_weights_totals_zero() -> None:
    assert total_count(recorded(model_of(keras.layers.ReLU(), shape=(3,)))).substituted == "0"


def test_weights_used_again_are_counted_once() -> None:
    first, again = dense_layer(), dense_layer(name="dense@2", shares="dense", parameters=0)
    assert weight_count(again).value == 0
    assert total_count([first, again]).value == 650


def test_a_published_network_counts_its_published_weights() -> None:
    blocks = [
        layer
        for filters in (8, 16, 32, 64, 128)
        for layer in (keras.layers.Conv2D(filters, 3, padding="same"), keras.layers.MaxPooling2D())
    ]
    dense = [keras.layers.Flatten(), *(keras.layers.Dense(units) for units in (32, 16, 1))]
    assert total_count(recorded(model_of(*blocks, *dense, shape=(128, 128, 1)))).value == 164_353


def test_a_count_that_keras_contradicts_is_that_of_keras() -> None:
    layer = dense_layer(parameters=6410, source="results/essai.json#/model/layers/0")
    derived = derived_count(layer)
    assert derived is not None and derived.value == 650
    count = weight_count(layer)
    assert (count.value, count.sources) == (6410, ("results/essai.json#/model/layers/0/parameters",))


def test_a_layer_called_again_adds_no_weights() -> None:
    again = dense_layer(parameters=0, shares="dense")
    assert weight_count(again).value == 0
