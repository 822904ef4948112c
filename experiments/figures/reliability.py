"""The reliability curve: the share of positives against the announced probability."""

from typing import TYPE_CHECKING

from experiments import language
from experiments.figures.drawing import Drawing, sentence
from experiments.figures.judgement import SERIES, is_judged, judge, sources_of
from experiments.figures.kind import OfResult
from experiments.figures.names import examples
from experiments.measures.reliability import Bin, reliability
from experiments.measures.wilson import CONFIDENCE
from experiments.results.schema import Result

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# Announced probability, observed share, both ends of its interval.
Point = tuple[float, float, float, float]
Curve = tuple[str, int, tuple[Point, ...]]


def reliability_curve(result: Result) -> Drawing:
    """Show the curve on validation and test, with the interval of each point."""
    positive = result.data.classes[1]
    rows, curves, tooltips = [], [], []
    for each in judge(result):
        bins = reliability(each.labels, each.probabilities)
        places = tuple((b.announced, b.observed, b.low, b.high) for b in bins)
        curve: Curve = (each.name, SERIES[each.split], places)
        curves.append(curve)
        tooltips.append(tuple(f"{each.name} : {_said(result, b, positive)}" for b in bins))
        rows += [(each.name, b.examples, b.announced, b.observed, b.low, b.high) for b in bins]
    return Drawing(
        name="fiabilite",
        title="Courbe de fiabilité",
        alternative=sentence([text for group in tooltips for text in group]),
        caption=(
            "Par tranches d’un dixième de la probabilité annoncée ; les traits verticaux sont des "
            f"intervalles de Wilson à {language.whole_percent(CONFIDENCE)}. Sur la diagonale, les "
            "probabilités disent vrai."
        ),
        sources=sources_of(result),
        table=(
            (
                "partition",
                "exemples",
                "probabilité annoncée",
                f"part de « {positive} »",
                "borne basse",
                "borne haute",
            ),
            *rows,
        ),
        tooltips=tuple(tooltips),
        draw=draw_reliability,
        content=(positive, tuple(curves)),
    )


def draw_reliability(positive: str, curves: tuple[Curve, ...]) -> "Figure":
    """Draw the points of each split over the diagonal."""
    from experiments.figures import artists, style, ticks

    figure, axes = style.canvas(style.SQUARE)
    ticks.unit_square(axes)
    artists.reference_line(axes)
    for group, (name, series, places) in enumerate(curves):
        announced, observed, *_ = zip(*places, strict=True)
        for x, _, low, high in places:
            artists.interval(axes, x, low, high, series)
        artists.line(axes, announced, observed, series, name)
        artists.points(axes, announced, observed, series, group)
    style.titles(axes, "Probabilité annoncée", f"Part de « {positive} »")
    style.legend(figure, len(curves))
    return figure


def _said(result: Result, b: Bin, positive: str) -> str:
    return (
        f"{examples(result, b.examples)}, probabilité annoncée {language.decimal(b.announced, 2)}, "
        f"part de « {positive} » {language.decimal(b.observed, 2)} "
        f"(de {language.decimal(b.low, 2)} à {language.decimal(b.high, 2)})"
    )


RELIABILITY = OfResult(lambda result: [reliability_curve(result)], when=is_judged)
