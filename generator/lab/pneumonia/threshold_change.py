"""Whether a model is used with a threshold come by in another way than that of the model it follows."""

from generator.formulas.markup import Markup
from generator.statistics.diagnosis.decision import Decision

WAYS = {
    True: Markup("{}, choisi sur la validation (premier entraînement)"),
    False: Markup("{}, valeur usuelle"),
}


def threshold_change(previous: Decision | None, current: Decision) -> list[Markup]:
    """Say so, as differences are said; nothing of two thresholds that validation chose, each its own."""
    if previous is None or previous.threshold.chosen == current.threshold.chosen:
        return []
    before, after = (
        WAYS[each.threshold.chosen].format(each.threshold.quantity) for each in (previous, current)
    )
    return [Markup("seuil : {} → {}").format(before, after)]
