"""One command at a time trains, or builds the site, in a clone."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from experiments.errors import LabError
from experiments.project import BUILD

TURN = BUILD / "training.lock"


@contextmanager
def alone(path: Path = TURN) -> Iterator[None]:
    """Wait, and say so, until no other command holds the file.

    The system lets it go with the process that holds it, however that one ends.

    Raises
    ------
    LabError
        If the file cannot be written.
    """
    with _told_if_unwritable(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("a+", encoding="utf-8")
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            # One that has just begun has not said yet which it is.
            holder = f" (processus {pid})" if (pid := file.read().strip()) else ""
            click.echo(f"Une autre commande travaille déjà dans ce dossier{holder} : attente de sa fin.")
            fcntl.flock(file, fcntl.LOCK_EX)
        with _told_if_unwritable(path):
            os.ftruncate(file.fileno(), 0)
            # Not through the buffer of the file, which would fail again when it is closed.
            os.write(file.fileno(), f"{os.getpid()}\n".encode())
        yield


@contextmanager
def _told_if_unwritable(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise LabError(
            f"{error.filename or path} ne peut pas être écrit ({error.strerror}). Vérifiez les droits du "
            f"dossier et la place libre, puis relancez la commande."
        ) from error
