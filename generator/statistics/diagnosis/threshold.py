"""The threshold above which an example is called positive, chosen on validation."""

from dataclasses import dataclass

import numpy as np

from generator.facts.quantity import Quantity, computed, computed_count
from generator.formulas.wilson import wilson_interval
from generator.statistics.diagnosis.answers import POSITIVE, Answers

WANTED_RECALL = 0.95
DEFAULT_THRESHOLD = 0.5
CRITERION = "plus haut seuil dont la borne inférieure de Wilson du rappel de validation atteint l’objectif"


@dataclass(frozen=True)
class Threshold:
    """A threshold and where it comes from.

    Attributes
    ----------
    value : float
    chosen : bool
        Whether validation chose it; else it is the usual 1/2, because validation has too few positives.
    quantity : Quantity
    wanted : Quantity
        Recall that the lower bound must reach.
    positives : Quantity
        Positive examples of the validation split.
    needed : Quantity
        How many of them must be found for the lower bound to reach it; their number plus one when even all
        would not do.
    best_bound : Quantity
        Lower bound of the recall when all of them are found.
    """

    value: float
    chosen: bool
    quantity: Quantity
    wanted: Quantity
    positives: Quantity
    needed: Quantity
    best_bound: Quantity


def choose_threshold(validation: Answers) -> Threshold:
    """Return the highest threshold at which we are confident that few positives are missed.

    Of the thresholds between two neighbouring probabilities of validation, it is the middle of the highest
    gap that leaves enough of the positives above it. The test split takes no part in it.
    """
    found = np.sort(validation.probabilities[validation.labels == POSITIVE])[::-1]
    needed = positives_needed(len(found))
    chosen = needed <= len(found)
    if chosen:
        lowest = found[needed - 1]
        below = validation.probabilities[validation.probabilities < lowest]
        value = float((lowest + (below.max() if len(below) else 0.0)) / 2)
    else:
        value = DEFAULT_THRESHOLD
    sources = validation.sources
    bound = float(wilson_interval(len(found), len(found))[0].value)
    return Threshold(
        value=value,
        chosen=chosen,
        quantity=computed(value, sources, CRITERION if chosen else "valeur usuelle", 3 if chosen else 1),
        wanted=computed(WANTED_RECALL, sources, "objectif fixé d’avance", 2),
        positives=computed_count(len(found), sources, "cas positifs de la validation"),
        needed=computed_count(needed, sources, "plus petit nombre de cas positifs trouvés qui suffit"),
        best_bound=computed(bound, sources, "borne inférieure de Wilson si tous sont trouvés", 2),
    )


def positives_needed(positives: int) -> int:
    """Return how many of so many positives must be found for the Wilson bound to reach the wanted recall."""
    needed = positives + 1
    while needed > 1 and wilson_interval(needed - 1, positives)[0].value >= WANTED_RECALL:
        needed -= 1
    return needed
