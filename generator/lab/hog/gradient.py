"""How the gradient of a pixel is made, on the pixel of an image where it is the strongest."""

from dataclasses import dataclass

import numpy as np

from experiments.results.schema import Result
from generator.facts.quantity import Quantity, computed, computed_count
from generator.facts.reading import read
from generator.formulas.equation import Equation
from generator.formulas.hog_cell import TOLERANCE
from generator.formulas.hog_gradient import pixel_gradient

ILLUSTRATION = "/data/description/illustration"


@dataclass(frozen=True)
class Gradient:
    """The equations of the gradient with the numbers of one pixel, checked on every pixel not at a border.

    Attributes
    ----------
    row, column : Quantity
        Of the pixel, from zero.
    pixels : Quantity
        On how many pixels they were checked.
    gap : Quantity
        Largest difference with what was recorded, of a strength or of a direction.
    """

    row: Quantity
    column: Quantity
    equations: tuple[Equation, ...]
    pixels: Quantity
    gap: Quantity


def gradient(result: Result) -> Gradient | None:
    """Make the gradient of every pixel of the image again; None when it is not what was recorded."""
    names = ("image", "magnitude", "orientation")
    image, magnitude, orientation = (
        np.array(read(result, f"{ILLUSTRATION}/{name}").value, dtype=float) for name in names
    )
    inside = (slice(1, -1), slice(1, -1))
    if image.ndim != 2 or not magnitude.shape == orientation.shape == image.shape:
        return None
    if not magnitude[inside].size or not magnitude[inside].any():
        return None
    sources = tuple(f"{result.file}#{ILLUSTRATION}/{name}" for name in names)
    places = [(int(i) + 1, int(j) + 1) for i, j in np.ndindex(magnitude[inside].shape)]
    made = [pixel_gradient(image, *place, sources[:1]) for place in places]
    gap = max(
        max(abs(each.strength.value - magnitude[place]), abs(each.direction.value - orientation[place]))
        for each, place in zip(made, places, strict=True)
    )
    if gap > TOLERANCE:
        return None
    strongest = int(magnitude[inside].argmax())
    row, column = places[strongest]
    return Gradient(
        row=computed_count(row, sources[1:2], "ligne du pixel, à partir de zéro"),
        column=computed_count(column, sources[1:2], "colonne du pixel, à partir de zéro"),
        equations=made[strongest].equations,
        pixels=computed_count(len(places), sources, "pixels qui ont quatre voisins"),
        gap=computed(float(gap), sources, "plus grand écart", 2),
    )
