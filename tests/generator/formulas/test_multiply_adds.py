"""Multiply-adds: counted by hand on the tensors of random layers."""

import keras
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from experiments.errors import ExperimentError
from generator.formulas.layers.layer import Layer
from generator.formulas.multiply_adds import multiply_add_count, total_multiply_adds
from tests.generator.formulas.latex_evaluator import evaluate
from tests.generator.formulas.recorded_layers import model_of, recorded

SIZES = st.integers(1, 12)


def _ones(layer: keras.Layer, shape: tuple[int, ...]) -> Layer:
    """Fill a layer with ones, so that its outputs on ones count the products that made them."""
    (description,) = recorded(model_of(layer, shape=shape))
    layer.set_weights([np.ones(weight.shape) for weight in layer.weights])
    return description


@given(st.lists(SIZES, min_size=1, max_size=3), SIZES)
@settings(max_examples=20, deadline=None)
def test_dense_counts_each_product(shape: list[int], units: int) -> None:
    dense = keras.layers.Dense(units, use_bias=False)
    count = multiply_add_count(_ones(dense, tuple(shape)))
    assert count.value == float(np.sum(dense(np.ones((1, *shape)))))
    assert evaluate(count.substituted) == count.value


@given(
    st.tuples(SIZES, SIZES, SIZES), st.integers(1, 3), st.integers(1, 4), st.integers(1, 3), st.integers(1, 2)
)
@settings(max_examples=30, deadline=None)
def test_convolution_counts_each_product(
    image: tuple[int, int, int], groups: int, filters: int, kernel: int, stride: int
) -> None:
    height, width, channels = image
    shape = (height + 3, width + 3, channels * groups)
    convolution = keras.layers.Conv2D(filters * groups, kernel, stride, groups=groups, use_bias=False)
    count = multiply_add_count(_ones(convolution, shape))
    assert count.value == float(np.sum(convolution(np.ones((1, *shape)))))
    assert evaluate(count.substituted) == count.value


def test_other_layers_count_zero_and_one_per_value() -> None:
    layers = [keras.layers.Rescaling(0.5), keras.layers.BatchNormalization(), keras.layers.MaxPooling2D()]
    layers += [keras.layers.Flatten(), keras.layers.Dropout(0.5), keras.layers.ReLU()]
    described = recorded(model_of(*layers, shape=(4, 6, 2)))
    assert [multiply_add_count(layer).value for layer in described] == [48, 48, 0, 0, 0, 0]
    assert total_multiply_adds(described).substituted == "48 + 48"


def test_a_type_without_formula_is_refused() -> None:
    layer = Layer("rnn", "LSTM", {}, (3,), (4,), 5)
    with pytest.raises(ExperimentError, match="LSTM"):
        multiply_add_count(layer)
