"""scikit-image's own HOG: what the descriptor that trains is held to, and how it draws one image."""

from importlib.metadata import version
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.data.hog import WHITE
from experiments.errors import DataError

COMPARED = 512
TOLERANCE = 1e-6


def compare_with_reference(
    images: NDArray[np.uint8], features: NDArray[np.float32], orientations: int, pixels_per_cell: int
) -> dict[str, Any]:
    """Compute the features of a sample of images again with ``skimage.feature.hog``.

    Parameters
    ----------
    images : uint8 array, shape (n, height, width)
    features : float32 array, shape (n, features)
        What the models are trained on.
    orientations, pixels_per_cell : int
        As for `experiments.data.hog.hog`; a block is one cell.

    Returns
    -------
    dict
        ``images`` (how many, spread evenly over all), ``difference`` (the largest of a feature) and
        ``version`` of scikit-image.

    Raises
    ------
    DataError
        If a feature differs by more than `TOLERANCE`.
    """
    from skimage.feature import hog

    sample = np.unique(np.linspace(0, len(images) - 1, COMPARED).astype(int))
    settings = _settings(orientations, pixels_per_cell)
    expected = np.array([hog(images[i] / WHITE, **settings) for i in sample])
    difference = float(np.abs(expected - features[sample]).max())
    if not difference <= TOLERANCE:
        raise DataError(
            f"HOG : sur {len(sample)} images, une valeur s’écarte de {difference:.2g} de celle que donne "
            f"scikit-image {version('scikit-image')}, au plus {TOLERANCE:.0e} attendu. "
            "Corrigez experiments/data/hog.py."
        )
    return {"images": len(sample), "difference": difference, "version": version("scikit-image")}


def reference_drawing(image: NDArray[np.uint8], orientations: int, pixels_per_cell: int) -> list[list[float]]:
    """Return the picture that ``skimage.feature.hog`` draws of the descriptor of one image.

    Parameters
    ----------
    image : uint8 array, shape (height, width)

    Returns
    -------
    height lists of width floats
        Depth of the strokes of each cell, one per orientation.
    """
    from skimage.feature import hog

    _, drawing = hog(image / WHITE, visualize=True, **_settings(orientations, pixels_per_cell))
    rows: list[list[float]] = np.asarray(drawing, dtype=np.float64).tolist()
    return rows


def _settings(orientations: int, pixels_per_cell: int) -> dict[str, Any]:
    return {
        "orientations": orientations,
        "pixels_per_cell": (pixels_per_cell, pixels_per_cell),
        "cells_per_block": (1, 1),
        "block_norm": "L2-Hys",
    }
