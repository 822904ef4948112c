"""MNIST as its authors published it: four IDX files, compressed or not."""

import gzip
import hashlib
import zlib
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from experiments.errors import DataError

# MD5 sums of the uncompressed contents published by LeCun, Cortes and Burges; the array key is Keras' own.
SUMS = {
    "x_train": "6bbc9ace898e44ae57da46a324031adb",
    "y_train": "a25bea736e30d166cdddb491f175f624",
    "x_test": "2646ac647ad5339dbf082846283269ea",
    "y_test": "27ae3e4e09519cfbb04c329615203637",
}
STEMS = {
    "x_train": ("train-images", "idx3-ubyte"),
    "y_train": ("train-labels", "idx1-ubyte"),
    "x_test": ("t10k-images", "idx3-ubyte"),
    "y_test": ("t10k-labels", "idx1-ubyte"),
}
# Some copies have a dot where the original names have a hyphen.
FILES = {
    array: tuple(f"{stem}{mark}{kind}{end}" for mark in "-." for end in ("", ".gz"))
    for array, (stem, kind) in STEMS.items()
}
GZIP = b"\x1f\x8b"
MOST_BYTES = 48_000_000  # the largest of the four has 47 040 016


def read_idx_files(files: Mapping[str, Path]) -> dict[str, NDArray[np.uint8]]:
    """Read the four arrays, each verified by the checksum of its content."""
    return {array: read_idx(path, SUMS[array]) for array, path in files.items()}


def read_idx(path: Path, md5: str) -> NDArray[np.uint8]:
    """Read one IDX file, compressed or not, whatever its name says.

    Parameters
    ----------
    path : Path
    md5 : str
        Sum of the uncompressed content.

    Returns
    -------
    uint8 array, shape given by the file's header

    Raises
    ------
    DataError
        If the file is damaged, or if its content is not the expected one.
    """
    try:
        with path.open("rb") as file:
            compressed = file.read(len(GZIP)) == GZIP
        with gzip.open(path) if compressed else path.open("rb") as file:
            content = file.read(MOST_BYTES)
    except (EOFError, OSError, zlib.error) as error:
        raise DataError(f"{path} est endommagé ({error}). Reprenez le fichier d’origine.") from error
    found = hashlib.md5(content, usedforsecurity=False).hexdigest()
    if found != md5:
        raise DataError(
            f"{path} : somme MD5 {found}, attendue {md5}. Reprenez le fichier d’origine de MNIST (d’autres "
            "jeux, comme Fashion-MNIST, portent les mêmes noms)."
        )
    dimensions = content[3]
    header = 4 + 4 * dimensions
    shape = np.frombuffer(content[4:header], dtype=">u4").astype(int)
    return np.frombuffer(content[header:], dtype=np.uint8).reshape(shape)
