"""JPEG files to arrays of grey levels, on every core."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from experiments.errors import DataError


def decode_images(paths: Sequence[Path], side: int, advance: Callable[[int], None]) -> NDArray[np.uint8]:
    """Decode JPEG files as square grey-level images.

    Threads suffice: Pillow releases the interpreter lock while it decodes and resizes.

    Parameters
    ----------
    paths : sequence of Path
        Files to decode.
    side : int
        Height and width of the result, in pixels.
    advance : callable
        Called with 1 after each image.

    Returns
    -------
    uint8 array, shape (n, side, side)

    Raises
    ------
    DataError
        If a file is not a JPEG image, is truncated or is damaged; the first one in the order of `paths`.
    """
    images = np.empty((len(paths), side, side), dtype=np.uint8)
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as threads:
        decoded = threads.map(lambda path: decode_image(path, side), paths)
        for position, image in enumerate(decoded):
            images[position] = image
            advance(1)
    return images


def decode_image(path: Path, side: int) -> NDArray[np.uint8]:
    """Decode one JPEG file as a square grey-level image, the aspect ratio given up.

    The file is decoded at the smallest of the scales 1, 1/2, 1/4 and 1/8 that keeps twice the wanted size
    (JPEG gives them almost for free), then reduced with a triangle filter as wide as the reduction: it
    averages every pixel, so that fine structures do not alias, and never leaves the range of the input, as
    filters with negative lobes (Lanczos, bicubic) do at a sharp edge.

    Parameters
    ----------
    path : Path
        File to decode.
    side : int
        Height and width of the result, in pixels.

    Returns
    -------
    uint8 array, shape (side, side)

    Raises
    ------
    DataError
        If the file is not a JPEG image, is truncated or is damaged.
    """
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(path, formats=("JPEG",)) as image:
            image.draft("L", (2 * side, 2 * side))
            grey = image.convert("L")
    except UnidentifiedImageError as error:
        raise DataError(
            f"Le fichier {path} n’est pas une image JPEG. "
            "Remplacez-le par l’original ou retirez-le du dossier."
        ) from error
    except OSError as error:
        raise DataError(
            f"L’image {path} est tronquée ou endommagée. "
            "Remplacez-la par l’original ou retirez-la du dossier."
        ) from error
    return np.asarray(grey.resize((side, side), Image.Resampling.BILINEAR))
