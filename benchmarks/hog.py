"""HOG of a batch against scikit-image, image by image: every feature compared, both timed in one run.

Run it with ``python -m benchmarks.hog``.
"""

import statistics
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import click
import numpy as np
from babel.numbers import format_decimal, format_scientific
from joblib import Parallel, cpu_count, delayed
from numpy.typing import NDArray
from rich.console import Console
from rich.progress import Progress
from skimage.feature import hog as reference_hog

from experiments.data.hog import hog
from experiments.data.mnist_npz import read_archive

CONFIGURATIONS = ((8, 4), (16, 4), (16, 7))
CHUNK = 2000
Images = NDArray[np.floating[Any]]


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


def measure_ratios(
    levels: NDArray[np.uint8], orientations: int, pixels_per_cell: int, repetitions: int
) -> tuple[list[float], list[float], list[float]]:
    """Time the three ways by turns, so that a slow moment of the machine weighs on all of them.

    Returns
    -------
    batch, ratios, parallel_ratios : list of float
        Seconds of the batch, then how many times longer the loop and the parallel loop took.
    """
    images = levels / 255
    settings = (orientations, pixels_per_cell)
    batch, ratios, parallel_ratios = [], [], []
    for _ in range(repetitions):
        batch.append(seconds(hog, levels, *settings))
        ratios.append(seconds(loop, images, *settings) / batch[-1])
        parallel_ratios.append(seconds(parallel_loop, images, *settings) / batch[-1])
    return batch, ratios, parallel_ratios


def decimal(value: float) -> str:
    """Write a ratio or a duration with one decimal, the French way."""
    return format_decimal(value, format="#,##0.0", locale="fr")


@click.command(help="Compare HOG par lots à scikit-image, image par image : vitesse et valeurs.")
@click.option(
    "--images", "timed", type=click.IntRange(1, 70_000), default=7_000, help="Nombre d’images chronométrées."
)
@click.option("--repetitions", type=click.IntRange(min=2), default=5, help="Nombre de mesures alternées.")
def main(timed: int, repetitions: int) -> None:
    """Print, for each configuration in use, the ratios of times and the largest difference."""
    arrays = read_archive()
    levels = np.concatenate([arrays["x_train"], arrays["x_test"]])
    console = Console(stderr=True)
    sample = levels[:: len(levels) // timed][:timed]
    parallel_loop(sample / 255, *CONFIGURATIONS[0])  # starts the processes before anything is timed
    for orientations, pixels_per_cell in CONFIGURATIONS:
        batch, ratios, parallel_ratios = measure_ratios(sample, orientations, pixels_per_cell, repetitions)
        with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
            task = progress.add_task("Comparaison à scikit-image", total=len(levels))
            advance = partial(progress.advance, task)
            difference = largest_difference(levels, orientations, pixels_per_cell, advance)
        click.echo(
            f"HOG, {orientations} orientations, cellules de {pixels_per_cell} × {pixels_per_cell} pixels, "
            f"{repetitions} mesures alternées sur {format_decimal(len(sample), locale='fr')} images :\n"
            f"  {decimal(1e6 * statistics.median(batch) / len(sample))} µs par image (médiane)\n"
            f"  {decimal(statistics.median(ratios))} fois plus rapide que la boucle (médiane ; "
            f"de {decimal(min(ratios))} à {decimal(max(ratios))})\n"
            f"  {decimal(statistics.median(parallel_ratios))} fois plus rapide que la boucle répartie sur "
            f"{cpu_count()} cœurs (de {decimal(min(parallel_ratios))} à {decimal(max(parallel_ratios))})\n"
            f"  plus grand écart sur les {format_decimal(len(levels), locale='fr')} images : "
            f"{format_scientific(difference, format='0.0E0', locale='fr')}"
        )


if __name__ == "__main__":
    main()
