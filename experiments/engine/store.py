"""A place where several clones share results, anywhere fsspec reaches: it may fail, and stops no run."""

import os
import secrets
from collections.abc import Callable
from contextlib import closing
from functools import cached_property
from importlib.util import find_spec
from multiprocessing.pool import ThreadPool
from queue import Empty, Queue
from threading import Lock
from typing import Any, TypeVar

import click

from experiments.engine.backend import check_environment
from experiments.errors import LabError
from experiments.results.folder import LARGEST

URL = "LABO_STORE"  # the variable that names it
PATIENCE = 20.0  # seconds that one request may take, and the import of what it goes through
# What fsspec and its file systems raise of an address that lacks a part, or has one too many.
MISUSED = (ValueError, TypeError, AttributeError)
Answer = TypeVar("Answer")


class StoreError(LabError):
    """Something is wrong with the store, which its library does not say."""


class Store:
    """Bytes by name. The first fault is said, and the store is asked nothing more.

    What a library says of a fault is never shown, nor is the URL: both may hold a password.

    Parameters
    ----------
    url : str
        Any that fsspec understands; there is no store when it is empty.
    patience : float
        Seconds that one request may take.
    """

    def __init__(self, url: str, patience: float = PATIENCE) -> None:
        self._url = url
        self._patience = patience
        self._in_use = bool(url)
        self._lock = Lock()

    def read(self, name: str) -> bytes | None:
        """Return an entry, None when there is none or the store fails.

        Raises
        ------
        TrainingEnvironmentError
            If nothing of what trains is installed, fsspec included.
        """
        return self._ask(lambda: self._read(name))

    def write(self, name: str, content: bytes) -> None:
        """Create or replace an entry."""
        self._ask(lambda: self._write(name, content))

    @cached_property
    def _place(self) -> tuple[Any, str]:
        """The file system and the folder in it."""
        # Only now: most runs have no store.
        import fsspec
        from fsspec.implementations.local import LocalFileSystem

        try:
            files, folder = fsspec.url_to_fs(self._url)
        except ImportError as error:
            missing = getattr(error.__cause__, "name", None) or "fsspec ne dit pas quoi"
            raise StoreError(f"il manque de quoi le lire ({missing}), installez-le dans .venv") from error
        except MISUSED as error:
            raise StoreError("cette adresse n’est pas de celles que fsspec comprend") from error
        if isinstance(files, LocalFileSystem) and not files.isdir(folder):
            raise StoreError("ce dossier n’existe pas, créez-le ou corrigez son nom")
        return files, folder.rstrip("/")

    def _read(self, name: str) -> bytes | None:
        files, folder = self._place
        try:
            with files.open(f"{folder}/{name}", "rb") as file:
                content: bytes = file.read(LARGEST + 1)
        except FileNotFoundError:
            return None
        return content

    def _write(self, name: str, content: bytes) -> None:
        from fsspec.spec import AbstractFileSystem

        files, folder = self._place
        path = f"{folder}/{name}"
        if type(files).mv is AbstractFileSystem.mv:  # no renaming there: an object appears once it is whole
            files.pipe_file(path, content)
            return
        beside = f"{path}.{secrets.token_hex(8)}.tmp"
        try:
            files.pipe_file(beside, content)
            files.mv(beside, path)
        finally:
            if files.exists(beside):
                files.rm_file(beside)

    def _ask(self, request: Callable[[], Answer]) -> Answer | None:
        if not self._in_use:
            return None
        if find_spec("fsspec") is None:
            check_environment()  # make then installs all that trains, and starts again
            self._leave("il manque fsspec, installez-le avec « make environnement »")
            return None
        answers: Queue[Answer | BaseException] = Queue()
        # A thread that nothing waits for: a request may never come back.
        with closing(ThreadPool(processes=1)) as thread:
            # Whatever fails comes back too: fsspec passes on what the library of each store raises.
            thread.apply_async(request, callback=answers.put, error_callback=answers.put)
        try:
            answer = answers.get(timeout=self._patience)
        except Empty:
            self._leave(f"pas de réponse en {self._patience:g} s")
            return None
        if isinstance(answer, BaseException):
            self._leave(_reason(answer))
            return None
        return answer

    def _leave(self, reason: str) -> None:
        with self._lock:
            if self._in_use:
                self._in_use = False
                click.echo(
                    f"Dépôt partagé ({URL}) : {reason}. Les entraînements continuent sans lui.", err=True
                )


def _reason(fault: BaseException) -> str:
    if isinstance(fault, StoreError):
        return str(fault)
    if isinstance(fault, OSError) and fault.errno is not None:
        return f"l’accès a échoué ({os.strerror(fault.errno)})"
    return f"l’accès a échoué ({type(fault).__name__})"
