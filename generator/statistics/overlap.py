"""Where the errors of two models fall: on the same examples, or on others."""

import math
from dataclasses import dataclass

import numpy as np
import scipy
from numpy.typing import NDArray

from experiments.measures.wilson import CONFIDENCE
from experiments.results.schema import Result
from generator.statistics.pairs import check_same_examples
from generator.statistics.performance import performance


@dataclass(frozen=True)
class Overlap:
    """The errors of two models on one split.

    Attributes
    ----------
    both, only_first, only_second, neither : int
        Examples that both models get wrong, one alone, none: means over each training of the one with each of
        the other, to the nearest whole number.
    again : tuple of float or None, shape (2,)
        Share of the errors of each model that another of its trainings makes too; None where it has no other,
        or none is ever wrong.
    shared : float
        The mean of the errors that both make, before any rounding.
    made : tuple of float, shape (2,)
        The mean of the errors of each, likewise.
    """

    first: Result
    second: Result
    split: str
    both: int
    only_first: int
    only_second: int
    neither: int
    again: tuple[float | None, float | None]
    shared: float
    made: tuple[float, float]

    @property
    def errors(self) -> tuple[int, int]:
        """How many examples each model gets wrong, to the nearest whole number."""
        return self.both + self.only_first, self.both + self.only_second

    @property
    def unshared(self) -> tuple[float, float]:
        """How many errors each model is alone to make, on average."""
        return self.made[0] - self.shared, self.made[1] - self.shared

    @property
    def parts(self) -> tuple[float | None, float | None]:
        """The share of the errors of each model that the other makes too; None where it makes none."""
        first, second = (self.shared / each if each else None for each in self.made)
        return first, second

    @property
    def expected(self) -> float:
        """How many examples both would get wrong, on average, were their errors unrelated."""
        return math.prod(self.made) / (self.both + self.only_first + self.only_second + self.neither)

    @property
    def p_value(self) -> float:
        """How often unrelated errors would coincide as unusually often, or seldom.

        Two-sided exact test of Fisher (1935): the numbers of errors of both models are held fixed.
        """
        return float(scipy.stats.fisher_exact(self._table).pvalue)

    @property
    def odds_ratio(self) -> tuple[float, float, float] | None:
        """By how much an error of one multiplies the odds of an error of the other, with its interval.

        At `experiments.CONFIDENCE`, for the same numbers of errors. None where it is infinite or
        undefined: one model makes all the errors of the other, or is always right, or always wrong.
        """
        found = scipy.stats.contingency.odds_ratio(self._table, kind="conditional")
        if not math.isfinite(found.statistic):
            return None
        interval = found.confidence_interval(CONFIDENCE)
        return float(found.statistic), float(interval.low), float(interval.high)

    @property
    def sources(self) -> tuple[str, ...]:
        """Where the labels and the answers of both models stand."""
        return tuple(
            f"{training.file}#/evaluation/{self.split}/{field}"
            for result in (self.first, self.second)
            for training in result.trainings
            for field in ("labels", "predictions")
        )

    @property
    def _table(self) -> list[list[int]]:
        """First model in rows, second in columns; errors come first."""
        return [[self.both, self.only_first], [self.only_second, self.neither]]


def overlap(first: Result, second: Result, split: str) -> Overlap:
    """Count the errors that two models share, over their trainings.

    Raises
    ------
    ResultError
        If the two results are not about the same examples.
    """
    check_same_examples(first, second, split)
    one, other = ((~performance(result, split).right) for result in (first, second))
    times, others = one.sum(axis=0, dtype=np.int64), other.sum(axis=0, dtype=np.int64)
    made = (int(one.sum()) / len(one), int(other.sum()) / len(other))
    shared = int(times @ others) / (len(one) * len(other))
    errors = [rounded(each) for each in made]
    both = min(rounded(shared), *errors)
    both = max(both, sum(errors) - one.shape[1])
    return Overlap(
        first,
        second,
        split,
        both,
        errors[0] - both,
        errors[1] - both,
        one.shape[1] - sum(errors) + both,
        (_again(one), _again(other)),
        shared,
        made,
    )


def rounded(count: float) -> int:
    """Return the nearest whole number; what is not quite none never is."""
    return max(round(count), 1) if count > 0 else 0


def _again(wrong: NDArray[np.bool_]) -> float | None:
    """Return the share of the errors of a training that another one of the same model makes too."""
    times = wrong.sum(axis=0, dtype=np.int64)
    pairs = int(times.sum()) * (len(wrong) - 1)
    return int((times * (times - 1)).sum()) / pairs if pairs else None
