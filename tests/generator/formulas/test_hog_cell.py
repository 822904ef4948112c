"""The equations of a cell give what scikit-image gives, whatever the image and the settings."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from skimage.feature import hog

from experiments.data.hog_illustration import illustration
from generator.formulas.equation import Equation
from generator.formulas.hog import HogSettings
from generator.formulas.hog_cell import cell_steps, cell_votes, orientation_width


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 9), st.integers(1, 5), st.integers(0, 2**32 - 1))
def test_the_values_of_a_cell_are_those_of_scikit_image(bins: int, side: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    image = np.where(rng.random((10, 12)) < 0.5, 0, rng.integers(0, 256, (10, 12))).astype(np.uint8)
    steps = illustration(image, bins, side)
    votes = cell_votes(
        np.array(steps.magnitude), np.array(steps.orientation), HogSettings((10, 12), (side, side), bins)
    )
    values = np.array([[cell_steps(cell).values for cell in row] for row in votes.tolist()])
    expected = hog(
        image / 255,
        orientations=bins,
        pixels_per_cell=(side, side),
        cells_per_block=(1, 1),
        feature_vector=False,
    )
    assert np.allclose(values, expected.reshape(values.shape), atol=1e-6)


def test_a_single_direction_takes_all_however_faint() -> None:
    faint, strong = cell_steps([0.0, 0.001, 0.0]).values, cell_steps([0.0, 9.0, 0.0]).values
    assert np.allclose(faint, [0, 1, 0], atol=1e-3) and np.allclose(strong, [0, 1, 0], atol=1e-3)


def test_directions_share_half_a_turn() -> None:
    width = Equation("d", orientation_width(HogSettings((8, 8), (4, 4), 8)))
    assert width.value == pytest.approx(22.5)
    assert width.lines == (r"= \frac{180}{o}", r"= \frac{180}{8}", "= 22{,}5")
