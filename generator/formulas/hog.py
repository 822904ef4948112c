"""Histogram of oriented gradients (Dalal and Triggs, 2005), as scikit-image computes it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from generator.formulas.equation import Equation
from generator.formulas.expression import Constant, Expression, Value
from generator.formulas.functions import arctangent_degrees, is_within, minimum, product, remainder, sqrt
from generator.formulas.summation import Summation, Vector

# Constants of the L2-Hys normalisation in scikit-image.
EPSILON = Value(r"\varepsilon", 1e-5, "petite constante qui évite de diviser par zéro")
LARGEST_SHARE = 0.2

HALF_TURN = 180


@dataclass(frozen=True)
class HogSettings:
    """Settings of the descriptor.

    Parameters
    ----------
    image, cell : tuple of int
        Height and width in pixels.
    block : tuple of int
        Height and width in cells.
    orientations : int
        Number of bins of a histogram.
    sources : mapping of str to str
        Where ``image``, ``cell``, ``block`` and ``orientations`` come from.
    """

    image: tuple[int, int]
    cell: tuple[int, int]
    block: tuple[int, int]
    orientations: int
    sources: Mapping[str, str] = field(default_factory=dict)

    def named(self, name: str, symbol: str, number: int, meaning: str) -> Value:
        """Return a setting as a quantity of a formula."""
        return Value(symbol, number, meaning, (self.sources[name],) if name in self.sources else ())


def descriptor_size(settings: HogSettings) -> Expression:
    """Return the number of values of the descriptor: cells that fit, blocks of them, bins of each."""
    factors: list[Expression] = []
    for axis, (letter, name) in enumerate((("h", "hauteur"), ("l", "largeur"))):
        size = settings.named("image", letter, settings.image[axis], f"{name} de l’image, en pixels")
        cell = settings.named("cell", f"c_{letter}", settings.cell[axis], f"{name} d’une cellule, en pixels")
        cells = size // cell
        if settings.block == (1, 1):
            factors.append(cells)
            continue
        block = settings.named("block", f"b_{letter}", settings.block[axis], f"{name} d’un bloc, en cellules")
        factors += [cells - block + 1, block]
    bins = settings.named("orientations", "o", settings.orientations, "nombre d’orientations par histogramme")
    return product([*factors, bins])


def pixel_gradient(image: NDArray[np.generic], row: int, column: int) -> tuple[Equation, ...]:
    """Return the horizontal and vertical gradients of a pixel, its magnitude and its orientation.

    Dalal and Triggs (2005), section 6.2: the filter [-1, 0, 1]; scikit-image sets it to 0 at the border.
    The orientation has no sign: it is an angle in degrees from 0 to 180.

    Parameters
    ----------
    image : array, shape (height, width)
    """
    horizontal = _difference("g_x", image[row, :], column, "i\\,;\\, j%s")
    vertical = _difference("g_y", image[:, column], row, "i%s\\,;\\, j")
    g_x = horizontal.named("gradient horizontal")
    g_y = vertical.named("gradient vertical")
    magnitude = Equation("m", sqrt(g_x**2 + g_y**2))
    orientation = Equation(r"\theta", remainder(arctangent_degrees(g_y, g_x), HALF_TURN))
    return horizontal, vertical, magnitude, orientation


def _difference(left: str, line: NDArray[np.generic], place: int, index: str) -> Equation:
    if place in (0, len(line) - 1):
        return Equation(left, Constant(0))
    following = Value(f"I_{{{index % '+1'}}}", line[place + 1].item(), "intensité du pixel suivant")
    previous = Value(f"I_{{{index % '-1'}}}", line[place - 1].item(), "intensité du pixel précédent")
    return Equation(left, following - previous)


def histogram_bin(
    magnitudes: Sequence[float], orientations: Sequence[float], bins: int, position: int
) -> Equation:
    """Return a bin of the histogram of a cell: the magnitudes of its orientation, divided by the pixels.

    Dalal and Triggs (2005), section 6.3, without their interpolation between bins, which scikit-image
    leaves out.

    Parameters
    ----------
    magnitudes, orientations : sequence of float, shape (n_pixels,)
        Of the pixels of the cell; orientations in degrees.
    bins : int
        Number of orientations.
    position : int
        Which bin, from 0.
    """
    width = HALF_TURN / bins
    low = Value(r"\alpha_o", width * position, "début de l’intervalle d’orientation, en degrés")
    high = Value(r"\alpha_{o+1}", width * (position + 1), "fin de l’intervalle d’orientation, en degrés")
    magnitude = Vector("m", tuple(magnitudes), "norme du gradient du pixel")
    orientation = Vector(r"\theta", tuple(orientations), "orientation du gradient du pixel, en degrés")
    pixels = Value("P", len(magnitudes), "nombre de pixels de la cellule")
    terms = tuple(
        magnitude.at("p", pixel) * is_within(orientation.at("p", pixel), low, high)
        for pixel in range(len(magnitudes))
    )
    return Equation("v_o", Summation("p", pixels, terms) / pixels)


def normalised(block: Sequence[float]) -> tuple[tuple[Equation, Equation, Equation], ...]:
    """Return the L2-Hys normalisation of each value of a block: divided, limited, divided again.

    Dalal and Triggs (2005), section 6.4, after Lowe (2004).

    Parameters
    ----------
    block : sequence of float, shape (n,)
        Histograms of the cells of the block, one after the other.
    """
    raw = Vector("v", tuple(block), "valeur d’un histogramme du bloc")
    divided = [Equation("u_{i}", raw.at("i", place) / _norm(raw)) for place in range(len(block))]
    limited = [
        Equation("w_{i}", minimum(equation.named("valeur divisée par la norme du bloc"), LARGEST_SHARE))
        for equation in divided
    ]
    cut = Vector("w", tuple(equation.value for equation in limited), "valeur limitée")
    final = [Equation("x_{i}", cut.at("i", place) / _norm(cut)) for place in range(len(block))]
    return tuple(zip(divided, limited, final, strict=True))


def _norm(values: Vector) -> Expression:
    count = Value("n", len(values.numbers), "nombre de valeurs du bloc")
    squares = tuple(values.at("j", place) ** 2 for place in range(len(values.numbers)))
    return sqrt(Summation("j", count, squares) + EPSILON**2)
