"""The learning rate: one value per epoch, where it changes."""

from typing import TYPE_CHECKING

from experiments import language
from experiments.figures.drawing import Drawing
from experiments.figures.kind import OfResult
from experiments.results.schema import Result

if TYPE_CHECKING:
    from matplotlib.figure import Figure

DIGITS = 4


def learning_rate(result: Result) -> Drawing:
    """Show the rate of the last update of each epoch."""
    rates = result.history.learning_rate
    shown = [language.significant(rate, DIGITS) for rate in rates]
    lowest, highest = (language.significant(rate, DIGITS) for rate in (min(rates), max(rates)))
    said = (
        f"Taux de la dernière mise à jour de chaque époque : {shown[0]} à la première, {shown[-1]} à la "
        f"dernière, entre {lowest} et {highest}."
    )
    return Drawing(
        name="taux-apprentissage",
        title="Taux d’apprentissage par époque",
        alternative=said,
        caption=said,
        sources=(f"{result.file}#/history/learning_rate",),
        table=(("époque", "taux d’apprentissage"), *enumerate(rates, start=1)),
        tooltips=(
            tuple(f"Époque {language.integer(epoch)} : {rate}" for epoch, rate in enumerate(shown, start=1)),
        ),
        draw=draw_learning_rate,
        content=(tuple(rates),),
    )


def changes(result: Result) -> bool:
    """Tell whether the rate is not the same in all epochs."""
    return len(set(result.history.learning_rate)) > 1


def draw_learning_rate(rates: tuple[float, ...]) -> "Figure":
    """Draw the rate against epochs."""
    from experiments.figures import artists, style, ticks

    figure, axes = style.canvas(style.SMALL)
    epochs = range(1, len(rates) + 1)
    artists.line(axes, epochs, rates, 0, "taux")
    artists.points(axes, epochs, rates, 0, 0)
    style.titles(axes, "Époque", "Taux d’apprentissage")
    ticks.epochs(axes, len(epochs))
    ticks.decimals(axes.yaxis)
    return figure


LEARNING_RATE = OfResult(lambda result: [learning_rate(result)], changes)
