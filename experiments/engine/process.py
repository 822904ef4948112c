"""Run the worker of one experiment and follow what it says."""

import json
import subprocess
import sys
from pathlib import Path

from experiments.engine.progress import Board
from experiments.engine.worker import MARK
from experiments.project import BUILD, ROOT


def train_in_process(identifier: str, profile: str, board: Board) -> str | None:
    """Train one experiment in a process of its own.

    Parameters
    ----------
    identifier : str
    profile : str
        Name of the profile.
    board : Board
        Where its progress is shown.

    Returns
    -------
    str or None
        Why it failed, in one line, with the file that holds the details; None when it succeeded.
    """
    log = BUILD / "logs" / f"{identifier}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "experiments.engine.worker", identifier, profile]
    with (
        log.open("w+", encoding="utf-8") as errors,
        subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=errors, text=True, encoding="utf-8"
        ) as worker,
    ):
        try:
            assert worker.stdout is not None
            for line in worker.stdout:
                _relay(identifier, line.rstrip("\n"), board)
        except BaseException:
            worker.terminate()
            raise
    failure = None if worker.returncode == 0 else _reason(worker.returncode, log)
    board.finish(identifier, failure)
    return failure


def _relay(identifier: str, line: str, board: Board) -> None:
    if not line.startswith(MARK):
        board.note(identifier, line)
        return
    event, *details = json.loads(line.removeprefix(MARK))
    getattr(board, event)(identifier, *details)


def _reason(code: int, log: Path) -> str:
    if code < 0:
        return f"arrêté par le signal {-code} (mémoire épuisée ou arrêt forcé ?)"
    lines = [line for line in log.read_text(encoding="utf-8").splitlines() if line.strip()]
    if not any(line.startswith("Traceback") for line in lines):
        return lines[-1] if lines else f"code de sortie {code}"
    place = f"{log.relative_to(ROOT)}"
    return f"{lines[-1]} (détails dans {place})"
