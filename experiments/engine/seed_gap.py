"""How far a training done again is from the one that is kept, against what another seed changes."""

import math
from dataclasses import dataclass
from statistics import variance

from experiments.measures.wilson import CONFIDENCE
from experiments.results.replicate import Replicate
from experiments.results.schema import Result

SPLITS = ("train", "validation", "test")


@dataclass(frozen=True)
class SeedGap:
    """A difference of accuracy on a split, and the largest that two seeds would make there.

    Attributes
    ----------
    split : str
    gap : float
        A proportion.
    bound : float or None
        Bound of the difference between two trainings that only their seed parts; None when a single training
        is known.
    trainings : int
        Over how many the bound was estimated.
    """

    split: str
    gap: float
    bound: float | None
    trainings: int

    @property
    def within(self) -> bool:
        """Whether another seed could part two trainings as much."""
        return self.gap == 0 or (self.bound is not None and self.gap <= self.bound)


def seed_gap(kept: Result, again: Result) -> SeedGap:
    """Return the gap between two results on the split where seeds explain it least.

    On each split, the difference between two trainings of other seeds has √2 times the standard deviation of
    one, which the trainings there are estimate: Student's quantile says how badly when they are few. The
    level of `CONFIDENCE` is shared between the splits (Bonferroni).

    Parameters
    ----------
    kept : Result
        With its replicates attached.
    again : Result
        The same training, done elsewhere.
    """
    return max((_on(split, kept, again) for split in SPLITS), key=_strangeness)


def _on(split: str, kept: Result, again: Result) -> SeedGap:
    accuracies = [_accuracy(training, split) for training in kept.trainings]
    return SeedGap(
        split=split,
        gap=abs(_accuracy(again, split) - accuracies[0]),
        bound=_largest_difference(accuracies) if len(accuracies) > 1 else None,
        trainings=len(accuracies),
    )


def _accuracy(training: Result | Replicate, split: str) -> float:
    """Return an accuracy; of the training images, a replicate only keeps the scores."""
    if split in training.evaluation:
        return training.evaluation[split].accuracy  # type: ignore[index]
    assert isinstance(training, Replicate)
    return training.training_scores.accuracy


def _largest_difference(accuracies: list[float]) -> float:
    from scipy.stats import t as student  # slow to load, and few commands need it

    tail = (1 - CONFIDENCE) / 2 / len(SPLITS)
    quantile = float(student.ppf(1 - tail, len(accuracies) - 1))
    difference = quantile * math.sqrt(2 * variance(accuracies))
    return min(1.0, difference)


def _strangeness(found: SeedGap) -> tuple[bool, float, float]:
    """Put gaps in order: those that seeds do not make, then the share of the bound that they take."""
    share = found.gap / found.bound if found.bound else found.gap
    return not found.within, share, found.gap
