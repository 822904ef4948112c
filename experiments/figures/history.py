"""The training history: one measure per epoch, on training and validation."""

from typing import TYPE_CHECKING

from experiments import language
from experiments.figures.drawing import Drawing
from experiments.figures.kind import OfResult
from experiments.figures.names import SPLITS
from experiments.results.schema import Result

if TYPE_CHECKING:
    from matplotlib.figure import Figure

DRAWN = ("train", "validation")


def loss_history(result: Result) -> Drawing:
    """Show the loss after each epoch."""
    history = result.history
    lowest = min(history.val_loss)
    return _history(
        result,
        ("loss", "val_loss"),
        "perte",
        (history.loss, history.val_loss),
        f"minimum de {_epoch(history.val_loss, lowest)}",
    )


def accuracy_history(result: Result) -> Drawing:
    """Show the accuracy after each epoch."""
    history = result.history
    highest = max(history.val_accuracy)
    return _history(
        result,
        ("accuracy", "val_accuracy"),
        "exactitude",
        (history.accuracy, history.val_accuracy),
        f"maximum de {_epoch(history.val_accuracy, highest)}",
    )


def _history(
    result: Result, fields: tuple[str, str], measure: str, curves: tuple[list[float], list[float]], best: str
) -> Drawing:
    noun = measure.capitalize()
    courses = [_course(values) for values in curves]
    said = f"{noun} sur l’entraînement : {courses[0]} ; sur la validation : {courses[1]}, {best}."
    return Drawing(
        name=f"historique-{measure}",
        title=f"{noun} par époque",
        alternative=said,
        caption=f"Graine {language.integer(result.training.seed)}. {said}",
        sources=tuple(f"{result.file}#/history/{field}" for field in fields),
        table=(
            ("époque", *(f"{measure} ({SPLITS[split]})" for split in DRAWN)),
            *((epoch, *values) for epoch, values in enumerate(zip(*curves, strict=True), start=1)),
        ),
        tooltips=tuple(
            tuple(
                f"Époque {language.integer(epoch)}, {SPLITS[split]} : {language.significant(value, 4)}"
                for epoch, value in enumerate(values, start=1)
            )
            for split, values in zip(DRAWN, curves, strict=True)
        ),
        draw=draw_history,
        content=(noun, tuple(map(tuple, curves))),
    )


def draw_history(noun: str, curves: tuple[tuple[float, ...], ...]) -> "Figure":
    """Draw the values of each split against epochs."""
    from experiments.figures import artists, style, ticks

    figure, axes = style.canvas(style.SMALL)
    epochs = range(1, len(curves[0]) + 1)
    for series, (split, values) in enumerate(zip(DRAWN, curves, strict=True)):
        artists.line(axes, epochs, values, series, SPLITS[split])
        artists.points(axes, epochs, values, series, series)
    style.titles(axes, "Époque", noun)
    ticks.epochs(axes, len(epochs))
    ticks.decimals(axes.yaxis)
    style.legend(figure, len(DRAWN))
    return figure


def _course(values: list[float]) -> str:
    return f"de {language.significant(values[0])} à {language.significant(values[-1])}"


def _epoch(values: list[float], value: float) -> str:
    return f"{language.significant(value)} à l’époque {language.integer(values.index(value) + 1)}"


HISTORY = OfResult(lambda result: [loss_history(result), accuracy_history(result)])
