"""Run the workers, one per experiment, and follow what they say."""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock, Thread, Timer
from typing import Any

from experiments.engine.messenger import MARK, new_mark, read_line
from experiments.engine.progress import Board, Task
from experiments.project import BUILD, ROOT
from experiments.results.replicate import replicate_name

LOGS = BUILD / "logs"
WORKER = "experiments.engine.start"
TRACEBACK = "Traceback (most recent call last):"
# What a worker asked to stop has left, in seconds.
GRACE = 3.0


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

    Each is in a session of its own: Ctrl-C in the terminal reaches this process alone, which then
    knows that what it stops has not failed. Each dies with this process, and what it started with it.

    Parameters
    ----------
    profile : str
        Name of the profile.
    board : Board
        Where their progress is shown.

    Attributes
    ----------
    stopped : bool
        Whether `stop` was called.
    """

    def __init__(self, profile: str, board: Board) -> None:
        self.profile = profile
        self.board = board
        self.stopped = False
        self._running: set[subprocess.Popen[str]] = set()
        self._lock = Lock()

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
        with worker:
            assert worker.stdin is not None and worker.stdout is not None
            ending = Thread(target=_end_session, args=(worker.pid,), daemon=True)
            ending.start()
            for line in worker.stdout:
                self._relay(task.identifier, *read_line(line.rstrip("\n"), mark), account)
            worker.stdin.close()
            ending.join()
        with self._lock:
            self._running.remove(worker)
        failure = _failure(account, worker.returncode, log)
        if failure is None or not self.stopped:
            self.board.finish(task.identifier, failure)
        return failure

    def stop(self) -> None:
        """Stop the workers and start no other; those that do not stop in time are killed."""
        with self._lock:
            self.stopped = True
            for worker in self._running:
                worker.terminate()
                killing = Timer(GRACE, worker.kill)
                killing.daemon = True
                killing.start()

    def _start(self, task: Task, log: Path, mark: str) -> subprocess.Popen[str] | None:
        seed = [] if task.seed is None else [str(task.seed)]
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("w", encoding="utf-8") as errors, self._lock:
            if self.stopped:
                return None
            worker = subprocess.Popen(
                # Unbuffered, so that what a model prints and the messages come in order.
                [sys.executable, "-u", "-m", WORKER, task.experiment, self.profile, *seed],
                cwd=ROOT,
                env={**os.environ, "PYTHONUTF8": "1", MARK: mark},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                encoding="utf-8",
                errors="replace",
                start_new_session=True,
            )
            self._running.add(worker)
        return worker

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


def _end_session(leader: int) -> None:
    """Once a worker has ended, kill what it started: it would keep its output open."""
    with suppress(ChildProcessError, ProcessLookupError, PermissionError):
        # Not reaped: its number still names its group, and no other.
        os.waitid(os.P_PID, leader, os.WEXITED | os.WNOWAIT)
        os.killpg(leader, signal.SIGKILL)


def _name(task: Task) -> str:
    return task.experiment if task.seed is None else replicate_name(task.experiment, task.seed)


def _failure(account: Account, code: int, log: Path) -> str | None:
    if account.failure is not None:
        return account.failure
    if code < 0:
        return f"arrêté par le signal {-code} (mémoire épuisée ou arrêt forcé ?)"
    if code == 0 and account.written:
        return None
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
