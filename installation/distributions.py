"""What is installed, and whether its files are still those that were installed."""

import csv
import re
from collections.abc import Iterable
from pathlib import Path

INFO = ".dist-info"


def canonical(name: str) -> str:
    """Return the one spelling of the name of a package (PyPA, "Names and normalization")."""
    return re.sub(r"[-_.]+", "-", name).lower()


def locked_names(lock: str) -> set[str]:
    """Return the packages that the text of a lock file names, for any machine."""
    return {canonical(name) for name in re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)}


def installed(packages: Path, names: Iterable[str]) -> list[str]:
    """Return the folders that describe those of the named packages that are installed."""
    wanted = set(names)
    return sorted(
        path.name for path in packages.glob("*" + INFO) if canonical(path.name.split("-")[0]) in wanted
    )


def damaged(packages: Path, described: Iterable[str]) -> list[str]:
    """Return the packages that lack a file, or have one of another size than was installed.

    That is what an interruption leaves, and what another package leaves that writes the same files or
    takes them away with it.

    Parameters
    ----------
    packages : Path
        The ``site-packages`` folder.
    described : iterable of str
        Their ``.dist-info`` folders.
    """
    return [folder.removesuffix(INFO) for folder in described if not _is_whole(packages, folder)]


def _is_whole(packages: Path, folder: str) -> bool:
    try:
        record = (packages / folder / "RECORD").read_text(encoding="utf-8")
        return all(
            (packages / path).stat().st_size == int(size)
            for path, _, size in csv.reader(record.splitlines())
            if size
        )
    except (OSError, ValueError):
        return False
