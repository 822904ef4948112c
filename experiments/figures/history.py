"""The training history: one measure per epoch, on training and validation."""

from typing import TYPE_CHECKING

from experiments import language
from experiments.figures.alike import alike
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
    curves = history.loss, history.val_loss
    return _history(result, ("loss", "val_loss"), "perte", curves, "minimum", min(history.val_loss))


def accuracy_history(result: Result) -> Drawing:
    """Show the accuracy after each epoch."""
    history = result.history
    curves, best = (history.accuracy, history.val_accuracy), max(history.val_accuracy)
    return _history(result, ("accuracy", "val_accuracy"), "exactitude", curves, "maximum", best)


def _history(
    result: Result,
    fields: tuple[str, str],
    measure: str,
    curves: tuple[list[float], list[float]],
    extreme: str,
    best: float,
) -> Drawing:
    noun = measure.capitalize()
    ends = alike([value for values in curves for value in (values[0], values[-1])] + [best])
    epoch = language.integer(curves[1].index(best) + 1)
    said = (
        f"{noun} sur l’entraînement : de {ends[0]} à {ends[1]} ; sur la validation : de {ends[2]} à "
        f"{ends[3]}, {extreme} de {ends[4]} à l’époque {epoch}."
    )
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


HISTORY = OfResult(lambda result: [loss_history(result), accuracy_history(result)])
