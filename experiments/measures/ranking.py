"""Curves over all thresholds, and the areas that sum them up, whether examples weigh the same or not."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Sweep:
    """Positives and negatives above each threshold, from the highest threshold down.

    Attributes
    ----------
    thresholds : array, shape (k,)
        The distinct probabilities, decreasing.
    true_positives, false_positives : array, shape (..., k)
        Weight of the examples of each class whose probability is at least the threshold; the leading axes are
        those of the weights.
    """

    thresholds: Floats
    true_positives: Floats
    false_positives: Floats

    @property
    def recall(self) -> Floats:
        """Share of the positives found, shape (..., k)."""
        return self.true_positives / self.true_positives[..., -1:]

    @property
    def false_alarm_rate(self) -> Floats:
        """Share of the negatives called positive, shape (..., k)."""
        return self.false_positives / self.false_positives[..., -1:]

    @property
    def precision(self) -> Floats:
        """Share of positives among the examples called so, shape (..., k)."""
        return self.true_positives / (self.true_positives + self.false_positives)


def sweep(labels: NDArray[np.int64], probabilities: Floats, weights: Floats | None = None) -> Sweep:
    """Count what is above each threshold.

    Parameters
    ----------
    labels : int64 array, shape (n,)
        1 for a positive, 0 for a negative; both occur.
    probabilities : float64 array, shape (n,)
    weights : float64 array, shape (..., n), optional
        How often each example counts; once by default.
    """
    weights = np.ones(len(labels)) if weights is None else weights
    order = np.argsort(-probabilities, kind="stable")
    ranked = probabilities[order]
    last_of_ties = np.flatnonzero(np.append(np.diff(ranked) != 0, True))
    positive = np.cumsum(weights[..., order] * labels[order], axis=-1)
    negative = np.cumsum(weights[..., order] * (1 - labels[order]), axis=-1)
    return Sweep(ranked[last_of_ties], positive[..., last_of_ties], negative[..., last_of_ties])


def roc_area(swept: Sweep) -> Floats:
    """Return the area under the ROC curve, by trapezoids (Hanley and McNeil, 1982), shape (...).

    It is the probability that a positive drawn at random gets a higher value than a negative, ties counting
    half.
    """
    return np.asarray(np.trapezoid(_from_zero(swept.recall), _from_zero(swept.false_alarm_rate), axis=-1))


def average_precision(swept: Sweep) -> Floats:
    """Return the mean of the precision over the gains of recall, each weighted by its gain, shape (...)."""
    gains = np.diff(_from_zero(swept.recall), axis=-1)
    # Where nothing weighs anything yet, precision is undefined and no recall is gained.
    called = swept.true_positives + swept.false_positives
    precision = np.divide(swept.true_positives, called, out=np.zeros_like(called), where=called > 0)
    return np.asarray((gains * precision).sum(axis=-1))


def _from_zero(values: Floats) -> Floats:
    """Prefix a curve with the point where no example is called positive."""
    return np.concatenate([np.zeros((*values.shape[:-1], 1)), values], axis=-1)
