"""Arrays that cost time to compute, kept on disk under a key that names their content."""

import hashlib
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.atomic import replaced_atomically
from experiments.code.imports import import_closure
from experiments.project import CACHE, ROOT

Array = NDArray[Any]


def cache_directory() -> Path:
    """Return the folder of everything that can be computed or downloaded again (it may not exist yet).

    Returns
    -------
    Path
        The folder named by the environment variable ``LABO_CACHE``, else ``build/cache`` in the project.
    """
    named = os.environ.get("LABO_CACHE")
    return Path(named) if named else CACHE


def entry_key(module: str, inputs: Iterable[bytes]) -> str:
    """Return the key of an array: a SHA-256 of the code that computes it and of all that it is computed from.

    Parameters
    ----------
    module : str
        Dotted name of the module that computes it; the modules of the project that it imports count too.
    inputs : iterable of bytes
        Content or digest of each input and setting, and version of each library.
    """
    code = import_closure(ROOT, {module}).modules
    whole = hashlib.sha256("".join(f"{name} {code[name]}\n" for name in sorted(code)).encode())
    for given in inputs:
        whole.update(hashlib.sha256(given).digest())
    return whole.hexdigest()


def load_or_compute(
    key: str, compute: Callable[[], Array], directory: Path, report: Callable[[str], None]
) -> Array:
    """Return the array kept under a key, computing and keeping it when it is absent or damaged.

    Parameters
    ----------
    key : str
        Hexadecimal digest of everything the array depends on.
    compute : callable
        Makes the array when no intact copy exists.
    directory : Path
        Folder of the cache, created on the first write.
    report : callable
        Receives one French sentence when an entry is damaged or cannot be written.

    Returns
    -------
    ndarray
        The array, with the shape and type that `compute` gave it.
    """
    path = directory / f"{key}.npy"
    array = _read(path, report)
    if array is None:
        array = compute()
        try:
            _write(path, array)
        except OSError as error:
            report(
                f"Le cache {directory} n’a pas pu être écrit ({error.strerror}) ; le calcul sera à refaire."
            )
    return array


def _digest_path(path: Path) -> Path:
    return path.with_name(f"{path.name}.sha256")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read(path: Path, report: Callable[[str], None]) -> Array | None:
    try:
        if _digest_path(path).read_bytes().split()[:1] == [_digest(path).encode()]:
            array: Array = np.load(path, allow_pickle=False)
            return array
    except (FileNotFoundError, NotADirectoryError):
        return None
    report(f"L’entrée {path} du cache est endommagée ; elle est recalculée.")
    return None


def _write(path: Path, array: Array) -> None:
    with replaced_atomically(path) as file:
        np.save(file, array, allow_pickle=False)
    # The same line as the command sha256sum writes, so that a reader can check an entry without this project.
    with replaced_atomically(_digest_path(path)) as file:
        file.write(f"{_digest(path)}  {path.name}\n".encode())
