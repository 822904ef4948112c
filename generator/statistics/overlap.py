"""Where the errors of two models fall: on the same examples, or on others."""

import math
from dataclasses import dataclass

import numpy as np
import scipy

from experiments.measures.answers import labels_of, predictions_of
from experiments.measures.wilson import CONFIDENCE
from experiments.results.schema import Result
from generator.statistics.pairs import check_same_examples


@dataclass(frozen=True)
class Overlap:
    """The errors of two models on one split.

    Attributes
    ----------
    both, only_first, only_second, neither : int
        Examples that both models get wrong, one alone, none.
    """

    first: Result
    second: Result
    split: str
    both: int
    only_first: int
    only_second: int
    neither: int

    @property
    def errors(self) -> tuple[int, int]:
        """How many examples each model gets wrong."""
        return self.both + self.only_first, self.both + self.only_second

    @property
    def expected(self) -> float:
        """How many examples both would get wrong, on average, were their errors unrelated."""
        return math.prod(self.errors) / (self.both + self.only_first + self.only_second + self.neither)

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
            f"{result.file}#/evaluation/{self.split}/{field}"
            for result in (self.first, self.second)
            for field in ("labels", "predictions")
        )

    @property
    def _table(self) -> list[list[int]]:
        """First model in rows, second in columns; errors come first."""
        return [[self.both, self.only_first], [self.only_second, self.neither]]


def overlap(first: Result, second: Result, split: str) -> Overlap:
    """Count the errors that two models share.

    Raises
    ------
    ResultError
        If the two results are not about the same examples.
    """
    check_same_examples(first, second, split)
    one, other = (result.evaluation[split] for result in (first, second))  # type: ignore[index]
    wrong, also_wrong = (predictions_of(each) != labels_of(one) for each in (one, other))
    cells = (wrong & also_wrong, wrong & ~also_wrong, ~wrong & also_wrong, ~(wrong | also_wrong))
    return Overlap(first, second, split, *(int(np.sum(cell)) for cell in cells))
