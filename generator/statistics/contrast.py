"""How much better one model is than another, over the examples of a split and over the seeds."""

from dataclasses import dataclass, replace
from enum import Enum

from experiments.results.schema import Result
from generator.statistics.corrections import Chance


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
    def precision(self) -> float:
        """What digits the difference needs: half of its interval, or less for both ends to be told from 0."""
        half_width = (self.high - self.low) / 2
        return min(half_width, abs(self.low), abs(self.high)) if self.low * self.high > 0 else half_width

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
