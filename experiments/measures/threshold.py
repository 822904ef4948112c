"""The probability above which an example is called positive, chosen on validation."""

from dataclasses import dataclass

import numpy as np

from experiments.measures.answers import POSITIVE, Floats, Integers
from experiments.measures.bounded_mean import mean_lower_bound

WANTED_RECALL = 0.95
DEFAULT_THRESHOLD = 0.5
# Figures of a chosen threshold that are shown, at least.
DIGITS = 3


@dataclass(frozen=True)
class Threshold:
    """A threshold and what it was chosen from.

    Attributes
    ----------
    value : float
    chosen : bool
        Whether validation chose it; else it is the usual 1/2.
    positives, found : int
        Positives of the validation split, and those of them above the threshold.
    patients : int
        How many patients the positives come from.
    """

    value: float
    chosen: bool
    positives: int
    found: int
    patients: int

    @property
    def best_bound(self) -> float:
        """Lower bound of the recall if all the positives of validation were found."""
        return recall_bound(1.0, self.patients)

    @property
    def enough(self) -> bool:
        """Whether there are enough patients to choose; if there are and none is chosen, none would do."""
        return self.best_bound >= WANTED_RECALL

    @property
    def digits(self) -> int:
        """How many figures of it to show: as many as tell it from 1."""
        return next((n for n in range(DIGITS, 17) if float(f"{self.value:.{n}g}") < 1), 17)


def choose_threshold(labels: Integers, probabilities: Floats, patients: Integers) -> Threshold:
    """Return the highest threshold at which we are confident that few positives are missed.

    The examples of one patient resemble one another: each patient counts once, by the share of their examples
    that is found, and the bound is that of the mean of these shares (see `mean_lower_bound`). Of the
    thresholds between two neighbouring probabilities of validation, it is the middle of the highest
    gap that leaves enough of the positives above it. Positives of probability 0 are above none.

    Parameters
    ----------
    labels : int64 array, shape (n,)
        Of the validation split: the test split takes no part in the choice.
    probabilities : float64 array, shape (n,)
    patients : int64 array, shape (n,)
        Equal numbers for the examples of one patient.
    """
    positive = labels == POSITIVE
    ranked = np.argsort(-probabilities[positive], kind="stable")
    values = probabilities[positive][ranked]
    _, owner, owned = np.unique(patients[positive], return_inverse=True, return_counts=True)
    count, ill = len(values), len(owned)

    def threshold(value: float, chosen: bool) -> Threshold:
        return Threshold(value, chosen, count, int((values > value).sum()), ill)

    usual = threshold(DEFAULT_THRESHOLD, False)
    if not usual.enough:
        return usual
    recall = np.cumsum(1 / owned[owner][ranked]) / ill
    sure = [recall_bound(float(share), ill) >= WANTED_RECALL for share in recall[:-1]]
    lowest = float(values[[*sure, True].index(True)])
    if lowest == 0:
        return usual
    below = float(max(probabilities[probabilities < lowest], default=0.0))
    middle = (lowest + below) / 2
    # Between two neighbouring numbers there is no other one: the middle would leave out the lowest.
    return threshold(middle if middle < lowest else below, True)


def recall_bound(recall: float, patients: int) -> float:
    """Return the lower bound of a recall, mean over so many patients; 0 when there is none."""
    return mean_lower_bound(recall, patients)
