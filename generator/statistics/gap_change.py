"""What one choice changes in the gap between training and test accuracy."""

from dataclasses import dataclass

import numpy as np
import scipy

from experiments.measures.wilson import CONFIDENCE
from experiments.results.replicate import Replicate
from experiments.results.schema import Result
from generator.statistics.corrections import Chance, chances
from generator.statistics.mean_accuracy import scores_of
from generator.statistics.pairs import compare
from generator.statistics.performance import performance


@dataclass(frozen=True)
class GapChange:
    """The gap of one model minus that of another; a gap is training accuracy minus test accuracy.

    Attributes
    ----------
    gaps : tuple of float, shape (2,)
        Of each model: means over its trainings, or those of its first one.
    trainings : tuple of int, shape (2,)
        How many of each take part: all of them when both models have several, one each otherwise.
    low, high : float
        Interval of the change, at `experiments.CONFIDENCE`.
    """

    first: Result
    second: Result
    gaps: tuple[float, float]
    trainings: tuple[int, int]
    low: float
    high: float
    chance: Chance

    @property
    def over_seeds(self) -> bool:
        """Whether other seeds were asked too."""
        return min(self.trainings) > 1


def gap_change(first: Result, second: Result) -> GapChange:
    """Compare the gaps of two models that learned from the same examples.

    Both are judged on the same examples, so each accuracy is compared example by example; those of the
    training are not those of the test, so the two differences are independent and their variances add.
    Each is that of the interval « Wald+2 » of Agresti and Min (2005): the one of Wald for paired
    proportions, once half an example is added to each of the four cells.

    With several trainings of both, the gaps are means over them. The variance of the examples of test is that
    of the mean gain on each; on those of training, of which the first trainings alone have kept their
    answers, it is that of these. The variance that other seeds give to each gap is added, what it holds of
    the examples included: this errs on the side of caution. Degrees of freedom: Satterthwaite (1946).

    Raises
    ------
    ResultError
        If the two models did not learn from the same examples, or were not tested on the same ones.
    """
    gaps = [np.array([_gap(each) for each in model.trainings]) for model in (first, second)]
    if min(map(len, gaps)) == 1:
        gaps = [each[:1] for each in gaps]
    (learned, of_train), (tested, of_test) = (_paired(first, second, split) for split in ("train", "test"))
    change, parts = learned - tested, [of_train, of_test]
    if len(gaps[0]) > 1:
        change = float(gaps[0].mean() - gaps[1].mean())
        parts = [of_train, _of_means(first, second)]
        parts += [(float(each.var(ddof=1)) / len(each), len(each) - 1) for each in gaps]
    variance = sum(each for each, _ in parts)
    freedom = variance**2 / sum(each**2 / degrees for each, degrees in parts)
    law = scipy.stats.t(freedom) if len(gaps[0]) > 1 else scipy.stats.norm
    error = variance**0.5
    margin = float(law.ppf((1 + CONFIDENCE) / 2)) * error
    chance = chances([2 * float(law.sf(abs(change) / error))])[0]
    means = (float(gaps[0].mean()), float(gaps[1].mean()))
    trainings = (len(gaps[0]), len(gaps[1]))
    return GapChange(first, second, means, trainings, change - margin, change + margin, chance)


def _gap(training: Result | Replicate) -> float:
    train, test = (scores_of(training, split).accuracy for split in ("train", "test"))
    return train - test


def _paired(first: Result, second: Result, split: str) -> tuple[float, tuple[float, int]]:
    """Return how the accuracies of the first trainings differ; its variance, and its degrees of freedom."""
    paired = compare(first, second, split)
    examples = first.evaluation[split].count + 2  # type: ignore[index]
    gained, lost = paired.only_first_right + 0.5, paired.only_second_right + 0.5
    variance = (gained + lost - (gained - lost) ** 2 / examples) / examples**2
    return (gained - lost) / examples, (variance, examples - 1)


def _of_means(first: Result, second: Result) -> tuple[float, int]:
    """Return the variance that other examples of test would give, and its degrees of freedom."""
    right = [performance(model, "test").right.mean(axis=0) for model in (first, second)]
    gains = right[0] - right[1]
    return float(gains.var(ddof=1)) / len(gains), len(gains) - 1
