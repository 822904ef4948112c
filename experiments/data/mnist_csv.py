"""MNIST as tables, a line per image: its label, then its 784 pixels row by row (Kaggle)."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from experiments.errors import DataError
from experiments.language import plural

FILES = {"train": ("mnist_train.csv", "train.csv"), "test": ("mnist_test.csv", "test.csv")}
IMAGES = {"train": 60_000, "test": 10_000}
SIDE = 28
COLUMNS = 1 + SIDE * SIDE
LONGEST_LINE = 100_000  # characters
SHOWN = 40  # characters of a wrong line
REMEDY = (
    "Le concours « Digit Recognizer » de Kaggle (train.csv, test.csv) ne publie que 42 000 images "
    "étiquetées, dans un autre ordre : prenez mnist_train.csv et mnist_test.csv complets, ou les quatre "
    "fichiers IDX."
)


def read_csv_files(files: Mapping[str, Path]) -> dict[str, NDArray[np.uint8]]:
    """Read the four arrays from the tables of the two parts."""
    arrays = {}
    for part, path in files.items():
        arrays[f"x_{part}"], arrays[f"y_{part}"] = read_csv(path, IMAGES[part])
    return arrays


def read_csv(path: Path, count: int) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Read a table, with or without a line of titles.

    Parameters
    ----------
    path : Path
    count : int
        How many images are expected.

    Returns
    -------
    images : uint8 array, shape (count, 28, 28)
    labels : uint8 array, shape (count,)

    Raises
    ------
    DataError
        If the table has other columns or another number of images, or a value that is no level of grey.
    """
    try:
        titles = _titles(path)
        with path.open(encoding="utf-8-sig") as file:
            found = sum(1 for line in file if line.strip()) - titles
        if found != count:
            raise DataError(f"{path} contient {found} images, {count} sont attendues. {REMEDY}")
        try:
            table = np.loadtxt(
                path, np.uint8, comments=None, delimiter=",", quotechar='"', skiprows=titles, ndmin=2,
                encoding="utf-8-sig",
            )  # fmt: skip
        except ValueError as error:
            raise DataError(_wrong_line(path, titles)) from error
    except UnicodeDecodeError as error:
        raise DataError(f"{path} n’est pas un texte en UTF-8. Reprenez le fichier d’origine.") from error
    except OSError as error:
        raise DataError(f"{path} ne peut pas être lu ({error.strerror}).") from error
    return table[:, 1:].reshape(-1, SIDE, SIDE), table[:, 0]


def _titles(path: Path) -> int:
    """Return how many lines come before the first image, after a look at the columns."""
    with path.open(encoding="utf-8-sig") as file:
        cells = _cells(file.readline(LONGEST_LINE))
    if len(cells) != COLUMNS:
        raise DataError(
            f"{path} a {len(cells)} {plural(len(cells), 'colonne', 'colonnes')}, {COLUMNS} sont attendues : "
            f"l’étiquette puis les {COLUMNS - 1} pixels, séparés par des virgules. {REMEDY}"
        )
    if cells[0].isdecimal():
        return 0
    if cells[0].lower() != "label":
        raise DataError(
            f"La première colonne de {path} s’appelle « {cells[0][:SHOWN]} », « label » est attendu : "
            f"l’étiquette vient avant les {COLUMNS - 1} pixels. {REMEDY}"
        )
    return 1


def _wrong_line(path: Path, titles: int) -> str:
    """Name the first line that is not an image."""
    levels = {str(level) for level in range(256)}
    with path.open(encoding="utf-8-sig") as file:
        for number, line in enumerate(file, start=1):
            cells = _cells(line)
            wrong = [cell for cell in cells if cell not in levels]
            if number > titles and line.strip() and (wrong or len(cells) != COLUMNS):
                found = f"« {wrong[0][:SHOWN]} »" if wrong else f"{len(cells)} valeurs"
                return (
                    f"{path}, ligne {number} : {found}, {COLUMNS} entiers de 0 à 255 sont attendus. "
                    "Reprenez le fichier d’origine."
                )
    return f"{path} n’est pas un tableau d’entiers de 0 à 255. Reprenez le fichier d’origine."


def _cells(line: str) -> list[str]:
    return [cell.strip().strip('"') for cell in line.split(",")]
