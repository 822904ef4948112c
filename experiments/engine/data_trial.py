"""Data that no result was made from are loaded once, before the trainings that need them begin."""

from collections.abc import Callable

from experiments.data.datasets import Dataset
from experiments.engine.data_access import told_if_unreadable
from experiments.engine.freshness import ABSENT_DATA, DATA
from experiments.engine.progress import Board, Task
from experiments.errors import DataError, ExperimentError


class OnBoard:
    """The reporter of a loading: what it says is shown with a training that waits for it."""

    def __init__(self, board: Board, identifier: str) -> None:
        self._board = board
        self._identifier = identifier

    def note(self, message: str) -> None:
        """Show the message."""
        self._board.note(self._identifier, message)

    def stage(self, title: str, total: int) -> Callable[[int], None]:
        """Show the stage; what is returned shows its progress."""
        self._board.stage(self._identifier, title, total)
        return lambda steps: self._board.advance(self._identifier, steps)


def untrainable(tasks: list[Task], board: Board) -> dict[Task, str]:
    """Return the trainings whose data cannot be had, each with the reason; those that are absent are fetched.

    Equal data are tried once: a hundred trainings that need a damaged file need not find it out.
    """
    reasons: dict[str, str | None] = {}
    failed = {}
    for task in tasks:
        if task.untried is None:
            continue
        fingerprint = task.components[DATA]
        same = repr(task.untried) if fingerprint == ABSENT_DATA else fingerprint
        if same not in reasons:
            reasons[same] = _fault(task.untried, OnBoard(board, task.identifier))
        if (reason := reasons[same]) is not None:
            failed[task] = reason
    return failed


def _fault(data: Dataset, reporter: OnBoard) -> str | None:
    try:
        with told_if_unreadable():
            data.load(reporter)
    except DataError as error:
        return str(error)
    except ExperimentError:  # the settings of one experiment, which its training will refuse
        return None
    return None
