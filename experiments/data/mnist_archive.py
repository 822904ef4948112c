"""Make ``data/mnist.npz`` from the four original IDX files of MNIST, or from another source of it.

Run once when the repository was created: ``python -m experiments.data.mnist_archive FOLDER``.
"""

import hashlib
from pathlib import Path

import click
import numpy as np

from experiments.atomic import replaced_atomically
from experiments.data.mnist_npz import ARCHIVE, ARRAYS
from experiments.data.mnist_source import read_source
from experiments.terminal import run_command_line


@click.command(help="Crée data/mnist.npz à partir du DOSSIER qui contient les quatre fichiers IDX d’origine.")
@click.argument("folder", metavar="DOSSIER", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(folder: Path) -> None:
    """Write the archive with the arrays in the order and under the names Keras uses."""
    arrays = read_source(folder)
    with replaced_atomically(ARCHIVE) as file:
        np.savez_compressed(file, **{name: arrays[name] for name in ARRAYS})  # type: ignore[arg-type]
    click.echo(f"{ARCHIVE} : SHA-256 {hashlib.sha256(ARCHIVE.read_bytes()).hexdigest()}")


if __name__ == "__main__":
    run_command_line(main, "python -m experiments.data.mnist_archive")
