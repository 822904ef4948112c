"""Every pair of some models, judged once, in one way, wherever the report speaks of it.

What a pair shows must not depend on the page: whichever pairs a page picks, the p-value is corrected for all
the pairs that the two experiments of its models make (all those of one experiment, when it is the same), so
that it is the same on each page that holds both experiments.

Two sources of chance part two models that were both trained with several seeds: other examples, and other
seeds. The answers of a model to n examples, over S trainings, have a variance of their own for each of the
two, and a residual that is neither's. The variance of the mean gain per example holds that residual, divided
by n S; the variance of the mean accuracies of the trainings holds it too. It is counted once (Searle, Casella
and McCulloch, 1992, chapter 4, for the two-way crossed layout). Degrees of freedom: Satterthwaite (1946).
Simulated between models as good, over two to five seeds, the test rejects in 2 to 5 % of the cases at 5 %.
"""

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import scipy
from numpy.typing import NDArray

from experiments.measures.wilson import CONFIDENCE
from experiments.results.schema import Result
from generator.statistics.contrast import Contrast, Test
from generator.statistics.corrections import Chance, chances
from generator.statistics.pairs import check_same_examples
from generator.statistics.performance import Performance, performance

Floats = NDArray[np.float64]
# Below this, or this part of what it is the difference of, a variance is that of rounding errors.
ROUNDING, CANCELLED = 1e-24, 1e-10


class Tournament:
    """The pairs of some models on the same examples of a split.

    Parameters
    ----------
    models : sequence of Result
        All the models of each experiment that has one.
    split : str

    Raises
    ------
    ResultError
        If the models were not judged on the same examples.
    """

    def __init__(self, models: Sequence[Result], split: str) -> None:
        for other in models[1:]:
            check_same_examples(models[0], other, split)
        self.models, self.split = tuple(models), split
        self._performances = [performance(model, split) for model in models]
        self._ranks = {model.id: rank for rank, model in enumerate(models)}
        self._alone = only_one_right(np.array([each.right[0] for each in self._performances]))
        self._error, self._freedom = over_seeds(self._performances)
        self._chances = self._corrected()

    def contrast(self, first: Result, second: Result) -> Contrast:
        """Compare two of the models, over their seeds as well if both have replicates."""
        i, j = self._ranks[first.id], self._ranks[second.id]
        test = self._test(i, j)
        one, other = (
            each.accuracies if test is Test.SEEDS else each.accuracies[:1]
            for each in (self._performances[i], self._performances[j])
        )
        difference = float(one.mean() - other.mean())
        margin = self._margin(i, j)
        return Contrast(
            first=first,
            second=second,
            split=self.split,
            test=test,
            accuracies=(float(one.mean()), float(other.mean())),
            ranges=((float(one.min()), float(one.max())), (float(other.min()), float(other.max()))),
            trainings=(len(one), len(other)),
            only_first_right=int(self._alone[i, j]),
            only_second_right=int(self._alone[j, i]),
            low=difference - margin,
            high=difference + margin,
            chance=self._chances[min(i, j), max(i, j)],
        )

    def _test(self, i: int, j: int) -> Test:
        # Replicates of one model alone would favour neither: both are judged on their primary training.
        return Test.SEEDS if np.isfinite(self._error[i, j]) else Test.MCNEMAR

    def _margin(self, i: int, j: int) -> float:
        """Return half of the interval of a difference."""
        if self._test(i, j) is Test.SEEDS:
            quantile = scipy.stats.t.ppf((1 + CONFIDENCE) / 2, self._freedom[i, j])
            return float(quantile * self._error[i, j])
        # Wald's, for paired proportions (see Agresti and Min, 2005).
        examples, gained, lost = self._examples, self._alone[i, j], self._alone[j, i]
        variance = (gained + lost - (gained - lost) ** 2 / examples) / examples**2
        return float(scipy.stats.norm.ppf((1 + CONFIDENCE) / 2) * variance**0.5)

    @property
    def _examples(self) -> int:
        return len(self._performances[0].right[0])

    def _corrected(self) -> dict[tuple[int, int], Chance]:
        """Judge each pair, and correct for all those that the same experiments make (Holm, 1979)."""
        means = np.array([each.accuracies.mean() for each in self._performances])
        p_values = np.where(
            np.isfinite(self._error),
            student_p_values(means[:, None] - means, self._error, self._freedom),
            mcnemar_p_values(self._alone),
        )
        groups: dict[frozenset[str], list[tuple[int, int]]] = {}
        for i, j in combinations(range(len(self.models)), 2):
            families = frozenset((self.models[i].family, self.models[j].family))
            groups.setdefault(families, []).append((i, j))
        return {
            pair: chance
            for pairs in groups.values()
            for pair, chance in zip(pairs, chances([float(p_values[pair]) for pair in pairs]), strict=True)
        }


def contrast(first: Result, second: Result, split: str) -> Contrast:
    """Compare two models by themselves.

    Raises
    ------
    ResultError
        If the two results are not about the same examples.
    """
    return Tournament((first, second), split).contrast(first, second)


def only_one_right(right: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Count the examples that the first model of each pair gets right, and the second wrong.

    Parameters
    ----------
    right : bool array, shape (models, examples)

    Returns
    -------
    int64 array, shape (models, models)
    """
    exact = right.astype(np.float64)
    return np.asarray((exact @ (1 - exact).T).round(), dtype=np.int64)


def mcnemar_p_values(alone: NDArray[np.int64]) -> Floats:
    """Return the p-values of the exact test of McNemar (1947), shape (models, models)."""
    return np.asarray(
        np.minimum(1.0, 2 * scipy.stats.binom.cdf(np.minimum(alone, alone.T), alone + alone.T, 0.5))
    )


def over_seeds(performances: Sequence[Performance]) -> tuple[Floats, Floats]:
    """Return the standard error of each difference of mean accuracies, and its degrees of freedom.

    Returns
    -------
    tuple of float array, shape (models, models)
        NaN where one of the two models has a single training.
    """
    trainings = np.array([len(each.right) for each in performances], dtype=np.float64)
    several = trainings > 1
    seeds = np.array([each.seed_variance if len(each.right) > 1 else np.nan for each in performances])
    residuals = np.array([each.residual_variance if len(each.right) > 1 else np.nan for each in performances])
    examples = _over_examples(np.array([each.counts for each in performances], dtype=np.float64), trainings)
    own = seeds - residuals
    # Seeds that happen to agree leave the examples as uncertain as they are: half of that at least remains.
    variance = np.maximum(examples + own[:, None] + own, examples / 2)
    whole = seeds + residuals
    least = np.maximum(ROUNDING, CANCELLED * (examples + whole[:, None] + whole))
    variance = np.where(variance < least, 0.0, variance)
    count = performances[0].right.shape[1]
    with np.errstate(invalid="ignore", divide="ignore"):
        doubt = seeds**2 / (trainings - 1)
        freedom = variance**2 / (examples**2 / (count - 1) + doubt[:, None] + doubt)
    # No fewer than one model alone has: subtracting the residual must not take more.
    fewest = np.minimum(trainings[:, None], trainings) - 1
    freedom = np.where(variance > 0, np.maximum(freedom, fewest), 1.0)
    both = several[:, None] & several
    return np.where(both, variance**0.5, np.nan), np.where(both, freedom, np.nan)


def student_p_values(differences: Floats, errors: Floats, freedom: Floats) -> Floats:
    """Return the two-sided p-values of differences; without any error, 0 for those that are not null."""
    with np.errstate(invalid="ignore", divide="ignore"):
        p_values = 2 * scipy.stats.t.sf(np.abs(differences) / errors, freedom)
    sure = np.where(np.isclose(differences, 0, atol=1e-12), 1.0, 0.0)
    return np.asarray(np.where(errors == 0, sure, p_values))


def _over_examples(counts: Floats, trainings: Floats) -> Floats:
    """Return the variance that other examples give to each difference, shape (models, models).

    Sums of whole numbers, which are exact: equal answers have no variance at all.
    """
    examples = counts.shape[1]
    scaled = np.outer(counts.sum(axis=1), trainings)  # of the first model, in the unit of both
    products = counts @ counts.T
    squares = np.diag(products)
    unit = trainings[:, None] * trainings
    of_first = squares[:, None] * trainings**2
    total = of_first + of_first.T - 2 * unit * products
    spread = examples * total - (scaled - scaled.T) ** 2
    return np.asarray(spread / (examples**2 * (examples - 1) * unit**2))
