"""JPEG files to arrays of grey levels, on every core."""

import os
import struct
import warnings
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from experiments.errors import DataError

if TYPE_CHECKING:
    from PIL import Image

ORIENTATION = 0x0112  # EXIF tag
MOST_PIXELS = 80_000_000  # below the number from which Pillow itself warns
REPLACE_FILE = "Remplacez-le par l’original ou retirez-le du dossier."
REPLACE_IMAGE = "Remplacez-la par l’original ou retirez-la du dossier."
# Pillow's modes in words.
MODES = {
    "1": "noir et blanc",
    "L": "niveaux de gris",
    "LA": "gris et transparence",
    "P": "palette",
    "RGB": "couleurs",
    "RGBA": "couleurs et transparence",
    "CMYK": "quadrichromie",
    "I;16": "16 bits",
    "I": "entiers",
    "F": "réels",
}


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
        If a file is refused by `decode_image`; the first one in the order of `paths`.
    """
    images = np.empty((len(paths), side, side), dtype=np.uint8)
    with warnings.catch_warnings(), ThreadPoolExecutor(max_workers=os.cpu_count()) as threads:
        # Pillow warns in English of what is refused here in French, and of metadata that are not used.
        warnings.filterwarnings("ignore", module="PIL")
        decoded = threads.map(lambda path: decode_image(path, side), paths)
        for position, image in enumerate(decoded):
            images[position] = image
            advance(1)
    return images


def decode_image(path: Path, side: int) -> NDArray[np.uint8]:
    """Decode one JPEG file as a square grey-level image, upright (EXIF), the aspect ratio given up.

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
        If the file is not a JPEG image, is truncated or damaged, or announces too many pixels.
    """
    from PIL import Image, UnidentifiedImageError

    bombs = (Image.DecompressionBombError, Image.DecompressionBombWarning)
    try:
        with Image.open(path, formats=("JPEG",)) as image:
            if image.width * image.height > MOST_PIXELS:
                raise Image.DecompressionBombError
            image.draft("L", (2 * side, 2 * side))
            grey = _upright(image.convert("L"), image.getexif().get(ORIENTATION))
    except bombs as error:
        raise DataError(
            f"L’image {path} annonce plus de {MOST_PIXELS // 10**6} millions de pixels ; la décoder "
            f"épuiserait la mémoire. {REPLACE_IMAGE}"
        ) from error
    except UnidentifiedImageError as error:
        raise DataError(f"Le fichier {path} {_nature(path)}. {REPLACE_FILE}") from error
    except (
        OSError,
        SyntaxError,
        ValueError,
        struct.error,
    ) as error:  # what Pillow raises on damaged EXIF too
        raise DataError(f"L’image {path} est tronquée ou endommagée. {REPLACE_IMAGE}") from error
    return np.asarray(grey.resize((side, side), Image.Resampling.BILINEAR))


def _upright(image: "Image.Image", orientation: object) -> "Image.Image":
    """Undo the rotation that the EXIF tag of an image announces (Exif 2.3, 4.6.4)."""
    from PIL.Image import Transpose

    undo = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    return image.transpose(undo[orientation]) if orientation in undo else image


def _nature(path: Path) -> str:
    """Say what a file is that is no JPEG image."""
    from PIL import Image

    if not path.stat().st_size:
        return "est vide"
    try:
        with Image.open(path) as image:
            mode = MODES.get(image.mode, f"mode {image.mode}")
            return f"est une image {image.format} ({mode}), pas une image JPEG"
    except (OSError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return "n’est pas une image JPEG"
