"""The steps shown for one digit are those that made its features."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from numpy.typing import NDArray

from experiments.data.hog import hog
from experiments.data.hog_illustration import illustration
from experiments.errors import DataError, ExperimentError

images_of_any_size = arrays.arrays(np.uint8, st.tuples(st.integers(4, 20), st.integers(4, 20)))


@given(images_of_any_size, st.integers(1, 16), st.integers(1, 4))
def test_the_normalized_histograms_are_the_features(
    image: NDArray[np.uint8], orientations: int, side: int
) -> None:
    shown = np.array(illustration(image, orientations, side).normalized)
    assert shown.shape == (image.shape[0] // side, image.shape[1] // side, orientations)
    np.testing.assert_array_equal(
        shown.astype(np.float32).ravel(), hog(image[np.newaxis], orientations, side)[0]
    )


@given(images_of_any_size, st.integers(1, 16))
def test_magnitude_and_orientation_give_back_the_gradient(
    image: NDArray[np.uint8], orientations: int
) -> None:
    shown = illustration(image, orientations, 4)
    angle = np.deg2rad(shown.orientation)
    magnitude = np.array(shown.magnitude)
    x, y = magnitude * np.cos(angle), magnitude * np.sin(angle)
    forwards = np.hypot(x - np.array(shown.gradient_x), y - np.array(shown.gradient_y))
    backwards = np.hypot(x + np.array(shown.gradient_x), y + np.array(shown.gradient_y))
    assert np.minimum(forwards, backwards).max() < 1e-12


@given(images_of_any_size, st.integers(1, 16), st.integers(1, 4))
def test_every_magnitude_is_voted_once(image: NDArray[np.uint8], orientations: int, side: int) -> None:
    shown = illustration(image, orientations, side)
    for row, cells in enumerate(shown.histograms):
        for column, votes in enumerate(cells):
            lines = shown.magnitude[row * side : (row + 1) * side]
            magnitudes = [value for line in lines for value in line[column * side : (column + 1) * side]]
            assert math.isclose(sum(votes), sum(magnitudes) / side**2, abs_tol=1e-12)


def test_an_edge_is_seen_where_it_is() -> None:
    image = np.zeros((8, 8), np.uint8)
    image[:, 4:] = 255
    shown = illustration(image, 8, 4)
    assert shown.image == (image / 255).tolist()
    assert shown.gradient_x == [[0, 0, 0, 1, 1, 0, 0, 0]] * 8
    assert shown.gradient_y == [[0] * 8] * 8
    assert shown.magnitude == shown.gradient_x
    assert shown.orientation == [[0] * 8] * 8
    # Four votes of 1 in a cell of 16 pixels, all in the bin that begins at 0°.
    assert shown.histograms == [[[4 / 16, 0, 0, 0, 0, 0, 0, 0]] * 2] * 2


def test_a_batch_is_not_one_image() -> None:
    with pytest.raises(DataError) as failure:
        illustration(np.zeros((1, 28, 28)), 8, 4)
    assert (
        str(failure.value) == "HOG : il faut une seule image, de forme (hauteur, largeur), pas (1, 28, 28)."
    )


def test_impossible_settings_are_refused() -> None:
    with pytest.raises(ExperimentError) as failure:
        illustration(np.zeros((28, 28)), 0, 4)
    assert str(failure.value) == "HOG : « orientations » doit être au moins 1, reçu 0. Corrigez ce réglage."
