"""The threshold above which an example is called positive, chosen on validation."""

from dataclasses import dataclass

from experiments.measures.threshold import WANTED_RECALL, choose_threshold
from generator.facts.quantity import Quantity, computed, computed_count
from generator.statistics.diagnosis.answers import Answers

CRITERION = "plus haut seuil dont la borne inférieure du rappel de validation atteint l’objectif"


@dataclass(frozen=True)
class Threshold:
    """A threshold and where it comes from.

    Attributes
    ----------
    chosen : bool
        Whether validation chose it; else it is the usual 1/2.
    enough : bool
        Whether validation has enough patients to choose; if it has and no threshold is chosen, none would do.
    wanted : Quantity
        Recall that the lower bound must reach.
    positives, found : Quantity
        Positive examples of the validation split, and those of them above the threshold.
    patients : Quantity
        How many patients they come from.
    best_bound : Quantity
        Lower bound of the recall when all of them are found.
    """

    value: float
    chosen: bool
    enough: bool
    quantity: Quantity
    wanted: Quantity
    positives: Quantity
    found: Quantity
    patients: Quantity
    best_bound: Quantity


def threshold_of(validation: Answers) -> Threshold:
    """Choose the threshold of a model on its validation split; see `choose_threshold`."""
    found = choose_threshold(validation.labels, validation.probabilities, validation.patients)
    sources = validation.sources
    shown = (CRITERION, found.digits) if found.chosen else ("valeur usuelle", 1)
    return Threshold(
        value=found.value,
        chosen=found.chosen,
        enough=found.enough,
        quantity=computed(found.value, sources, *shown),
        wanted=computed(WANTED_RECALL, sources, "objectif du rapport", 2),
        positives=computed_count(found.positives, sources, "cas positifs de la validation"),
        found=computed_count(found.found, sources, "cas positifs de la validation au-dessus du seuil"),
        patients=computed_count(found.patients, sources, "patients dont viennent ces cas positifs"),
        best_bound=computed(found.best_bound, sources, "borne inférieure du rappel si tous sont trouvés", 2),
    )
