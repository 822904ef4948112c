"""What a command says when the Python that runs it lacks the libraries of the project."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from experiments.project import ROOT

OLDEST = (3, 11)
INSTALLED = ROOT / ".venv"


@contextmanager
def told_if_lacking(command: str) -> Iterator[None]:
    """Leave with a sentence, not a traceback, when a library that is imported here is not installed.

    Parameters
    ----------
    command : str
        How the user calls it: ``python -m experiments``.

    Raises
    ------
    SystemExit
        If this Python is too old, or lacks a library; that a module of the project is missing is another
        fault, and stays one.
    """
    if sys.version_info[:2] < OLDEST:
        sys.exit(_elsewhere("c’est Python " + ".".join(map(str, sys.version_info[:2])), command))
    try:
        yield
    except ModuleNotFoundError as error:
        library = (error.name or "").partition(".")[0]
        if not library or (ROOT / library).is_dir():
            raise
        if Path(sys.prefix).resolve() == INSTALLED.resolve():
            sys.exit(f"Erreur : {library} n’est pas installé dans .venv : « make environnement » l’y remet.")
        sys.exit(_elsewhere(f"{library} n’y est pas installé", command))


def _elsewhere(why: str, command: str) -> str:
    return (
        f"Erreur : ce Python ({sys.executable}) ne peut pas lancer le projet : {why}. Prenez celui de .venv, "
        f"que « make environnement » installe s’il n’y est pas encore :\n    .venv/bin/{command} …"
    )
