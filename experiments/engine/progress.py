"""Show how far trainings are: bars on a terminal, plain lines elsewhere."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Protocol

from babel.dates import format_timedelta
from babel.numbers import format_decimal, format_scientific
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from experiments.data.datasets import Dataset

LANGUAGE = "fr_CH"
# Weight of an epoch that was never timed, in seconds: only the ratio between experiments matters.
UNKNOWN_EPOCH_SECONDS = 5.0
# From here on, decimals say nothing.
LARGE = 1e6


@dataclass(frozen=True)
class Task:
    """One training to come.

    Attributes
    ----------
    experiment : str
        Its id.
    epochs : int
    expected_seconds : float or None
        How long it took last time, None when it never ran.
    seed : int or None
        The seed of a replicate, None for the result itself.
    backend : str or None
        The one that it chooses, None for the one in use.
    components : dict of str
        What its key is made of; see `experiments.engine.freshness`.
    untried : Dataset or None
        Its data, unless a result was made from them: then they can be had.
    """

    experiment: str
    epochs: int
    expected_seconds: float | None
    seed: int | None = None
    backend: str | None = None
    components: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    untried: Dataset | None = field(default=None, compare=False, repr=False)

    @property
    def identifier(self) -> str:
        """What the user reads."""
        return self.experiment if self.seed is None else f"{self.experiment}, graine {self.seed}"

    @property
    def epoch_seconds(self) -> float:
        """Weight of one epoch in the whole, in seconds."""
        known = self.expected_seconds
        return UNKNOWN_EPOCH_SECONDS if known is None else max(known, 0.001) / self.epochs


class Board(Protocol):
    """Where the progress of several trainings is shown."""

    def note(self, identifier: str, message: str) -> None:
        """Show a remark."""

    def stage(self, identifier: str, title: str, total: int) -> None:
        """Show that a stage of `total` steps begins."""

    def advance(self, identifier: str, steps: int) -> None:
        """Show that `steps` more steps of the stage are done."""

    def epoch(self, identifier: str, number: int, epochs: int, measures: Mapping[str, float]) -> None:
        """Show that an epoch ended."""

    def finish(self, identifier: str, failure: str | None) -> None:
        """Show that a training ended, well or not."""


class PlainBoard:
    """One line per event: for pipes and logs."""

    def __init__(self, tasks: list[Task], console: Console) -> None:
        self.console = console
        self.started = time.monotonic()
        self.weights = {task.identifier: task.epoch_seconds for task in tasks}
        self.left = {task.identifier: task.epoch_seconds * task.epochs for task in tasks}
        self.done = 0.0

    def note(self, identifier: str, message: str) -> None:
        """Print the remark."""
        self._print(f"{identifier} : {message}")

    def stage(self, identifier: str, title: str, total: int) -> None:
        """Print nothing: the end of the stage will be seen."""

    def advance(self, identifier: str, steps: int) -> None:
        """Print nothing."""

    def epoch(self, identifier: str, number: int, epochs: int, measures: Mapping[str, float]) -> None:
        """Print the measures of the epoch and the time that everything may still take."""
        self._count(identifier, epochs - number)
        elapsed = time.monotonic() - self.started
        left = duration(elapsed * sum(self.left.values()) / self.done)
        self._print(f"{identifier} : époque {number}/{epochs}, {describe(measures)}, reste environ {left}")

    def finish(self, identifier: str, failure: str | None) -> None:
        """Print how the training ended; epochs it did not need are no longer waited for."""
        self.left[identifier] = 0.0
        self._print(f"{identifier} : {'terminé' if failure is None else 'échec : ' + failure}")

    def _count(self, identifier: str, epochs_left: int) -> None:
        self.done += self.weights[identifier]
        # Not one less than before: a training that goes on from its checkpoint has fewer to do.
        self.left[identifier] = self.weights[identifier] * max(epochs_left, 0)

    def _print(self, line: str) -> None:
        self.console.print(line, markup=False, highlight=False, soft_wrap=True)


class BarBoard(PlainBoard):
    """Two kinds of bars: the stage of each training in progress, and the whole."""

    def __init__(self, tasks: list[Task], console: Console, progress: Progress) -> None:
        super().__init__(tasks, console)
        self.progress = progress
        self.stages: dict[str, TaskID] = {}
        self.planned = sum(self.left.values())
        self.whole = progress.add_task("Ensemble", total=self.planned)

    def stage(self, identifier: str, title: str, total: int) -> None:
        """Begin a bar for the stage, in place of the previous one of this training."""
        self._forget(identifier)
        self.stages[identifier] = self.progress.add_task(f"{identifier}, {title}", total=total)

    def advance(self, identifier: str, steps: int) -> None:
        """Move the bar of the stage."""
        self.progress.advance(self.stages[identifier], steps)

    def epoch(self, identifier: str, number: int, epochs: int, measures: Mapping[str, float]) -> None:
        """Move the bar of the whole and say what the epoch measured."""
        self._count(identifier, epochs - number)
        self.progress.update(self.whole, completed=self.planned - sum(self.left.values()))
        self._print(f"{identifier} : époque {number}/{epochs}, {describe(measures)}")

    def finish(self, identifier: str, failure: str | None) -> None:
        """Remove the bar of this training and say how it ended."""
        self._forget(identifier)
        super().finish(identifier, failure)
        self.progress.update(self.whole, completed=self.planned - sum(self.left.values()))

    def _forget(self, identifier: str) -> None:
        if identifier in self.stages:
            self.progress.remove_task(self.stages.pop(identifier))


@contextmanager
def board_for(tasks: list[Task], console: Console) -> Iterator[Board]:
    """Open the board that suits where the output goes."""
    if not console.is_terminal:
        yield PlainBoard(tasks, console)
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TextColumn("reste"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console) as progress:
        yield BarBoard(tasks, console, progress)


def describe(measures: Mapping[str, float]) -> str:
    """Write the measures of an epoch in French."""
    return (
        f"perte {_number(measures['loss'])}, exactitude {_number(measures['accuracy'])} "
        f"(validation : {_number(measures['val_loss'])}, {_number(measures['val_accuracy'])})"
    )


def duration(seconds: float) -> str:
    """Write a duration in French, rounded as one would say it."""
    return str(format_timedelta(timedelta(seconds=seconds), locale=LANGUAGE, threshold=1.5))


def _number(value: float) -> str:
    if abs(value) < LARGE:
        return str(format_decimal(value, "0.0000", locale=LANGUAGE))
    return str(format_scientific(value, "0.0000E0", locale=LANGUAGE))
