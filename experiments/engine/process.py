"""Run the workers, one per experiment, and follow what they say."""

import json
import os
import subprocess
import sys
from pathlib import Path
from threading import Lock

from experiments.engine.progress import Board, Task
from experiments.engine.worker import MARK
from experiments.project import BUILD, ROOT
from experiments.results.replicate import replicate_name

LOGS = BUILD / "logs"
TRACEBACK = "Traceback (most recent call last):"


class Workers:
    """The processes that train, which can all be stopped at once.

    Each is in a session of its own: Ctrl-C in the terminal reaches this process alone, which then
    knows that what it stops has not failed.

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
            Why it failed, in one line, with the file that holds the details; None when it succeeded.
        """
        identifier, seed = task.identifier, [] if task.seed is None else [str(task.seed)]
        log = LOGS / f"{_name(task)}.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("w", encoding="utf-8") as errors:
            with self._lock:
                if self.stopped:
                    return "interrompu"
                worker = subprocess.Popen(
                    [sys.executable, "-m", "experiments.engine.worker", task.experiment, self.profile, *seed],
                    cwd=ROOT,
                    env={**os.environ, "PYTHONUTF8": "1"},
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.PIPE,
                    stderr=errors,
                    encoding="utf-8",
                    errors="replace",
                    start_new_session=True,
                )
                self._running.add(worker)
            with worker:
                assert worker.stdout is not None
                for line in worker.stdout:
                    _relay(identifier, line.rstrip("\n"), self.board)
            with self._lock:
                self._running.remove(worker)
        failure = None if worker.returncode == 0 else _reason(worker.returncode, log)
        if failure is None or not self.stopped:
            self.board.finish(identifier, failure)
        return failure

    def stop(self) -> None:
        """Stop the workers and start no other."""
        with self._lock:
            self.stopped = True
            for worker in self._running:
                worker.terminate()


def _name(task: Task) -> str:
    return task.experiment if task.seed is None else replicate_name(task.experiment, task.seed)


def _relay(identifier: str, line: str, board: Board) -> None:
    # A model function may have printed the beginning of the line.
    text, mark, message = line.partition(MARK)
    if text.strip():
        board.note(identifier, text)
    if mark:
        event, *details = json.loads(message)
        getattr(board, event)(identifier, *details)


def _reason(code: int, log: Path) -> str:
    if code < 0:
        return f"arrêté par le signal {-code} (mémoire épuisée ou arrêt forcé ?)"
    lines = [line for line in log.read_text(encoding="utf-8", errors="replace").splitlines() if line.strip()]
    if TRACEBACK not in lines:
        return lines[-1] if lines else f"code de sortie {code}"
    last = len(lines) - lines[::-1].index(TRACEBACK)
    # The message may have several lines; what it is about is on the first one after the calls.
    error = next((line for line in lines[last:] if not line.startswith(" ")), lines[-1])
    return f"{error} (détails dans {log.relative_to(ROOT)})"
