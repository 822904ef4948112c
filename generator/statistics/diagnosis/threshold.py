"""The threshold above which an example is called positive, chosen on validation."""

from dataclasses import dataclass

from experiments.measures.threshold import WANTED_RECALL, choose_threshold, recall_bound
from generator.facts.quantity import Quantity, computed, computed_count
from generator.statistics.diagnosis.answers import Answers

CRITERION = "plus haut seuil dont la borne inférieure de Wilson du rappel de validation atteint l’objectif"


@dataclass(frozen=True)
class Threshold:
    """A threshold and where it comes from.

    Attributes
    ----------
    chosen : bool
        Whether validation chose it; else it is the usual 1/2, because validation has too few positives.
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


def threshold_of(validation: Answers) -> Threshold:
    """Choose the threshold of a model on its validation split; see `choose_threshold`."""
    found = choose_threshold(validation.labels, validation.probabilities)
    sources = validation.sources
    bound = recall_bound(found.positives, found.positives)
    criterion, digits = (CRITERION, 3) if found.chosen else ("valeur usuelle", 1)
    return Threshold(
        value=found.value,
        chosen=found.chosen,
        quantity=computed(found.value, sources, criterion, digits),
        wanted=computed(WANTED_RECALL, sources, "objectif fixé d’avance", 2),
        positives=computed_count(found.positives, sources, "cas positifs de la validation"),
        needed=computed_count(found.needed, sources, "plus petit nombre de cas positifs trouvés qui suffit"),
        best_bound=computed(bound, sources, "borne inférieure de Wilson si tous sont trouvés", 2),
    )
