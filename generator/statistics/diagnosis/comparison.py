"""How much higher a score of one model is than that of another, over their patients and their seeds."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.stats import t as student

from experiments.measures.wilson import CONFIDENCE
from generator.statistics.diagnosis.decision import Decision
from generator.statistics.diagnosis.pairing import same_order
from generator.statistics.diagnosis.resampling import Floats
from generator.statistics.diagnosis.trainings import Trainings

# From a training, the score of its test examples as a function of how often each counts.
ScoreOf = Callable[[Decision], Callable[[Floats], Floats]]
TEST = "test de Student, variances des patients et des graines ajoutées"


@dataclass(frozen=True, eq=False)
class Comparison:
    """The difference of a score between two models on the same test examples.

    Attributes
    ----------
    first, second : float64 array, shape (trainings,)
        The score of each training, the primary one first.
    low, high : float
        Interval of the difference of their means.
    p_value : float
        How often chance alone would make a difference at least as large.
    """

    first: Floats
    second: Floats
    low: float
    high: float
    p_value: float

    @property
    def difference(self) -> float:
        """Mean score of the first minus that of the second."""
        return float(self.first.mean() - self.second.mean())


def compare_trainings(first: Trainings, second: Trainings, score: ScoreOf) -> Comparison:
    """Compare a score of two models, each by the mean over its trainings.

    The variance adds what other patients would change, by drawing them again for both models at once (Field
    and Welsh, 2007), and what other seeds would change. Of the spread between seeds, what they owe to the
    patients is already in the first term and counts once. A model trained once brings no term of its own:
    then only its patients are known. Degrees of freedom: Welch (1947), equation 28.
    """
    test = first.decision.test
    order = same_order(test, second.decision.test)
    weights = test.resamplings
    turned = np.empty_like(weights)
    turned[:, order] = weights
    one, other = (_scores(each, score, drawn) for each, drawn in ((first, weights), (second, turned)))
    kept = np.isfinite(one[1]).all(axis=0) & np.isfinite(other[1]).all(axis=0)
    draws = [drawn[:, kept] for _, drawn in (one, other)]
    values = one[0], other[0]
    people = len(np.unique(test.patients))
    parts = [(float((draws[0].mean(axis=0) - draws[1].mean(axis=0)).var()), people - 1)]
    parts += [seed_variance(*each) for each in zip(values, draws, strict=True) if len(each[0]) > 1]
    return Comparison(*values, *student_interval(float(values[0].mean() - values[1].mean()), parts, people))


def _scores(trained: Trainings, score: ScoreOf, weights: Floats) -> tuple[Floats, Floats]:
    """Return the score of each training, shape (trainings,), and of each draw, shape (trainings, draws)."""
    functions = [score(each) for each in trained.every]
    once = np.ones(weights.shape[1])
    with np.errstate(divide="ignore", invalid="ignore"):
        values = np.array([float(function(once)) for function in functions])
        return values, np.array([function(weights) for function in functions])


def seed_variance(values: Floats, draws: Floats) -> tuple[float, int]:
    """Return what other seeds would change of a mean, as a variance, and its degrees of freedom."""
    count = len(values)
    patients = (draws - draws.mean(axis=0)).var(axis=1).mean() * count / (count - 1)
    return max(0.0, float((values.var(ddof=1) - patients) / count)), count - 1


def student_interval(
    difference: float, parts: list[tuple[float, int]], people: int
) -> tuple[float, float, float]:
    """Return the interval of a difference and its p-value, from variances and their degrees of freedom."""
    variance = sum(part for part, _ in parts)
    if variance < 1e-24:  # all patients make the same difference: their number alone says how surely
        return difference, difference, min(1.0, 2 * 0.5**people) if difference else 1.0
    freedom = variance**2 / sum(part**2 / max(1, free) for part, free in parts)
    error = variance**0.5
    margin = float(student.ppf((1 + CONFIDENCE) / 2, freedom)) * error
    p_value = 2 * float(student.sf(abs(difference) / error, freedom))
    return difference - margin, difference + margin, p_value
