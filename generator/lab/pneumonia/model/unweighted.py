"""What threshold without weights of the classes a threshold on what they changed comes to."""

from experiments.measures.answers import POSITIVE
from experiments.results.schema import Result
from generator.facts.quantity import Quantity, exact_share
from generator.statistics.diagnosis.threshold import Threshold

FORMULA = "même frontière, sans les poids des classes"


def unweighted_threshold(result: Result, threshold: Threshold) -> Quantity | None:
    """Return the probability without weights that a perfectly fitted model exceeds where it calls positive.

    Weights multiply the odds of the positive class by the ratio of its weight to the other one. None where
    all images count alike, or where the threshold is the usual one.
    """
    weights = result.training.class_weights
    if weights is None or not threshold.chosen:
        return None
    called = threshold.value * weights[1 - POSITIVE]
    share = called / (called + (1 - threshold.value) * weights[POSITIVE])
    sources = (f"{result.file}#/training/class_weights", *threshold.quantity.sources)
    return exact_share(share, sources, FORMULA)
