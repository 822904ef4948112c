"""HOG of a batch against scikit-image, image by image: every feature compared, both timed in one run."""

import statistics
import time
from collections.abc import Callable
from typing import Any

import numpy as np
from joblib import Parallel, cpu_count, delayed
from numpy.typing import NDArray
from skimage.feature import hog as reference_hog

from benchmarks.progress import steps
from experiments.data.hog import hog
from experiments.data.mnist_npz import read_archive

CONFIGURATIONS = ((8, 4), (16, 4), (16, 7))
CHUNK = 2000
Images = NDArray[np.floating[Any]]


def measure(timed: int = 7_000, repetitions: int = 5) -> dict[str, Any]:
    """Time both ways on images of MNIST, and compare what they give on all of them.

    Parameters
    ----------
    timed : int
        Images that are timed.
    repetitions : int
        Times each way is timed.

    Returns
    -------
    dict
        ``images``, ``repetitions``, and in ``configurations`` for each in use: medians of the
        ``microseconds`` of an image, of how many times longer the loop takes (``ratio``, with
        ``least_ratio`` and ``most_ratio``) and the loop on every core (``parallel_ratio``), and the largest
        ``difference`` of a feature.
    """
    arrays = read_archive()
    levels = np.concatenate([arrays["x_train"], arrays["x_test"]])
    sample = levels[:: len(levels) // timed][:timed]
    parallel_loop(sample[:CHUNK] / 255, *CONFIGURATIONS[0])  # starts the processes before anything is timed
    configurations = []
    # Each repetition goes through the sample twice and a half; the comparison, through all the images once.
    total = len(CONFIGURATIONS) * (len(levels) + 2.5 * repetitions * len(sample))
    with steps("HOG", total) as board:
        for orientations, pixels_per_cell in CONFIGURATIONS:
            settings = (orientations, pixels_per_cell)
            batch, ratios, parallel_ratios = [], [], []
            for _ in range(repetitions):
                # By turns, so that a slow moment of the machine weighs on all of them.
                batch.append(seconds(hog, sample, *settings))
                ratios.append(seconds(loop, sample / 255, *settings) / batch[-1])
                parallel_ratios.append(seconds(parallel_loop, sample / 255, *settings) / batch[-1])
                board.advance(2.5 * len(sample))
            configurations.append(
                {
                    "orientations": orientations,
                    "pixels_per_cell": pixels_per_cell,
                    "microseconds": 1e6 * statistics.median(batch) / len(sample),
                    "ratio": statistics.median(ratios),
                    "least_ratio": min(ratios),
                    "most_ratio": max(ratios),
                    "parallel_ratio": statistics.median(parallel_ratios),
                    "difference": largest_difference(levels, *settings, board.advance),
                }
            )
    return {"images": len(sample), "repetitions": repetitions, "configurations": configurations}


def loop(images: Images, orientations: int, pixels_per_cell: int) -> NDArray[np.float64]:
    """Describe the images one after another, as the notebooks of the course do."""
    return np.array(
        [
            reference_hog(
                image,
                orientations=orientations,
                pixels_per_cell=(pixels_per_cell, pixels_per_cell),
                cells_per_block=(1, 1),
            )
            for image in images
        ]
    )


def parallel_loop(images: Images, orientations: int, pixels_per_cell: int) -> NDArray[np.float64]:
    """Share the same loop between the processor's cores, a few large pieces to each."""
    pieces = np.array_split(images, 8 * cpu_count())
    parts = Parallel(n_jobs=-1)(delayed(loop)(piece, orientations, pixels_per_cell) for piece in pieces)
    return np.concatenate(parts)


def largest_difference(
    levels: NDArray[np.uint8], orientations: int, pixels_per_cell: int, advance: Callable[[int], None]
) -> float:
    """Return the largest absolute difference over every feature of every image."""
    features = hog(levels, orientations, pixels_per_cell)
    largest = 0.0
    for start in range(0, len(levels), CHUNK):
        part = slice(start, start + CHUNK)
        expected = parallel_loop(levels[part] / 255, orientations, pixels_per_cell)
        largest = max(largest, float(np.abs(features[part] - expected).max()))
        advance(len(expected))
    return largest


def seconds(describe: Callable[..., object], *arguments: object) -> float:
    """Return the time one call takes."""
    start = time.perf_counter()
    describe(*arguments)
    return time.perf_counter() - start
