"""Histograms of oriented gradients (HOG), for a whole batch of images at once.

Every step follows ``skimage.feature.hog`` closely enough that no feature differs by 1e-6. It is faster
because arrays of images replace a loop over them, and because pixels without a gradient are left out.

References
----------
Dalal and Triggs (2005), Histograms of oriented gradients for human detection, CVPR, section 6.
Lowe (2004), Distinctive image features from scale-invariant keypoints, section 6.1: the clipping at 0.2.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.errors import DataError, ExperimentError

FloatArray = NDArray[np.floating[Any]]

WHITE = 255
HALF_TURN = 180.0
CLIP = 0.2
EPSILON = 1e-5
# Pixels handled at once: few enough for the working arrays to stay in the cache of the processor.
CHUNK_PIXELS = 100_000


def hog(
    images: NDArray[Any],
    orientations: int,
    pixels_per_cell: int,
    cells_per_block: tuple[int, int] = (1, 1),
    *,
    advance: Callable[[int], None] | None = None,
) -> NDArray[np.float32]:
    """Describe each image by the orientations of its edges, cell by cell (Dalal and Triggs, 2005).

    Parameters
    ----------
    images : uint8, float32 or float64 array, shape (n, height, width)
        Grey levels; those of type uint8 stand for levels / 255.
    orientations : int
        Bins that share the half turn [0°, 180°) equally.
    pixels_per_cell : int
        Side of a square cell, in pixels. Rows and columns left over at the bottom and right are ignored.
    cells_per_block : tuple of int
        Rows and columns of cells normalised together. Blocks overlap: one begins at each cell.
    advance : callable, optional
        Receives, after each chunk of images, how many images it held.

    Returns
    -------
    float32 array, shape (n, feature_count(height, width, ...))
        For each block in reading order, for each of its cells, the `orientations` bins.

    Raises
    ------
    DataError
        If the images do not have that shape or one of these types, or hold a value that is not finite.
    ExperimentError
        If a setting is below 1, or the images are smaller than one block.
    """
    if images.ndim != 3:
        raise DataError(
            f"HOG : il faut un lot d’images de forme (n, hauteur, largeur), reçu {images.shape}. "
            "Donnez des images en niveaux de gris, sans axe de canal."
        )
    count, height, width = images.shape
    length = feature_count(height, width, orientations, pixels_per_cell, cells_per_block)
    features = np.empty((count, length), np.float32)
    step = max(1, CHUNK_PIXELS // (height * width))
    for start in range(0, count, step):
        chunk = grey_levels(images[start : start + step])
        histograms = cell_histograms(*gradients(chunk), orientations, pixels_per_cell)
        blocks = normalized_blocks(histograms, cells_per_block)
        features[start : start + step] = blocks.reshape(len(chunk), length)
        if advance is not None:
            advance(len(chunk))
    return features


def feature_count(
    height: int,
    width: int,
    orientations: int,
    pixels_per_cell: int,
    cells_per_block: tuple[int, int] = (1, 1),
) -> int:
    """Return how many features describe an image of `height` × `width` pixels.

    Raises
    ------
    ExperimentError
        If a setting is below 1, or the image is smaller than one block.
    """
    block_rows, block_columns = cells_per_block
    settings = {
        "orientations": orientations,
        "pixels_per_cell": pixels_per_cell,
        "cells_per_block": min(cells_per_block),
    }
    for name, value in settings.items():
        if value < 1:
            raise ExperimentError(
                f"HOG : « {name} » doit être au moins 1, reçu {value}. Corrigez ce réglage."
            )
    rows = height // pixels_per_cell - block_rows + 1
    columns = width // pixels_per_cell - block_columns + 1
    if rows < 1 or columns < 1:
        raise ExperimentError(
            f"HOG : une image de {height} × {width} pixels est trop petite, il en faut au moins "
            f"{block_rows * pixels_per_cell} × {block_columns * pixels_per_cell} "
            f"({block_rows} × {block_columns} cellule(s) de {pixels_per_cell} pixels de côté). "
            "Réduisez « pixels_per_cell » ou « cells_per_block »."
        )
    return rows * columns * block_rows * block_columns * orientations


def grey_levels(images: NDArray[Any]) -> FloatArray:
    """Return the images as floats, levels / 255 when they are of type uint8.

    Raises
    ------
    DataError
        If they have another type than uint8, float32 and float64, or hold a value that is not finite.
    """
    if images.dtype == np.uint8:
        return images / WHITE
    if images.dtype not in (np.float32, np.float64):
        raise DataError(
            f"HOG : les images doivent être de type uint8, float32 ou float64, pas {images.dtype}. "
            "Convertissez-les."
        )
    if not np.isfinite(images).all():
        raise DataError("HOG : des pixels sont infinis ou indéfinis (NaN). Vérifiez les images.")
    return images


def gradients(images: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the centred differences of grey levels, [-1, 0, 1], zero along the border they would cross.

    Parameters
    ----------
    images : float array, shape (n, height, width)

    Returns
    -------
    gradient_x, gradient_y : float arrays, shape (n, height, width)
        Per two pixels, to the right and downwards.
    """
    gradient_x, gradient_y = np.zeros_like(images), np.zeros_like(images)
    np.subtract(images[:, :, 2:], images[:, :, :-2], out=gradient_x[:, :, 1:-1])
    np.subtract(images[:, 2:, :], images[:, :-2, :], out=gradient_y[:, 1:-1, :])
    return gradient_x, gradient_y


def polar(gradient_x: FloatArray, gradient_y: FloatArray) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the length of each gradient and its unsigned direction.

    Parameters
    ----------
    gradient_x, gradient_y : float arrays, same shape

    Returns
    -------
    magnitude : float64 array, same shape
    orientation : float64 array, same shape, degrees in [0, 180]
        Clockwise as an image is shown, 0 pointing right; 180 only by rounding, just below 0.
    """
    x, y = gradient_x.astype(np.float64), gradient_y.astype(np.float64)
    angle = np.arctan2(y, x) * (HALF_TURN / np.pi)
    # The value of angle % 180, to the last bit, three times faster.
    angle = np.where(angle == HALF_TURN, 0.0, np.where(angle < 0, angle + HALF_TURN, angle))
    return np.sqrt(x * x + y * y), angle


def cell_histograms(
    gradient_x: FloatArray, gradient_y: FloatArray, orientations: int, pixels_per_cell: int
) -> NDArray[np.float64]:
    """Return the magnitudes summed by cell and by bin of orientation, divided by the area of a cell.

    Parameters
    ----------
    gradient_x, gradient_y : float arrays, shape (n, height, width)
    orientations : int
    pixels_per_cell : int
        Side of a cell.

    Returns
    -------
    float64 array, shape (n, height // pixels_per_cell, width // pixels_per_cell, orientations)
    """
    count, height, width = gradient_x.shape
    rows, columns = height // pixels_per_cell, width // pixels_per_cell
    shape = (count, rows, columns, orientations)
    inside = np.s_[:, : rows * pixels_per_cell, : columns * pixels_per_cell]
    x, y = gradient_x[inside].ravel(), gradient_y[inside].ravel()
    edges = np.flatnonzero((x != 0) | (y != 0))
    magnitude, orientation = polar(x[edges], y[edges])

    limits = HALF_TURN / orientations * np.arange(1, orientations + 1)
    bins = np.zeros(len(edges), np.uint16)
    for limit in limits[:-1]:
        bins += orientation >= limit
    # An angle a hair below 0° rounds to 180°, which is in no bin: scikit-image leaves it out.
    votes = np.where(orientation < limits[-1], magnitude, 0.0)

    row = np.arange(rows * pixels_per_cell) // pixels_per_cell
    column = np.arange(columns * pixels_per_cell) // pixels_per_cell
    cell = (np.arange(count)[:, None, None] * rows + row[:, None]) * columns + column
    totals = np.bincount(cell.ravel()[edges] * orientations + bins, votes, int(np.prod(shape)))
    return totals.reshape(shape) / pixels_per_cell**2


def normalized_blocks(
    histograms: NDArray[np.float64], cells_per_block: tuple[int, int]
) -> NDArray[np.float64]:
    """Return each block of cells scaled to unit length, clipped at 0.2 and scaled again (L2-Hys, Lowe, 2004).

    Parameters
    ----------
    histograms : float64 array, shape (n, cell rows, cell columns, orientations)
    cells_per_block : tuple of int

    Returns
    -------
    float64 array, shape (n, block rows, block columns, rows of a block × columns of a block × orientations)
    """
    windows = np.lib.stride_tricks.sliding_window_view(histograms, cells_per_block, axis=(1, 2))
    blocks = np.moveaxis(windows, 3, -1).reshape(*windows.shape[:3], -1)
    blocks = np.minimum(blocks / _length(blocks), CLIP)
    return blocks / _length(blocks)


def _length(vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the Euclidean length of the last axis, kept, and never zero."""
    squares = np.einsum("...i,...i->...", vectors, vectors)[..., None]
    length: NDArray[np.float64] = np.sqrt(squares + EPSILON**2)
    return length
