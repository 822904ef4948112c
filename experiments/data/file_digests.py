"""Digests of files, computed once per version of each file."""

import contextlib
import hashlib
import json
import stat
from collections.abc import Sequence
from pathlib import Path

from experiments.atomic import replaced_atomically
from experiments.errors import DataError


def file_digests(paths: Sequence[Path], manifest: Path, algorithm: str = "sha256") -> tuple[str, ...]:
    """Return the digest of each file, reading again only those that changed.

    Parameters
    ----------
    paths : sequence of Path
        Files to digest.
    manifest : Path
        JSON file that remembers size, dates (ns) and digest of each file of the previous call. A program may
        set back the date of modification, not that of the change of status.
        When it is absent or damaged every file is read.
    algorithm : str
        Name that `hashlib.new` knows.

    Returns
    -------
    tuple of str
        Hexadecimal digests, in the order of `paths`.

    Raises
    ------
    DataError
        If a file cannot be read, or is a folder, a pipe or a device.
    """
    known = _read_manifest(manifest)
    keys = [f"{algorithm} {path}" for path in paths]
    current = {key: _entry(path, known.get(key), algorithm) for key, path in zip(keys, paths, strict=True)}
    if current != known:
        # Without a manifest the digests are computed again next time: slower, never wrong.
        with contextlib.suppress(OSError), replaced_atomically(manifest) as file:
            file.write(json.dumps(current, indent=0, sort_keys=True).encode())
    return tuple(str(current[key][-1]) for key in keys)


def _read_manifest(manifest: Path) -> dict[str, object]:
    try:
        known = json.loads(manifest.read_bytes())
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def _entry(path: Path, known: object, algorithm: str) -> list[object]:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # opening a pipe would wait for ever
            raise DataError(
                f"{path} n’est pas un fichier ordinaire mais un dossier, un tube ou un périphérique. "
                "Retirez-le ou remplacez-le par l’original."
            )
        match known:
            case [status.st_size, status.st_mtime_ns, status.st_ctime_ns, str()]:
                return list(known)
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, algorithm).hexdigest()
    except OSError as error:
        raise DataError(f"Le fichier {path} ne peut pas être lu ({error.strerror}).") from error
    return [status.st_size, status.st_mtime_ns, status.st_ctime_ns, digest]
