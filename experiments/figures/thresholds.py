"""The errors of each kind on the test split, against the threshold."""

from typing import TYPE_CHECKING

from experiments import language
from experiments.figures.drawing import Drawing, sentence
from experiments.figures.judgement import is_judged, judge, sources_of, threshold_of, threshold_text
from experiments.figures.kind import OfResult
from experiments.measures.answers import matrix_at
from experiments.results.schema import Result

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# Threshold, missed positives, false alarms.
Line = tuple[float, int, int]
TRIED = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95)
MISSED, ALARMS = 1, 0  # series


def thresholds(result: Result) -> Drawing:
    """Show what moving the threshold costs: positives missed against negatives alarmed."""
    judged = judge(result)
    chosen = threshold_of(judged)
    negative, positive = result.data.classes
    test = next(each for each in judged if each.split == "test")

    def line(threshold: float) -> Line:
        (_, alarms), (missed, _) = matrix_at(test.labels, test.probabilities, threshold)
        return threshold, missed, alarms

    lines = [line(value) for value in sorted({0.0, *test.probabilities.tolist(), 1.0})]
    marked = [line(value) for value in sorted({*TRIED, chosen.value})]
    kinds = (f"« {positive} » lus « {negative} »", f"« {negative} » lus « {positive} »")
    texts = {
        value: threshold_text(chosen) if value == chosen.value else language.shortest(value)
        for value, *_ in marked
    }
    return Drawing(
        name="seuils",
        title="Erreurs sur le test selon le seuil",
        alternative=sentence(
            [
                f"au seuil {texts[value]}, {language.integer(missed)} {kinds[0]} et "
                f"{language.integer(alarms)} {kinds[1]}"
                for value, missed, alarms in marked
            ]
        ).capitalize(),
        caption=(
            f"Le trait vertical est le seuil retenu, {threshold_text(chosen)}, choisi sans regarder le test. "
            f"Un seuil plus haut donne plus de {kinds[0]}, un seuil plus bas plus de {kinds[1]}."
        ),
        sources=sources_of(result),
        table=(("seuil", *kinds), *lines),
        tooltips=tuple(
            tuple(
                f"Seuil {texts[value]} : {language.integer(errors[group])} {kind}"
                for value, *errors in marked
            )
            for group, kind in enumerate(kinds)
        ),
        draw=draw_thresholds,
        content=(kinds, tuple(lines), tuple(marked), chosen.value),
    )


def draw_thresholds(
    kinds: tuple[str, str], lines: tuple[Line, ...], marked: tuple[Line, ...], chosen: float
) -> "Figure":
    """Draw both kinds of errors and the threshold in use."""
    from experiments.figures import artists, style, ticks

    figure, axes = style.canvas(style.TALL)
    values, *errors = zip(*lines, strict=True)
    places, *counts = zip(*marked, strict=True)
    artists.vertical(axes, chosen)
    for group, (kind, series) in enumerate(zip(kinds, (MISSED, ALARMS), strict=True)):
        artists.line(axes, values, errors[group], series, kind)
        artists.points(axes, places, counts[group], series, group)
    axes.set_xlim(0, 1)
    axes.set_ylim(bottom=0)
    ticks.decimals(axes.xaxis)
    ticks.integers(axes.yaxis)
    style.titles(axes, "Seuil", "Nombre d’erreurs")
    style.legend(figure, 1)
    return figure


THRESHOLDS = OfResult(lambda result: [thresholds(result)], when=is_judged)
