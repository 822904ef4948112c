"""What a worker tells its parent: one JSON object per line, behind a mark that only both know."""

import json
import os
import secrets
from collections.abc import Callable, Mapping
from typing import Any, TextIO

from experiments.engine.run import check_measures

MARK = "LABO_WORKER_MARK"  # the variable that brings it to the worker
SEPARATOR = "\x1e"  # ASCII record separator: keeps the mark apart from what a model prints before it


def new_mark() -> str:
    """Return a mark that nothing a model prints can hold."""
    return f"{SEPARATOR}{secrets.token_hex(8)}"


def read_line(line: str, mark: str) -> tuple[str, list[Any] | None]:
    """Part a line of a worker into what its model printed and the event after it, None when there is none."""
    text, found, message = line.partition(mark)
    return text, json.loads(message) if found else None


class Messenger:
    """The observer of a worker: each event becomes a line for the parent.

    Parameters
    ----------
    mark : str
    stream : text file
        Where the lines go.
    """

    def __init__(self, mark: str, stream: TextIO) -> None:
        self._mark = mark
        self._stream = stream

    @classmethod
    def of_worker(cls) -> "Messenger":
        """Return the messenger of this process, that nothing a model does to its output disturbs."""
        return cls(os.environ.pop(MARK), os.fdopen(os.dup(1), "w", encoding="utf-8"))

    def note(self, message: str) -> None:
        """Pass a remark on."""
        self._send("note", message)

    def stage(self, title: str, total: int) -> Callable[[int], None]:
        """Pass the beginning of a stage on; what is returned passes its progress on."""
        self._send("stage", title, total)
        return lambda steps: self._send("advance", steps)

    def epoch(self, number: int, epochs: int, measures: Mapping[str, float]) -> None:
        """Pass the end of an epoch on, unless it shows that the training is of no use."""
        check_measures(number, measures)
        self._send("epoch", number, epochs, {name: float(value) for name, value in measures.items()})

    def written(self) -> None:
        """Tell that what was measured is written."""
        self._send("written")

    def failed(self, failure: str) -> None:
        """Tell why there will be nothing more."""
        self._send("failed", " ".join(failure.splitlines()))  # it is shown in one line

    def _send(self, event: str, *details: object) -> None:
        # In one piece, so that nothing comes in between.
        self._stream.write(f"{self._mark}{json.dumps([event, *details])}\n")
        self._stream.flush()
