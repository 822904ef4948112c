"""How much better one model is than another, over the test examples and over the seeds."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

import numpy as np
import scipy
from numpy.typing import NDArray

from experiments.measures.answers import labels_of, predictions_of
from experiments.measures.wilson import CONFIDENCE
from experiments.results.schema import Result
from generator.statistics.corrections import Chance, chances
from generator.statistics.pairs import check_same_examples, compare


class Test(Enum):
    """What decides: the value names it in French."""

    __test__ = False  # no test for pytest

    MCNEMAR = "test exact de McNemar"
    SEEDS = "test de Student, variances des exemples et des graines ajoutées"


@dataclass(frozen=True)
class Contrast:
    """The difference of accuracy between two models on the same examples of a split.

    Attributes
    ----------
    test : Test
        Over the seeds as well when both models were trained with several.
    accuracies : tuple of float, shape (2,)
        Mean over the trainings of each model.
    ranges : tuple of tuple, shape (2, 2)
        Lowest and highest accuracy among the trainings of each model.
    trainings : tuple of int, shape (2,)
    only_first_right, only_second_right : int
        Examples that one of the two primary trainings alone gets right.
    low, high : float
        Interval of the difference, at `experiments.CONFIDENCE`; with McNemar's test, that of Wald
        for paired proportions.
    chance : Chance
        How often chance alone would make a difference at least as large.
    """

    first: Result
    second: Result
    split: str
    test: Test
    accuracies: tuple[float, float]
    ranges: tuple[tuple[float, float], tuple[float, float]]
    trainings: tuple[int, int]
    only_first_right: int
    only_second_right: int
    low: float
    high: float
    chance: Chance

    @property
    def difference(self) -> float:
        """Accuracy of the first minus that of the second."""
        return self.accuracies[0] - self.accuracies[1]

    @property
    def examples(self) -> int:
        """How many examples of the split both models were judged on."""
        return self.first.evaluation[self.split].count  # type: ignore[index]

    @property
    def sources(self) -> tuple[str, ...]:
        """Where the answers of every training that takes part stand."""
        return tuple(
            f"{training.file}#/evaluation/{self.split}/predictions"
            for result, number in zip((self.first, self.second), self.trainings, strict=True)
            for training in result.trainings[:number]
        )

    @property
    def half_width(self) -> float:
        """Half of the interval of the difference: what digits it supports."""
        return (self.high - self.low) / 2

    @property
    def winner(self) -> Result | None:
        """The model that is surely right more often, None when chance may explain the difference."""
        if not self.chance.unlikely:
            return None
        return self.first if self.difference > 0 else self.second

    def turned(self) -> "Contrast":
        """Return the same contrast, seen from the second model."""
        return replace(
            self,
            first=self.second,
            second=self.first,
            accuracies=self.accuracies[::-1],
            ranges=self.ranges[::-1],
            trainings=self.trainings[::-1],
            only_first_right=self.only_second_right,
            only_second_right=self.only_first_right,
            low=-self.high,
            high=-self.low,
        )


def contrasts(pairs: Sequence[tuple[Result, Result]], split: str) -> list[Contrast]:
    """Compare each pair of models, correcting for the number of pairs (Holm, 1979).

    Seeds count for a pair when both of its models have replicates, whatever the others have: a model that
    lacks some changes nothing in what is said of two that have theirs.

    Raises
    ------
    ResultError
        If the results of a pair are not about the same examples.
    """
    found = [contrast(first, second, split) for first, second in pairs]
    corrected = chances([each.chance.p_value for each in found])
    return [replace(each, chance=chance) for each, chance in zip(found, corrected, strict=True)]


def contrast(first: Result, second: Result, split: str) -> Contrast:
    """Compare two models, over their seeds as well if both have replicates.

    Raises
    ------
    ResultError
        If the two results are not about the same examples.
    """
    check_same_examples(first, second, split)
    right = [right_answers(result, split) for result in (first, second)]
    paired = compare(first, second, split)
    if min(map(len, right)) > 1:
        test = Test.SEEDS
        low, high, p_value = _over_seeds(*right)
    else:
        # Replicates of one model alone would favour neither: both are judged on their primary training.
        test, p_value = Test.MCNEMAR, paired.p_value
        right = [rows[:1] for rows in right]
        low, high = _over_examples(right[0][0], right[1][0])
    one, other = (rows.mean(axis=1) for rows in right)
    return Contrast(
        first=first,
        second=second,
        split=split,
        test=test,
        accuracies=(float(one.mean()), float(other.mean())),
        ranges=((float(one.min()), float(one.max())), (float(other.min()), float(other.max()))),
        trainings=(len(one), len(other)),
        only_first_right=paired.only_first_right,
        only_second_right=paired.only_second_right,
        low=low,
        high=high,
        chance=chances([p_value])[0],
    )


def right_answers(result: Result, split: str) -> NDArray[np.bool_]:
    """Tell which examples each training of a model gets right, the primary one first.

    Returns
    -------
    bool array, shape (trainings, examples)
    """
    evaluations = [training.evaluation[split] for training in result.trainings]  # type: ignore[index]
    return np.array([labels_of(each) == predictions_of(each) for each in evaluations])


def _over_examples(first: NDArray[np.bool_], second: NDArray[np.bool_]) -> tuple[float, float]:
    """Return the interval of a difference of paired proportions (Wald; see Agresti and Min, 2005)."""
    gains = first.astype(np.float64) - second
    margin = float(scipy.stats.norm.ppf((1 + CONFIDENCE) / 2) * gains.std() / len(gains) ** 0.5)
    difference = float(gains.mean())
    return difference - margin, difference + margin


def _over_seeds(first: NDArray[np.bool_], second: NDArray[np.bool_]) -> tuple[float, float, float]:
    """Return the interval of the mean difference and its p-value.

    The variance adds what other examples would change and what other seeds would change; what both share
    counts twice, which errs on the side of caution. Degrees of freedom: Welch (1947), equation 28.
    """
    examples = first.mean(axis=0) - second.mean(axis=0)
    difference = float(examples.mean())
    parts = [examples, first.mean(axis=1), second.mean(axis=1)]
    variances = np.array([part.var(ddof=1) / len(part) for part in parts])
    variance = float(variances.sum())
    if variance == 0:
        return difference, difference, 1.0 if difference == 0 else 0.0
    freedom = variance**2 / sum(v**2 / (len(part) - 1) for v, part in zip(variances, parts, strict=True))
    error = variance**0.5
    margin = float(scipy.stats.t.ppf((1 + CONFIDENCE) / 2, freedom)) * error
    p_value = 2 * float(scipy.stats.t.sf(abs(difference) / error, freedom))
    return difference - margin, difference + margin, p_value
