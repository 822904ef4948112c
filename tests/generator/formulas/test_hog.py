"""HOG: the size of the descriptor is that of scikit-image."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from math_core import LatexToMathML
from skimage.feature import hog

from generator.formulas.equation import Equation
from generator.formulas.hog import HogSettings, descriptor_size
from tests.generator.formulas.latex_evaluator import evaluate

MATHML = LatexToMathML()
SIDES = st.integers(3, 30)
CELLS = st.tuples(st.integers(2, 8), st.integers(2, 8))


@given(SIDES, SIDES, CELLS, st.integers(1, 16))
@settings(max_examples=60, deadline=None)
def test_the_size_is_the_size_of_the_descriptor(
    height: int, width: int, cell: tuple[int, int], orientations: int
) -> None:
    assume(height >= cell[0] and width >= cell[1])
    size = descriptor_size(HogSettings((height, width), cell, orientations))
    image = np.random.default_rng(4).uniform(size=(height, width))
    described = hog(image, orientations=orientations, pixels_per_cell=cell, cells_per_block=(1, 1))
    assert size.value == described.size
    assert evaluate(size.substituted) == size.value
    MATHML.convert_with_local_state(Equation("d", size).aligned, displaystyle=True)


@pytest.mark.parametrize(("orientations", "cell", "inputs"), [(8, 4, 392), (16, 4, 784), (16, 7, 256)])
def test_the_sizes_of_the_lab(orientations: int, cell: int, inputs: int) -> None:
    assert descriptor_size(HogSettings((28, 28), (cell, cell), orientations)).value == inputs


def test_the_size_names_its_sources() -> None:
    sources = {"shape": "r.json#/image_shape", "orientations": "r.json#/orientations"}
    size = descriptor_size(HogSettings((28, 28), (4, 4), 8, sources))
    assert set(size.sources) == set(sources.values())
