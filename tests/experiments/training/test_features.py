"""Filters and feature maps are those of the model, to within one level of a byte."""

from typing import Any

import keras
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays_of
from keras.layers import Conv2D, Dense, Flatten, Input, MaxPooling2D

from experiments.data.datasets import Split
from experiments.results.features import Features, Quantized
from experiments.training.features import CHANNELS, SIDE, describe_features, quantized, shrunk

pytestmark = pytest.mark.training
LABELS = np.zeros(2, dtype=np.int64)


def images(side: int) -> Split:
    return Split(np.random.default_rng(1).random((2, side, side, 1), dtype=np.float32), LABELS)


def net(side: int) -> Any:
    return keras.Sequential(
        [
            Input((side, side, 1)),
            Conv2D(12, (3, 5), padding="same", activation="relu", name="first"),
            MaxPooling2D(2),
            Conv2D(4, (3, 3), name="second"),
            Flatten(),
            Dense(2),
        ]
    )


def test_filters_and_maps_are_those_of_the_model() -> None:
    model, split = net(28), images(28)
    found = Features.model_validate(describe_features(model, split))
    kernel = model.get_layer("first").kernel.numpy()
    assert found.filters.layer == "first"
    np.testing.assert_allclose(found.filters.array.array(), kernel, atol=found.filters.array.scale / 1.9)
    maps = keras.Model(model.inputs, [model.get_layer(n).output for n in ("first", "second")])
    expected = maps.predict(split.inputs[:1], verbose=0)
    assert [each.layer for each in found.maps] == ["first", "second"]
    for each, values in zip(found.maps, expected, strict=True):
        kept = values[0, :, :, :CHANNELS]
        np.testing.assert_allclose(each.array.array(), kept, atol=each.array.scale / 1.9)
    np.testing.assert_allclose(found.image.array(), split.inputs[0], atol=found.image.scale / 1.9)


def test_large_maps_are_averaged_over_squares() -> None:
    found = Features.model_validate(describe_features(net(100), images(100)))
    assert found.maps[0].array.shape == [25, 25, CHANNELS]
    assert max(found.image.shape) <= SIDE


def test_a_network_without_convolution_has_no_features() -> None:
    assert describe_features(keras.Sequential([Input((4,)), Dense(2)]), images(4)) is None


@given(arrays_of.arrays(np.float32, (3, 4), elements=st.floats(-100, 100, width=32)))
def test_a_byte_keeps_each_value_to_within_half_a_level(values: np.ndarray) -> None:
    kept = Quantized.model_validate(quantized(values))
    assert kept.shape == [3, 4]
    assert np.abs(kept.array() - values).max() <= kept.scale * 0.5001


@given(st.integers(1, 3 * SIDE), st.integers(1, 3 * SIDE))
def test_shrinking_keeps_the_mean_of_an_even_image(height: int, width: int) -> None:
    small = shrunk(np.full((height, width, 2), 0.5, dtype=np.float32))
    assert max(small.shape[:2]) <= SIDE
    assert (small == 0.5).all()
