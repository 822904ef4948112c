"""Draw the plots of a plan, followed on a bar; one that fails does not keep the others from being drawn."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from experiments import language
from experiments.engine.figure_plan import FigurePlan, fingerprint
from experiments.figures.catalogue import drawings
from experiments.figures.drawing import Drawing, DrawingError, FigureError
from experiments.figures.files import kept_fingerprint
from experiments.results.schema import Result
from experiments.terminal import FAILURE_EXIT


def hold_figure_session(plan: FigurePlan, folder: Path) -> int:
    """Remove and draw what a plan says; return the exit code that tells whether all of it succeeded.

    Raises
    ------
    FigureError
        If a file cannot be written or removed: what follows would fail as well.
    """
    remove(plan.useless)
    if not plan.missing:
        return 0
    failures = []
    with _followed(len(plan.missing)) as advance:
        for owner, drawing in plan.missing:
            try:
                _write(folder, owner, drawing)
            except DrawingError as error:
                failures.append(str(error))
            advance(owner)
    for failure in failures:
        click.echo(f"Échec : {failure}", err=True)
    drawn = len(plan.missing) - len(failures)
    click.echo(f"{language.integer(drawn)} {language.plural(drawn, 'figure dessinée', 'figures dessinées')}.")
    return FAILURE_EXIT if failures else 0


def draw_result(result: Result, folder: Path, advance: Callable[[int], None]) -> None:
    """Draw the plots of a result that was just written, those that changed; `advance` is told of each.

    Raises
    ------
    DrawingError
        Once the others are drawn, if some cannot be; the message names each one.
    FigureError
        If a file cannot be written.
    """
    failures = []
    for drawing in drawings(result):
        if kept_fingerprint(folder, result.id, drawing.name) != fingerprint(drawing):
            try:
                _write(folder, result.id, drawing)
            except DrawingError as error:
                failures.append(str(error))
        advance(1)
    if failures:
        raise DrawingError("\n".join(failures))


def remove(files: list[Path]) -> None:
    """Remove the files of plots that no result has any more, and the folders that they leave empty.

    Raises
    ------
    FigureError
        If one cannot be removed.
    """
    try:
        for path in files:
            path.unlink(missing_ok=True)
        for folder in {path.parent for path in files}:
            if not any(folder.iterdir()):
                folder.rmdir()
    except OSError as error:
        raise FigureError(
            f"{error.filename} : une figure qui n’a plus de résultat ne peut pas être supprimée "
            f"({error.strerror}). Vérifiez les droits du dossier, puis relancez la commande."
        ) from error


def _write(folder: Path, owner: str, drawing: Drawing) -> None:
    # Only now: it brings matplotlib.
    from experiments.figures.writer import write_plot

    write_plot(folder, owner, drawing, fingerprint(drawing))


@contextmanager
def _followed(count: int) -> Iterator[Callable[[str], None]]:
    """Follow so many drawings on a terminal; elsewhere the last line says enough."""
    console = Console()
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TextColumn("reste"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        bar = progress.add_task("Figures", total=count)
        yield lambda owner: progress.update(bar, advance=1, description=f"Figures de {owner}")
