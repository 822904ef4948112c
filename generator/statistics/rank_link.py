"""Whether two quantities rise together over models, from their ranks alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np
import scipy
from numpy.typing import NDArray

from generator.statistics.corrections import Chance, chances

PERMUTATIONS = 9_999
# Of more models, permutations would take a time that grows as their square, and follow a known law.
MANY = 100
# The same draw each time: a page changes only when its results do.
SEED = 1
# Accuracies are means of few fractions: below this, a difference is a rounding error.
DECIMALS = 12
# Signs of differences held at a time, so that the memory does not grow with the models.
HELD = 20_000_000


class Test(Enum):
    """What tells how often chance would show as much: the value names it in French."""

    __test__ = False  # no test for pytest

    PERMUTATION = "test de permutation"
    NORMAL = "loi normale dont s’approchent les permutations"


@dataclass(frozen=True)
class RankLink:
    """How two quantities of the same models go together.

    Attributes
    ----------
    pairs : int
        Pairs of models that the first quantity sets apart.
    agreeing, opposed : int
        Those of them that the second quantity puts in the same order, and in the other.
    tau : float or None
        Kendall's tau-b; None where all the values of the second quantity are equal.
    test : Test
    chance : Chance
        Of as many more pairs in one order than in the other.
    """

    pairs: int
    agreeing: int
    opposed: int
    tau: float | None
    test: Test
    chance: Chance


def rank_link(first: Sequence[float], second: Sequence[float]) -> RankLink | None:
    """Compare the orders that two quantities put the same models in; None if the first is a constant.

    The statistic is that of Kendall (1938), pairs in the same order minus pairs in opposite orders; ties
    count for none and are kept by permutations, so that none of its approximations is needed for up to `MANY`
    models. Of more, the law of permutations is near the normal one, with the variance that ties leave it
    (Kendall, 1970, chapter 4).

    Parameters
    ----------
    first, second : sequence of float, shape (n,)
    """
    one, other = (np.asarray(values, dtype=np.float64).round(DECIMALS) for values in (first, second))
    if len(set(one)) < 2:
        return None
    signs = _signs(other)
    order = np.triu(_signs(one) * signs)
    tied = len(set(other)) == 1
    normal = scipy.stats.kendalltau(one, other)
    few = len(one) <= MANY
    p_value = _permuted(one, signs) if few else 1.0 if tied else float(normal.pvalue)
    return RankLink(
        pairs=int(np.triu(_signs(one) != 0).sum()),
        agreeing=int((order > 0).sum()),
        opposed=int((order < 0).sum()),
        tau=None if tied else float(normal.statistic),
        test=Test.PERMUTATION if few else Test.NORMAL,
        chance=chances([p_value])[0],
    )


def _permuted(one: NDArray[np.float64], signs: NDArray[np.float64]) -> float:
    """Return how often permutations of the first quantity would part both orders as much."""

    def statistic(permuted: NDArray[np.float64], axis: int) -> NDArray[np.float64]:
        scores: NDArray[np.float64] = (_signs(np.moveaxis(permuted, axis, -1)) * signs).sum((-1, -2))
        return scores

    test = scipy.stats.permutation_test(
        (one,),
        statistic,
        permutation_type="pairings",
        n_resamples=PERMUTATIONS,
        vectorized=True,
        batch=max(1, HELD // signs.size),
        rng=SEED,
    )
    return float(test.pvalue)


def _signs(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Compare each value with each other, along the last axis; shape (…, n) to (…, n, n)."""
    return np.sign(values[..., :, None] - values[..., None, :])
