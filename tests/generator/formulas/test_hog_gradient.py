"""The equations of the gradient give what the descriptor starts from, whatever the image."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from math_core import LatexToMathML

from experiments.data.hog_illustration import illustration
from generator.formulas.hog_gradient import pixel_gradient


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_the_gradient_of_a_pixel_is_that_of_the_descriptor(seed: int) -> None:
    rng = np.random.default_rng(seed)
    image = np.where(rng.random((6, 7)) < 0.5, 0, rng.integers(0, 256, (6, 7))).astype(np.uint8)
    steps = illustration(image, 4, 3)
    for row, column in np.ndindex(4, 5):
        made = pixel_gradient(np.array(steps.image), row + 1, column + 1, ("r.json#/image",))
        expected = [
            plane[row + 1][column + 1]
            for plane in (steps.gradient_x, steps.gradient_y, steps.magnitude, steps.orientation)
        ]
        assert [each.value for each in made.equations] == pytest.approx(expected, abs=1e-9)
        assert {each.sources for each in made.equations} == {("r.json#/image",)}
        for each in made.equations:
            LatexToMathML().convert_with_local_state(each.aligned, displaystyle=True)
