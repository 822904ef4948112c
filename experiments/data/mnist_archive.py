"""Make ``data/mnist.npz`` from the four original IDX files of MNIST.

Run once when the repository was created: ``python -m experiments.data.mnist_archive FOLDER``.
"""

import gzip
import hashlib
import zlib
from pathlib import Path

import click
import numpy as np

from experiments.atomic import replaced_atomically
from experiments.data.mnist import ARCHIVE
from experiments.errors import DataError
from experiments.terminal import run_command_line

# MD5 sums of the compressed files published by LeCun, Cortes and Burges; the archive key is Keras' own.
IDX_FILES = {
    "x_train": ("train-images-idx3-ubyte", "6bbc9ace898e44ae57da46a324031adb"),
    "y_train": ("train-labels-idx1-ubyte", "a25bea736e30d166cdddb491f175f624"),
    "x_test": ("t10k-images-idx3-ubyte", "2646ac647ad5339dbf082846283269ea"),
    "y_test": ("t10k-labels-idx1-ubyte", "27ae3e4e09519cfbb04c329615203637"),
}


def read_idx(path: Path, md5: str) -> np.ndarray:
    """Read one IDX file, compressed or not.

    Parameters
    ----------
    path : Path
        The file without its ``.gz`` ending; the compressed one is used when it is there.
    md5 : str
        Sum of the uncompressed content.

    Returns
    -------
    uint8 array, shape given by the file's header

    Raises
    ------
    DataError
        If the file is missing or damaged, or if its content is not the expected one.
    """
    compressed = path.with_name(path.name + ".gz")
    try:
        content = gzip.decompress(compressed.read_bytes()) if compressed.exists() else path.read_bytes()
    except FileNotFoundError as error:
        raise DataError(f"{path} est introuvable, compressé ou non. Prenez le fichier d’origine.") from error
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise DataError(f"{compressed} est endommagé ({error}). Reprenez le fichier d’origine.") from error
    found = hashlib.md5(content, usedforsecurity=False).hexdigest()
    if found != md5:
        raise DataError(f"{path} : somme MD5 {found}, attendue {md5}. Reprenez le fichier d’origine.")
    dimensions = content[3]
    header = 4 + 4 * dimensions
    shape = np.frombuffer(content[4:header], dtype=">u4").astype(int)
    return np.frombuffer(content[header:], dtype=np.uint8).reshape(shape)


@click.command(help="Crée data/mnist.npz à partir du DOSSIER qui contient les quatre fichiers IDX d’origine.")
@click.argument("folder", metavar="DOSSIER", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(folder: Path) -> None:
    """Write the archive with the arrays in the order and under the names Keras uses."""
    arrays = {name: read_idx(folder / file, md5) for name, (file, md5) in IDX_FILES.items()}
    with replaced_atomically(ARCHIVE) as file:
        np.savez_compressed(file, **arrays)  # type: ignore[arg-type]
    click.echo(f"{ARCHIVE} : SHA-256 {hashlib.sha256(ARCHIVE.read_bytes()).hexdigest()}")


if __name__ == "__main__":
    run_command_line(main, "python -m experiments.data.mnist_archive")
