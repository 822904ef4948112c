"""Precision against recall, over all thresholds."""

from experiments.figures.drawing import Drawing
from experiments.figures.judgement import (
    SERIES,
    is_judged,
    judge,
    sources_of,
    threshold_of,
    threshold_text,
    undefined,
)
from experiments.figures.kind import OfResult
from experiments.figures.nearly import at_most_all, neither_all_nor_nothing
from experiments.figures.unit_curves import Curve, draw_unit_curves
from experiments.measures.answers import matrix_at
from experiments.measures.ranking import average_precision, sweep
from experiments.results.schema import Result


def precision_recall(result: Result) -> Drawing:
    """Show the curve on validation and test, with the threshold of the model marked."""
    judged = judge(result)
    threshold = threshold_of(judged)
    rows, curves, tooltips, means = [], [], [], []
    for each in (one for one in judged if one.comparable):
        swept = sweep(each.labels, each.probabilities)
        (_, alarms), (missed, found) = matrix_at(each.labels, each.probabilities, threshold.value)
        places = list(zip(swept.recall.tolist(), swept.precision.tolist(), strict=True))
        # Without any alarm precision is undefined: the mark is then where the curve starts.
        place = (found / (missed + found), found / (found + alarms)) if found + alarms else places[0]
        curve: Curve = (each.name, SERIES[each.split], tuple(places), (place,))
        curves.append(curve)
        means.append(f"{at_most_all(float(average_precision(swept)), 3)} ({each.name})")
        first, second = (neither_all_nor_nothing(value, 3) for value in place)
        tooltips.append(
            (f"{each.name}, au seuil {threshold_text(threshold)} : rappel {first}, précision {second}",)
        )
        rows += [
            (each.name, cut, *where) for cut, where in zip(swept.thresholds.tolist(), places, strict=True)
        ]
    mean = f"Précision moyenne : {', '.join(means)}." if means else ""
    return Drawing(
        name="precision-rappel",
        title="Courbe précision-rappel",
        alternative=f"{mean}{undefined(judged)}".strip(),
        caption=f"Chaque point marque le seuil retenu, {threshold_text(threshold)}.",
        sources=sources_of(result),
        table=(("partition", "seuil", "rappel", "précision"), *rows),
        tooltips=tuple(tooltips),
        draw=draw_unit_curves,
        content=("Rappel", "Précision", tuple(curves), False),
    )


PRECISION_RECALL = OfResult(lambda result: [precision_recall(result)], when=is_judged)
