"""Files that operating systems scatter among data: never data, whatever folder they are found in."""

import os
from pathlib import Path

NAMES = {name.lower(): name for name in ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini", "@eaDir")}


def system_kind(name: str) -> str | None:
    """Return the kind of a system file or folder (``Thumbs.db``, ``._*``, ``.*``), None for any other.

    Parameters
    ----------
    name : str
        Name of the file, without its folder.
    """
    if name.lower() in NAMES:
        return NAMES[name.lower()]
    if name.startswith("._"):  # what macOS keeps of a file on a foreign disk
        return "._*"
    return ".*" if name.startswith(".") else None


def count_files(path: Path) -> int:
    """Return how many files there are at or under a path; none is opened."""
    return sum(len(files) for _, _, files in os.walk(path)) if path.is_dir() else 1
