"""The files of an export: what it wrote before is its own, and nothing else is overwritten."""

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path

from experiments.atomic import replaced_atomically
from experiments.errors import LabError
from generator.report.writing import told_if_unwritable


def write_export(folder: Path, name: str, files: Mapping[str, bytes]) -> list[Path]:
    """Write the files of an export in a folder; return them.

    Parameters
    ----------
    folder : Path
        Made if it does not exist.
    name : str
        Of the export: a hidden file of that name tells the next one what this one wrote.
    files : mapping of bytes
        Content by path in the folder.

    Raises
    ------
    LabError
        If one would go out of the folder, or would take the place of a file that no export wrote, or that was
        changed since; nothing is written then. Or if one cannot be written.
    """
    record = folder / f".{name}.export.json"
    paths = {path: folder / path for path in files}
    with told_if_unwritable(folder):
        before = _before(record)
        for place in [*paths.values(), record]:
            if not place.resolve().is_relative_to(folder.resolve()):
                raise LabError(f"{place} : ce chemin mène hors de {folder}. Choisissez un autre dossier.")
        foreign = [str(paths[p]) for p in files if _foreign(paths[p], files[p], before.get(p))]
        if foreign:
            raise LabError(
                f"{', '.join(foreign)} : écrit par autre chose que cet export, ou changé depuis. Déplacez ce "
                "qui s’y trouve, ou donnez un autre dossier."
            )
        for path, content in files.items():
            with replaced_atomically(paths[path]) as file:
                file.write(content)
        with replaced_atomically(record) as file:
            file.write(json.dumps({path: _digest(content) for path, content in files.items()}).encode())
    return list(paths.values())


def _foreign(path: Path, content: bytes, digest: str | None) -> bool:
    """Tell whether a file is there that is neither what is to be written nor what an export wrote."""
    if not os.path.lexists(path):
        return False
    if not path.is_file():
        return True
    there = path.read_bytes()
    return there != content and _digest(there) != digest


def _before(record: Path) -> dict[str, str]:
    try:
        found = json.loads(record.read_bytes())
    except (FileNotFoundError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
