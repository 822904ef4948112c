"""The steps of the HOG descriptor on one image, for a page that explains it."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.data.hog import (
    cell_histograms,
    feature_count,
    gradients,
    grey_levels,
    normalized_blocks,
    polar,
)
from experiments.errors import DataError

Plane = list[list[float]]
Cells = list[list[list[float]]]


@dataclass(frozen=True)
class HogIllustration:
    """What each step of the descriptor makes of one image, with one cell per block.

    Attributes
    ----------
    image : height lists of width floats
        Grey levels, in [0, 1] for an image of type uint8.
    gradient_x, gradient_y : height lists of width floats
        Differences of grey levels, to the right and downwards.
    magnitude : height lists of width floats
        Length of each gradient.
    orientation : height lists of width floats
        Unsigned direction of each gradient, degrees in [0, 180], clockwise; 0 where there is no gradient.
    histograms : rows of cells, each a list of `orientations` floats
        Magnitudes voted for each bin, divided by the area of the cell.
    normalized : rows of cells, each a list of `orientations` floats
        The features.
    """

    image: Plane
    gradient_x: Plane
    gradient_y: Plane
    magnitude: Plane
    orientation: Plane
    histograms: Cells
    normalized: Cells


def illustration(
    image: NDArray[np.uint8] | NDArray[np.floating[Any]], orientations: int, pixels_per_cell: int
) -> HogIllustration:
    """Return what each step of `hog` makes of one image.

    Parameters
    ----------
    image : uint8, float32 or float64 array, shape (height, width)
        Grey levels.
    orientations : int
        Bins of the half turn.
    pixels_per_cell : int
        Side of a square cell, in pixels.

    Returns
    -------
    HogIllustration
        Every intermediate array.

    Raises
    ------
    DataError
        If the image does not have that shape or one of these types, or holds a value that is not finite.
    ExperimentError
        If a setting is below 1, or the image is smaller than one cell.
    """
    if image.ndim != 2:
        raise DataError(f"HOG : il faut une seule image, de forme (hauteur, largeur), pas {image.shape}.")
    height, width = image.shape
    feature_count(height, width, orientations, pixels_per_cell)
    levels = grey_levels(image[np.newaxis])
    gradient_x, gradient_y = gradients(levels)
    magnitude, orientation = polar(gradient_x, gradient_y)
    histograms = cell_histograms(gradient_x, gradient_y, orientations, pixels_per_cell)
    return HogIllustration(
        image=levels[0].tolist(),
        gradient_x=gradient_x[0].tolist(),
        gradient_y=gradient_y[0].tolist(),
        magnitude=magnitude[0].tolist(),
        orientation=orientation[0].tolist(),
        histograms=histograms[0].tolist(),
        normalized=normalized_blocks(histograms, (1, 1))[0].tolist(),
    )
