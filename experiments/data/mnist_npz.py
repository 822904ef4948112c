"""MNIST as NumPy archives: the one of the repository, and any other such as the one Keras downloads."""

import hashlib
import io
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from experiments.errors import DataError
from experiments.project import DATA

ARCHIVE = DATA / "mnist.npz"
SHA256 = "06af5dfe73b70e3bc1c36439982b18a8d76803db9b544f6fdf838a37fbb01b64"
ARRAYS = ("x_train", "y_train", "x_test", "y_test")
FILES = {"mnist.npz": ("mnist.npz",)}
MOST_BYTES = 64 << 20  # of the arrays once unpacked: MNIST takes 55 MB

Arrays = dict[str, NDArray[np.uint8]]


def read_archive(path: Path = ARCHIVE, sha256: str = SHA256) -> Arrays:
    """Read the four arrays of MNIST after checking that the file is the expected one.

    Returns
    -------
    dict of uint8 arrays
        ``x_train`` (60000, 28, 28), ``y_train`` (60000,), ``x_test`` (10000, 28, 28), ``y_test`` (10000,).

    Raises
    ------
    DataError
        If the file is missing, or if its content is not the one whose checksum is given.
    """
    remedy = f"Rétablissez-le avec « git checkout -- {path.parent.name}/{path.name} »."
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise DataError(f"Le fichier de données {path} est introuvable. {remedy}") from error
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        raise DataError(
            f"Le fichier de données {path} est endommagé ou incomplet ({len(content)} octets) : "
            f"somme SHA-256 attendue {sha256}, obtenue {found}. {remedy}"
        )
    return _arrays(path, io.BytesIO(content))


def read_npz(files: Mapping[str, Path]) -> Arrays:
    """Read the four arrays of an archive of any origin; their content is not checked.

    Raises
    ------
    DataError
        If the file is no archive with these arrays, or if they would not fit where MNIST does.
    """
    (path,) = files.values()
    with path.open("rb") as file:
        return _arrays(path, file)


def _arrays(path: Path, file: BinaryIO) -> Arrays:
    try:
        with zipfile.ZipFile(file) as archive:
            size = sum(member.file_size for member in archive.infolist())
        if size > MOST_BYTES:
            raise DataError(
                f"Le fichier de données {path} n’est pas une archive de MNIST : décompressé, il prendrait "
                f"{size} octets ({MOST_BYTES} au plus)."
            )
        file.seek(0)
        with np.load(file, allow_pickle=False) as arrays:
            return {name: arrays[name] for name in ARRAYS}
    except (ValueError, KeyError, EOFError, OSError, zlib.error, zipfile.BadZipFile) as error:
        raise DataError(f"Le fichier de données {path} n’est pas une archive de MNIST : {error}.") from error
