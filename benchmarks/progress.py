"""How far a measure is, and how long it may still take."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

# A step may take minutes: the pace is that of the whole.
PACE_SECONDS = 24 * 3600.0


@dataclass(frozen=True)
class Steps:
    """The bar of a measure, on a terminal; lines alone elsewhere."""

    progress: Progress
    task: TaskID

    def advance(self, amount: float) -> None:
        """Move the bar, in the unit of its total."""
        self.progress.advance(self.task, amount)

    def say(self, line: str) -> None:
        """Print a line above the bar."""
        self.progress.console.print(line, markup=False, highlight=False, soft_wrap=True)


@contextmanager
def steps(title: str, total: float) -> Iterator[Steps]:
    """Open the bar of a measure of `total` steps, in any unit."""
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %, reste"),
        TimeRemainingColumn(),
    )
    with Progress(
        *columns, console=console, disable=not console.is_terminal, speed_estimate_period=PACE_SECONDS
    ) as progress:
        yield Steps(progress, progress.add_task(title, total=total))
