"""The ROC curve: positives found against negatives alarmed, over all thresholds."""

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
from experiments.measures.ranking import roc_area, sweep
from experiments.results.schema import Result


def roc(result: Result) -> Drawing:
    """Show the curve on validation and test, with the threshold of the model marked."""
    judged = judge(result)
    threshold = threshold_of(judged)
    negative, positive = result.data.classes
    rows, curves, tooltips, areas = [], [], [], []
    for each in (one for one in judged if one.comparable):
        swept = sweep(each.labels, each.probabilities)
        (right, alarms), (missed, found) = matrix_at(each.labels, each.probabilities, threshold.value)
        place = (alarms / (right + alarms), found / (missed + found))
        places = list(zip(swept.false_alarm_rate.tolist(), swept.recall.tolist(), strict=True))
        curve: Curve = (each.name, SERIES[each.split], ((0.0, 0.0), *places), (place,))
        curves.append(curve)
        areas.append(f"{at_most_all(float(roc_area(swept)), 3)} ({each.name})")
        first, second = (neither_all_nor_nothing(value, 3) for value in place)
        tooltips.append(
            (
                f"{each.name}, au seuil {threshold_text(threshold)} : {first} des "
                f"« {negative} » lus « {positive} », rappel {second}",
            )
        )
        rows += [
            (each.name, cut, *where) for cut, where in zip(swept.thresholds.tolist(), places, strict=True)
        ]
    area = f"Aire sous la courbe : {', '.join(areas)}." if areas else ""
    return Drawing(
        name="roc",
        title="Courbe ROC",
        alternative=f"{area}{undefined(judged)}".strip(),
        caption=(
            f"Chaque point marque le seuil retenu, {threshold_text(threshold)}. "
            "La diagonale est celle d’un modèle qui répond au hasard."
        ),
        sources=sources_of(result),
        table=(("partition", "seuil", f"part des « {negative} » lus « {positive} »", "rappel"), *rows),
        tooltips=tuple(tooltips),
        draw=draw_unit_curves,
        content=(f"Part des « {negative} » lus « {positive} »", "Rappel", tuple(curves), True),
    )


ROC = OfResult(lambda result: [roc(result)], when=is_judged)
