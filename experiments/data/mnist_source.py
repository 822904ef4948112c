"""Where MNIST is read from: the archive of the repository, or what ``LABO_MNIST`` names.

Whatever the source, the arrays are those of MNIST to the last pixel, so that results stay fresh when it
changes.
"""

import hashlib
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from experiments.data import mnist_csv, mnist_idx, mnist_npz
from experiments.data.mnist_npz import ARCHIVE, SHA256, read_archive
from experiments.data.system_files import system_kind
from experiments.errors import DataError

VARIABLE = "LABO_MNIST"
DEPTH = 3  # folders inside one another that are looked into
SHOWN = 8  # names said of what a wrong folder holds
LABELS = 10
# Shape of each array, and SHA-256 sum of its bytes.
CONTENT = {
    "x_train": ((60_000, 28, 28), "741c988805d008ac6e4c904b69001ba184c24b2c540a4ef403f4c71b676cf757"),
    "y_train": ((60_000,), "1feba77c54802fa5339a11837ea4b2866434b83314ec45192930f1df69120c13"),
    "x_test": ((10_000, 28, 28), "6d87418db22cc8025d05968bec9bd5c3932904b23485740db143a061a2c9d161"),
    "y_test": ((10_000,), "ddeff807876a9661a1110d45c266c86239a3a1b7d37da0c3716a7a683c852ff5"),
}
REMEDY = f"Retirez {VARIABLE} pour employer {ARCHIVE.parent.name}/{ARCHIVE.name}."

Arrays = dict[str, NDArray[np.uint8]]


@dataclass(frozen=True)
class Format:
    """A way in which MNIST is published.

    Attributes
    ----------
    title : str
        In French.
    files : mapping
        The names that each file may have.
    read : callable
        Returns the four arrays of MNIST from the path of each file.
    """

    title: str
    files: Mapping[str, tuple[str, ...]]
    read: Callable[[Mapping[str, Path]], Arrays]


FORMATS = (
    Format("l’archive NumPy", mnist_npz.FILES, mnist_npz.read_npz),
    Format("les fichiers IDX", mnist_idx.FILES, mnist_idx.read_idx_files),
    Format("les fichiers CSV", mnist_csv.FILES, mnist_csv.read_csv_files),
)


def read_mnist() -> Arrays:
    """Return the four arrays of MNIST, verified.

    Returns
    -------
    dict of uint8 arrays
        ``x_train`` (60000, 28, 28), ``y_train`` (60000,), ``x_test`` (10000, 28, 28), ``y_test`` (10000,).

    Raises
    ------
    DataError
        If the source is missing, damaged, incomplete or not MNIST.
    """
    named = os.environ.get(VARIABLE)
    return read_source(Path(named).expanduser()) if named else read_archive()


def fingerprint_mnist() -> str | None:
    """Return the SHA-256 sum of the archive, None when it is absent; every other source stands for it.

    Raises
    ------
    DataError
        If ``LABO_MNIST`` names something else than MNIST.
    """
    named = os.environ.get(VARIABLE)
    if named:
        source = Path(named).expanduser()
        _, files = locate(source)
        _verify_once(source, tuple((path, _version(path.stat())) for path in files.values()))
        return SHA256
    return hashlib.sha256(ARCHIVE.read_bytes()).hexdigest() if ARCHIVE.exists() else None


def read_source(source: Path) -> Arrays:
    """Read MNIST from a folder, or from a file and those beside it.

    Raises
    ------
    DataError
        If there is no complete set of files, or if their content is not that of MNIST.
    """
    form, files = locate(source)
    arrays = form.read(files)
    for name, (shape, digest) in CONTENT.items():
        _verify(arrays[name], name, shape, digest, source)
    return arrays


def locate(source: Path) -> tuple[Format, dict[str, Path]]:
    """Return the first format whose files are all there, and these files; none is opened.

    Raises
    ------
    DataError
        If there is no complete set of files.
    """
    if source.is_file() and source.suffix.lower() == ".npz":
        return FORMATS[0], dict.fromkeys(FORMATS[0].files, source)
    if not source.is_dir() and not source.is_file():
        raise DataError(f"{VARIABLE} désigne {source}, qui n’est ni un dossier ni un fichier. {REMEDY}")
    folder = source if source.is_dir() else source.parent
    there = _files(folder, DEPTH if source.is_dir() else 0)
    incomplete = []
    for form in FORMATS:
        found = {part: [there[name] for name in names if name in there] for part, names in form.files.items()}
        if all(found.values()):
            return form, {part: paths[0] for part, paths in found.items()}
        if any(found.values()):
            missing = ", ".join(form.files[part][0] for part, paths in found.items() if not paths)
            incomplete.append(f"{form.title} (il manque {missing})")
    if incomplete:
        said = " ; ".join(incomplete)
        raise DataError(f"{folder} ne contient MNIST qu’en partie : {said}. {REMEDY}")
    shown = ", ".join(sorted(path.name for path in folder.iterdir())[:SHOWN]) or "rien"
    raise DataError(
        f"{source} ne contient pas MNIST sous une forme connue : ni mnist.npz, ni les quatre fichiers IDX, "
        f"ni mnist_train.csv et mnist_test.csv ; trouvé : {shown}. Décompressez les archives. {REMEDY}"
    )


def _files(folder: Path, depth: int) -> dict[str, Path]:
    """Return the regular files at most so deep in a folder, by name in lower case, the nearest first."""
    found: dict[str, Path] = {}
    for current, folders, names in os.walk(folder):
        within = len(Path(current).relative_to(folder).parts) < depth
        folders[:] = sorted(name for name in folders if within and system_kind(name) is None)
        for name in sorted(names):
            path = Path(current, name)
            if path.is_file():
                found.setdefault(name.lower(), path)
    return found


@lru_cache(maxsize=4)
def _verify_once(source: Path, versions: tuple[tuple[Path, tuple[int, ...]], ...]) -> None:
    """Read a source again only when the size or a date of a file has changed."""
    read_source(source)


def _version(status: os.stat_result) -> tuple[int, ...]:
    # A program may set back the date of modification, not that of the change of status.
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns


def _verify(array: NDArray[np.uint8], name: str, shape: tuple[int, ...], digest: str, source: Path) -> None:
    if array.shape != shape or array.dtype != np.uint8:
        raise DataError(
            f"{source} : {name} est de forme {array.shape} et de type {array.dtype}, "
            f"{shape} et uint8 sont attendus. {REMEDY}"
        )
    if name.startswith("y_") and array.max() >= LABELS:
        raise DataError(
            f"{source} : {name} contient l’étiquette {array.max()}, 0 à 9 sont attendues. {REMEDY}"
        )
    found = hashlib.sha256(np.ascontiguousarray(array).data).hexdigest()
    if found != digest:
        raise DataError(
            f"{source} : le contenu de {name} n’est pas celui de MNIST (autre ordre, autre jeu ou fichier "
            f"retouché) : somme SHA-256 attendue {digest}, obtenue {found}. {REMEDY}"
        )
