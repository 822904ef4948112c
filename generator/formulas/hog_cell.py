"""From the gradients of a cell to its values (Dalal and Triggs, 2005, section 6; Lowe, 2004, section 6.1)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from experiments import language
from generator.formulas.equation import Equation
from generator.formulas.expression import Expression, Value
from generator.formulas.functions import minimum, sqrt
from generator.formulas.hog import HogSettings
from generator.formulas.summation import Summation, Vector

HALF_TURN = 180
CLIP = 0.2
EPSILON = 1e-5
# What stands on the left of the last equation.
FEATURE = ("f_{k}", "valeur du descripteur : la précédente, ramenée à la norme de celles de la cellule")
MEAN_STRENGTH = "force moyenne des gradients de la cellule dans l’orientation {index}"
# Both sides are float64; the descriptor itself is kept in float32.
TOLERANCE = 1e-6


@dataclass(frozen=True)
class CellSteps:
    """The three steps that make the values of a cell, each one equation per orientation."""

    scaled: tuple[Equation, ...]
    clipped: tuple[Equation, ...]
    features: tuple[Equation, ...]

    @property
    def shown(self) -> tuple[Equation, Equation, Equation]:
        """One equation per step, for all orientations are written alike."""
        return self.scaled[0], self.clipped[0], self.features[0]

    @property
    def values(self) -> tuple[float, ...]:
        """What the network receives of the cell."""
        return tuple(float(equation.value) for equation in self.features)


def orientation_width(settings: HogSettings) -> Expression:
    """Return how many degrees one orientation covers: directions are unsigned, they fill a half turn."""
    bins = settings.named("orientations", "o", settings.orientations, "nombre d’orientations par histogramme")
    return HALF_TURN / bins


def cell_votes(
    magnitude: NDArray[np.float64], orientation: NDArray[np.float64], settings: HogSettings
) -> NDArray[np.float64]:
    """Return the mean strength of the gradients of each cell, by orientation.

    Parameters
    ----------
    magnitude, orientation : array, shape (height, width)
        Of the gradient of each pixel; unsigned directions, in degrees.

    Returns
    -------
    array, shape (rows of cells, columns of cells, orientations)
    """
    (height, width), bins = settings.cell, settings.orientations
    rows, columns = magnitude.shape[0] // height, magnitude.shape[1] // width
    inside = np.s_[: rows * height, : columns * width]
    chosen = np.floor(orientation[inside] * bins / HALF_TURN).astype(int)
    votes = np.zeros((rows, columns, bins))
    row, column = np.indices(chosen.shape) // np.array([height, width])[:, np.newaxis, np.newaxis]
    # An angle that rounds up to the half turn is in no bin, as in scikit-image.
    counted = chosen < bins
    np.add.at(votes, (row[counted], column[counted], chosen[counted]), magnitude[inside][counted])
    return votes / (height * width)


def cell_steps(histogram: Sequence[float]) -> CellSteps:
    """Return how the histogram of a cell, a block by itself, is scaled, clipped and scaled again (L2-Hys)."""
    votes = Vector("h", tuple(histogram), MEAN_STRENGTH)
    scaled = _scaled("v", votes)
    first = Vector("v", tuple(each.value for each in scaled), "la même, ramenée à la norme de la cellule")
    clipped = tuple(
        Equation("c_{k}", minimum(first.at("k", place), CLIP)) for place in range(len(first.numbers))
    )
    second = Vector("c", tuple(each.value for each in clipped), "la précédente, écrêtée")
    return CellSteps(scaled, clipped, _scaled("f", second))


def _scaled(symbol: str, vector: Vector) -> tuple[Equation, ...]:
    """Divide by the Euclidean norm, which ε keeps from being zero."""
    places = range(len(vector.numbers))
    bins = Value("o", len(vector.numbers), "nombre d’orientations par histogramme")
    squares = Summation("j", bins, tuple(vector.at("j", place) ** 2 for place in places))
    epsilon = Value(
        r"\varepsilon",
        EPSILON,
        f"petite constante qui évite de diviser par zéro, {language.shortest(EPSILON)}",
    )
    length = sqrt(squares + epsilon**2)
    return tuple(Equation(f"{symbol}_{{k}}", vector.at("k", place) / length) for place in places)
