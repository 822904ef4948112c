"""The occlusion map points at what a model of known workings looks at."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from experiments.data.occlusion import PATCH, SMALLEST, STRIDE, logit, occlusion_map, square_corners

SIDE = 64


class Window:
    """Says how bright one cell of the map is, as a logit; anything else is nothing to it."""

    def __init__(self, row: int, column: int, sign: float = 1.0) -> None:
        self.cell = slice(row * STRIDE, (row + 1) * STRIDE), slice(column * STRIDE, (column + 1) * STRIDE)
        self.sign = sign

    def predict(self, images: NDArray[np.float32], **options: object) -> NDArray[np.float64]:
        brightness = images[:, *self.cell, 0].mean(axis=(1, 2), keepdims=False)
        return 1 / (1 + np.exp(-self.sign * brightness[:, np.newaxis].astype(np.float64)))


@given(st.integers(0, SIDE // STRIDE - 1), st.integers(0, SIDE // STRIDE - 1), st.sampled_from([1.0, -1.0]))
@settings(deadline=None, max_examples=25)
def test_only_squares_over_the_window_matter_and_their_mean_peaks_there(
    row: int, column: int, sign: float
) -> None:
    image = np.zeros((SIDE, SIDE, 1), dtype=np.float32)
    model = Window(row, column, sign)
    image[(*model.cell, 0)] = 1
    found = sign * occlusion_map(model, image)
    assert found.shape == (SIDE // STRIDE, SIDE // STRIDE)
    # Every square that covers the window hides the same brightness.
    fall = 1 - image.mean()
    assert found[row, column] == pytest.approx(fall)
    assert found.max() == pytest.approx(fall)
    assert (found >= -1e-6).all()
    rows, columns = np.indices(found.shape)
    far = np.maximum(abs(rows - row), abs(columns - column)) > PATCH // STRIDE - 1
    np.testing.assert_allclose(found[far], 0, atol=1e-6)


def test_a_flat_image_has_a_flat_map() -> None:
    np.testing.assert_allclose(occlusion_map(Window(2, 3), np.full((SIDE, SIDE, 1), 0.5, np.float32)), 0)


def test_the_squares_reach_every_edge() -> None:
    corners = square_corners(128, 64)
    assert corners[0] == (0, 0)
    assert corners[-1] == (128 - PATCH, 64 - PATCH)
    assert len(corners) == ((128 - PATCH) // STRIDE + 1) * ((64 - PATCH) // STRIDE + 1)


def test_the_logit_of_a_certainty_is_finite() -> None:
    assert logit(np.array([0.0, 0.5, 1.0])) == pytest.approx(
        [np.log(SMALLEST / (1 - SMALLEST)), 0, -np.log(SMALLEST / (1 - SMALLEST))]
    )
