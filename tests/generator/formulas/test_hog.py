"""HOG: sizes and values are those of scikit-image, step by step and from one end to the other."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from math_core import LatexToMathML
from numpy.typing import NDArray
from skimage.feature import hog

from generator.formulas.equation import Equation
from generator.formulas.hog import HogSettings, descriptor_size, histogram_bin, normalised, pixel_gradient
from tests.generator.formulas.latex_evaluator import evaluate

MATHML = LatexToMathML()
SIDES = st.integers(3, 30)
CELLS = st.tuples(st.integers(2, 8), st.integers(2, 8))
BLOCKS = st.tuples(st.integers(1, 3), st.integers(1, 3))


def _image(height: int, width: int, seed: int) -> NDArray[np.float64]:
    return np.random.default_rng(seed).uniform(size=(height, width))


@given(SIDES, SIDES, CELLS, BLOCKS, st.integers(1, 16))
@settings(max_examples=60, deadline=None)
def test_the_size_is_the_size_of_the_descriptor(
    height: int, width: int, cell: tuple[int, int], block: tuple[int, int], orientations: int
) -> None:
    assume(height >= cell[0] * block[0] and width >= cell[1] * block[1])
    size = descriptor_size(HogSettings((height, width), cell, block, orientations))
    described = hog(
        _image(height, width, 4), orientations=orientations, pixels_per_cell=cell, cells_per_block=block
    )
    assert size.value == described.size
    assert evaluate(size.substituted) == size.value
    MATHML.convert_with_local_state(Equation("d", size).latex, displaystyle=True)


@pytest.mark.parametrize(("orientations", "cell", "inputs"), [(8, 4, 392), (16, 4, 784), (16, 7, 256)])
def test_the_sizes_of_the_lab(orientations: int, cell: int, inputs: int) -> None:
    assert descriptor_size(HogSettings((28, 28), (cell, cell), (1, 1), orientations)).value == inputs


def test_the_size_names_its_sources() -> None:
    sources = {"image": "r.json#/image", "orientations": "r.json#/orientations"}
    size = descriptor_size(HogSettings((28, 28), (4, 4), (1, 1), 8, sources))
    assert set(size.sources) == set(sources.values())


def _gradients(image: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return magnitude and orientation of every pixel, shape (height, width, 2)."""
    height, width = image.shape
    steps = [[pixel_gradient(image, row, column)[2:] for column in range(width)] for row in range(height)]
    return np.array([[[equation.value for equation in pixel] for pixel in line] for line in steps])


@given(
    cell=CELLS,
    block=BLOCKS,
    extra=st.tuples(st.integers(0, 3), st.integers(0, 3)),
    orientations=st.integers(1, 12),
    seed=st.integers(0, 2**32 - 1),
)
@settings(max_examples=25, deadline=None)
def test_the_steps_make_the_descriptor(
    cell: tuple[int, int], block: tuple[int, int], extra: tuple[int, int], orientations: int, seed: int
) -> None:
    image = _image(cell[0] * block[0] + extra[0], cell[1] * block[1] + extra[1], seed)
    assume(all(side // length == count for side, length, count in zip(image.shape, cell, block, strict=True)))
    gradients = _gradients(image)
    values = [
        histogram_bin(*pixels.reshape(-1, 2).T.tolist(), orientations, position).value
        for top in range(block[0])
        for left in range(block[1])
        for position in range(orientations)
        for pixels in [gradients[top * cell[0] :, left * cell[1] :][: cell[0], : cell[1]]]
    ]
    computed = [final.value for _, _, final in normalised(values)]
    expected = hog(image, orientations=orientations, pixels_per_cell=cell, cells_per_block=block)
    # scikit-image adds the magnitudes of a cell in float32.
    np.testing.assert_allclose(computed, expected, rtol=1e-6, atol=1e-7)


def test_a_signed_orientation_would_be_detected() -> None:
    """The two directions of an edge fall in the same bin: orientations have no sign."""
    rising = np.tile(np.arange(5.0), (5, 1))
    for image in (rising, rising[:, ::-1]):
        *_, orientation = pixel_gradient(image, 2, 2)
        assert orientation.value == 0
    *_, orientation = pixel_gradient(rising.T, 2, 2)
    assert orientation.value == pytest.approx(90)


@given(st.integers(0, 5), st.integers(0, 5), st.integers(1, 9), st.integers(0, 2**32 - 1))
@settings(max_examples=30, deadline=None)
def test_every_step_is_valid_latex(row: int, column: int, orientations: int, seed: int) -> None:
    image = _image(6, 6, seed)
    steps = pixel_gradient(image, row, column)
    pixels = _gradients(image).reshape(-1, 2)[:4].T.tolist()
    histogram = [histogram_bin(*pixels, orientations, position) for position in range(orientations)]
    block = [
        equation for triple in normalised([equation.value for equation in histogram]) for equation in triple
    ]
    for equation in (*steps, *histogram, *block):
        MATHML.convert_with_local_state(equation.latex, displaystyle=True)
        assert all(symbol.meaning for symbol in equation.symbols)
