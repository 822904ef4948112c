"""HOG features kept from one training to the next, as long as nothing they depend on has changed."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.data import hog as algorithm
from experiments.data.array_cache import cache_directory, entry_key, load_or_compute


def cached_hog(
    images: NDArray[Any],
    orientations: int,
    pixels_per_cell: int,
    cells_per_block: tuple[int, int] = (1, 1),
    *,
    report: Callable[[str], None],
    advance: Callable[[int], None] | None = None,
    directory: Path | None = None,
) -> NDArray[np.float32]:
    """Return the features of `hog`, from the cache when they are there and intact.

    Parameters
    ----------
    images, orientations, pixels_per_cell, cells_per_block
        As for `hog`.
    report : callable
        Receives one French sentence when an entry of the cache is damaged or cannot be written.
    advance : callable, optional
        Receives numbers of images as they are done; all of them at once when they come from the cache.
    directory : Path, optional
        Folder of the entries, ``hog`` in the cache of the project by default.

    Returns
    -------
    float32 array, shape (n, features)

    Raises
    ------
    DataError, ExperimentError
        As `hog`.
    """
    directory = cache_directory() / "hog" if directory is None else directory
    settings = (orientations, pixels_per_cell, cells_per_block)
    key = features_key(images, *settings)
    remaining = len(images)

    def progress(done: int) -> None:
        nonlocal remaining
        remaining -= done
        if advance is not None:
            advance(done)

    def compute() -> NDArray[np.float32]:
        return algorithm.hog(images, *settings, advance=progress)

    features = load_or_compute(key, compute, directory, report)
    count, height, width = images.shape
    expected = (count, algorithm.feature_count(height, width, *settings))
    if features.shape != expected or features.dtype != np.float32:
        entry = directory / f"{key}.npy"
        report(
            f"L’entrée {entry} du cache est de type {features.dtype} et de forme {features.shape}, "
            f"pas float32 et {expected} ; elle est recalculée."
        )
        entry.unlink()
        features = load_or_compute(key, compute, directory, report)
    if remaining:
        progress(remaining)
    return features


def features_key(
    images: NDArray[Any], orientations: int, pixels_per_cell: int, cells_per_block: tuple[int, int]
) -> str:
    """Return a SHA-256 of all that the features depend on: images, settings, algorithm, version of NumPy."""
    settings = (orientations, pixels_per_cell, cells_per_block, images.shape, images.dtype.str)
    inputs = (
        json.dumps(settings).encode(),
        np.__version__.encode(),
        hashlib.sha256(np.ascontiguousarray(images).data).digest(),
    )
    return entry_key(algorithm.__name__, inputs)
