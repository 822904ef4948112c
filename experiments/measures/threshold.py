"""The probability above which an example is called positive, chosen on validation."""

from dataclasses import dataclass

import numpy as np

from experiments.measures.answers import POSITIVE, Floats, Integers
from experiments.measures.wilson import wilson_interval

WANTED_RECALL = 0.95
DEFAULT_THRESHOLD = 0.5


@dataclass(frozen=True)
class Threshold:
    """A threshold and what it was chosen from.

    Attributes
    ----------
    value : float
    chosen : bool
        Whether validation chose it; else it is the usual 1/2, because validation has too few positives.
    positives : int
        Of the validation split.
    needed : int
        How many of them must be found for the lower bound of the recall to reach `WANTED_RECALL`; their
        number plus one when even all would not do.
    """

    value: float
    chosen: bool
    positives: int
    needed: int


def choose_threshold(labels: Integers, probabilities: Floats) -> Threshold:
    """Return the highest threshold at which we are confident that few positives are missed.

    Of the thresholds between two neighbouring probabilities of validation, it is the middle of the highest
    gap that leaves enough of the positives above it.

    Parameters
    ----------
    labels : int64 array, shape (n,)
        Of the validation split: the test split takes no part in the choice.
    probabilities : float64 array, shape (n,)
    """
    found = np.sort(probabilities[labels == POSITIVE])[::-1]
    needed = positives_needed(len(found))
    if needed > len(found):
        return Threshold(DEFAULT_THRESHOLD, False, len(found), needed)
    lowest = found[needed - 1]
    below = probabilities[probabilities < lowest]
    value = float((lowest + (below.max() if len(below) else 0.0)) / 2)
    return Threshold(value, True, len(found), needed)


def recall_bound(found: int, positives: int) -> float:
    """Return the lower Wilson bound of a recall; 0 when there is no positive to find."""
    return wilson_interval(found, positives)[0]


def positives_needed(positives: int) -> int:
    """Return how many of so many positives must be found for the Wilson bound to reach the wanted recall."""
    needed = positives + 1
    while needed > 1 and recall_bound(needed - 1, positives) >= WANTED_RECALL:
        needed -= 1
    return needed
