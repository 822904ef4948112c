"""Do probabilities mean what they say? The share of positives against the announced probability."""

from dataclasses import dataclass

import numpy as np

from experiments.measures.answers import Floats, Integers
from experiments.measures.wilson import wilson_interval

BINS = 10


@dataclass(frozen=True)
class Bin:
    """Examples whose probabilities are close.

    Attributes
    ----------
    examples : int
        At least one.
    announced : float
        Mean probability of a positive.
    observed : float
        Share that is positive.
    low, high : float
        Wilson interval of that share.
    """

    examples: int
    announced: float
    observed: float
    low: float
    high: float


def reliability(labels: Integers, probabilities: Floats) -> list[Bin]:
    """Group examples by probability, in `BINS` equal parts of [0, 1]; empty parts are left out.

    Parameters
    ----------
    labels : int64 array, shape (n,)
        1 for a positive, 0 for a negative.
    probabilities : float64 array, shape (n,)
    """
    edges = np.linspace(0, 1, BINS + 1)
    part = np.searchsorted(edges[1:-1], probabilities)
    bins = []
    for number in np.unique(part):
        inside = part == number
        positives, examples = int(labels[inside].sum()), int(inside.sum())
        interval = wilson_interval(positives, examples)
        announced = float(probabilities[inside].mean())
        bins.append(Bin(examples, announced, positives / examples, *interval))
    return bins


def excess(labels: Integers, probabilities: Floats) -> Floats:
    """Return probability minus truth, shape (n,): positive on average when positives are overestimated."""
    return probabilities - labels


def squared_errors(labels: Integers, probabilities: Floats) -> Floats:
    """Return the squared distance to the truth, shape (n,), whose mean is the score of Brier (1950)."""
    return excess(labels, probabilities) ** 2
