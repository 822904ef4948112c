"""What ``.venv`` holds: checked in a moment each time, file by file when asked, and repaired."""

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from installation.distributions import damaged, installed, locked_names
from installation.installer import install, make_environment
from installation.places import PACKAGES, REQUIREMENTS, VENV, runs_this

# Each holds all that those before it hold: what to say while it is installed.
LEVELS = {
    "site": "Installation de ce qui construit le rapport…",
    "training": "Installation de ce qui entraîne les modèles (quelques minutes la première fois)…",
    "dev": "Installation de ce qui entraîne et de ce qui teste (quelques minutes la première fois)…",
    "bench": "Installation de ce qui entraîne, teste et chronomètre (quelques minutes la première fois)…",
}
ORDER = list(LEVELS)
TOOLS = {"pip", "uv"}
RECORD = VENV / "installed.json"


@dataclass(frozen=True)
class Installed:
    """What was installed last.

    Attributes
    ----------
    level : str
        One of `LEVELS`.
    locks : str
        SHA-256 of the lock files it was installed from.
    distributions : list of str
        Names of the ``.dist-info`` folders of what these files name.
    """

    level: str
    locks: str
    distributions: list[str]


def provide(level: str, *, every_file: bool) -> None:
    """Install what a level needs, unless it is there.

    Parameters
    ----------
    level : str
        One of `LEVELS`.
    every_file : bool
        Look at each file of each package, as a moment's look sees only that a package is there.

    Raises
    ------
    InstallationError
        If it cannot be installed.
    """
    if not _is_there(level, every_file=every_file):
        with _alone():
            if not _is_there(level, every_file=every_file):  # whoever held the lock may have installed it
                _install(level)


def _is_there(level: str, *, every_file: bool) -> bool:
    record = _read_record()
    return (
        record is not None
        and runs_this()
        and ORDER.index(record.level) >= ORDER.index(level)
        and record.locks == _locks_digest(record.level)
        and all((PACKAGES / folder).is_dir() for folder in record.distributions)
        and not (every_file and damaged(PACKAGES, record.distributions))
    )


def _install(level: str) -> None:
    record = _read_record()
    if record is not None:  # what is there stays
        level = max(level, record.level, key=ORDER.index)
    print(LEVELS[level], flush=True)
    RECORD.unlink(missing_ok=True)
    lock = REQUIREMENTS / f"{level}.txt"
    names = locked_names(lock.read_text(encoding="utf-8")) | TOOLS
    if not runs_this() or not installed(PACKAGES, {"pip"}):
        make_environment()
    elif spoilt := damaged(PACKAGES, installed(PACKAGES, names)):
        print(f"L’environnement .venv est abîmé ({', '.join(spoilt)}) : il est refait.", flush=True)
        make_environment()
    install(lock)
    if damaged(PACKAGES, installed(PACKAGES, names)):  # the cache it came from is damaged too
        make_environment()
        install(lock, "--no-cache")
    done = Installed(level, _locks_digest(level), installed(PACKAGES, names))
    temporary = RECORD.with_suffix(".tmp")
    temporary.write_text(json.dumps(done.__dict__), encoding="utf-8")
    temporary.replace(RECORD)


def _read_record() -> Installed | None:
    try:
        record = Installed(**json.loads(RECORD.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    return record if record.level in LEVELS else None


def _locks_digest(level: str) -> str:
    digest = hashlib.sha256()
    for name in ("uv", *ORDER[: ORDER.index(level) + 1]):
        digest.update((REQUIREMENTS / f"{name}.txt").read_bytes())
    return digest.hexdigest()


@contextmanager
def _alone() -> Iterator[None]:
    """Let one process at a time install; the lock goes with the process, however it ends."""
    folder = os.open(REQUIREMENTS, os.O_RDONLY)
    try:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Une autre commande installe déjà dans ce dossier : attente de sa fin…", flush=True)
            fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)
