"""Run the workers, one per experiment, and follow what they say."""

import os
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Any

from experiments.engine.backend import isolate
from experiments.engine.messenger import MARK, new_mark, read_line
from experiments.engine.nursery import Child, Nursery
from experiments.engine.progress import Board, Task
from experiments.project import BUILD, ROOT
from experiments.results.replicate import replicate_name

LOGS = BUILD / "logs"
WORKER = "experiments.engine.start"
TRACEBACK = "Traceback (most recent call last):"


@dataclass
class Account:
    """What a worker said of its training.

    Attributes
    ----------
    written : bool
        Whether its result is.
    failure : str or None
        Why there is none.
    """

    written: bool = False
    failure: str | None = None


class Workers:
    """The processes that train, which can all be stopped at once.

    Each is in a session of its own, forked from a process that has imported Keras and its backend, so that
    they are imported once. Each dies with this process, and what it started with it.

    Parameters
    ----------
    profile : str
        Name of the profile.
    board : Board
        Where their progress is shown.
    folder : Path, optional
        Where they write what they measure, if their key is the one that its file `agreement.EXPECTED` holds;
        with the results by default.

    Attributes
    ----------
    stopped : bool
        Whether `stop` was called.
    """

    def __init__(self, profile: str, board: Board, folder: Path | None = None) -> None:
        self.profile = profile
        self.board = board
        self.folder = folder
        self.stopped = False
        self._nurseries: dict[str | None, Nursery] = {}
        self._opened = ExitStack()
        self._running: set[Child] = set()
        self._lock = Lock()

    def __enter__(self) -> "Workers":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of the processes that trainings are forked from."""
        self._opened.close()

    def train(self, task: Task) -> str | None:
        """Do one training in a process of its own.

        Returns
        -------
        str or None
            Why it failed, in one line, with the file that holds the details; None when its result was
            written, by this very training.
        """
        log = LOGS / f"{_name(task)}.log"
        mark = new_mark()
        try:
            worker = self._start(task, log, mark)
        except OSError as error:
            refusal = f"l’entraînement n’a pas pu commencer ({error.strerror} : {error.filename})"
            self.board.finish(task.identifier, refusal)
            return refusal
        if worker is None:
            return "interrompu"
        account = Account()
        try:
            for line in worker.output:
                self._relay(task.identifier, *read_line(line.rstrip("\n"), mark), account)
        except BaseException:
            worker.kill()
            raise
        finally:
            with self._lock:
                self._running.remove(worker)
            code = worker.wait()
        failure = _failure(account, code, log)
        if failure is None or not self.stopped:
            self.board.finish(task.identifier, failure)
        return failure

    def stop(self) -> None:
        """Kill the workers and start no other: their progress is kept epoch by epoch."""
        with self._lock:
            self.stopped = True
            for worker in self._running:
                worker.kill()
            for nursery in self._nurseries.values():
                nursery.kill()  # some trainings may wait until it has imported the libraries

    def _start(self, task: Task, log: Path, mark: str) -> Child | None:
        arguments = [task.experiment, self.profile]
        if self.folder is not None:
            arguments += ["" if task.seed is None else str(task.seed), str(self.folder)]
        elif task.seed is not None:
            arguments += [str(task.seed)]
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("w", encoding="utf-8") as errors, self._lock:
            if self.stopped:
                return None
            nursery = self._nursery(task.backend)
            worker = nursery.fork(WORKER, arguments, {**os.environ, "PYTHONUTF8": "1", MARK: mark}, errors)
            self._running.add(worker)
        return worker

    def _nursery(self, backend: str | None) -> Nursery:
        """Return the process that has imported Keras with a backend; another one if it was killed."""
        if backend not in self._nurseries or not self._nurseries[backend].is_alive:
            environment = dict(os.environ)
            isolate(backend, environment)
            nursery = Nursery(ROOT, environment, LOGS / f"_{environment['KERAS_BACKEND']}.log")
            self._nurseries[backend] = self._opened.enter_context(nursery)
        return self._nurseries[backend]

    def _relay(self, identifier: str, text: str, message: list[Any] | None, account: Account) -> None:
        # A model function may have printed the beginning of the line.
        if text.strip():
            self.board.note(identifier, text)
        match message:
            case ["written"]:
                account.written = True
            case ["failed", failure]:
                account.failure = failure
            case [event, *details]:
                getattr(self.board, event)(identifier, *details)


def _name(task: Task) -> str:
    return task.experiment if task.seed is None else replicate_name(task.experiment, task.seed)


def _failure(account: Account, code: int | None, log: Path) -> str | None:
    if account.failure is not None:
        return account.failure
    if not code and account.written:
        return None
    if code is None:
        return (
            f"le processus dont il dépend s’est arrêté (mémoire épuisée, arrêt forcé, Keras qui ne démarre "
            f"pas ? autres messages dans {LOGS.relative_to(ROOT)})"
        )
    if code < 0:
        return f"arrêté par le signal {-code} (mémoire épuisée ou arrêt forcé ?)"
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    where = log.relative_to(ROOT)
    if code == 0 or TRACEBACK not in lines:
        return (
            f"le processus s’est arrêté sans écrire de résultat (code de sortie {code}). Si le code du "
            f"modèle appelle exit() ou os._exit(), enlevez cet appel (autres messages dans {where})"
        )
    last = len(lines) - lines[::-1].index(TRACEBACK)
    # The message may have several lines; what it is about is on the first one after the calls.
    error = next((line for line in lines[last:] if line.strip() and not line.startswith(" ")), TRACEBACK)
    return f"{error} (détails dans {where})"
