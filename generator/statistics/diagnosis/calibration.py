"""Do the probabilities mean what they say? Reliability curve and errors."""

from dataclasses import dataclass

import numpy as np

from generator.formulas.wilson import wilson_interval
from generator.statistics.diagnosis.answers import Answers
from generator.statistics.diagnosis.resampling import Floats

BINS = 10


@dataclass(frozen=True)
class Bin:
    """Images whose probabilities are close.

    Attributes
    ----------
    examples : int
    announced : float
        Mean probability of the positive class.
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


def reliability(answers: Answers) -> list[Bin]:
    """Group the examples by probability, in `BINS` equal parts of [0, 1]; empty parts are left out."""
    edges = np.linspace(0, 1, BINS + 1)
    part = np.searchsorted(edges[1:-1], answers.probabilities)
    bins = []
    for number in np.unique(part):
        inside = part == number
        positives, examples = int(answers.labels[inside].sum()), int(inside.sum())
        low, high = wilson_interval(positives, examples)
        announced = float(answers.probabilities[inside].mean())
        bins.append(Bin(examples, announced, positives / examples, float(low.value), float(high.value)))
    return bins


def excess(answers: Answers) -> Floats:
    """Return probability minus truth of each example: above zero on average where it is too high.

    Returns
    -------
    float64 array, shape (n,)
    """
    return answers.probabilities - answers.labels


def squared_errors(answers: Answers) -> Floats:
    """Return the squared distance of each probability to the truth, whose mean is the score of Brier (1950).

    Returns
    -------
    float64 array, shape (n,), in [0, 1]
    """
    return excess(answers) ** 2
