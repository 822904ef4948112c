"""Whether two quantities rise together within groups of models, from their ranks alone.

Groups that differ in both quantities would make a link that no group shows (Simpson, 1951). Only pairs of
models of one group are therefore counted, and chance deals the values out again within each group.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import permutations

import numpy as np
import scipy
from numpy.typing import NDArray

from generator.statistics.corrections import SIGNIFICANCE, Chance, chances

Ranks = NDArray[np.int64]
# Values of one quantity, and of the other, for the same models.
Group = tuple[Sequence[float], Sequence[float]]

PERMUTATIONS = 9_999
# The same draw each time: a page changes only when its results do.
SEED = 1
# Up to so many models, all the permutations are gone through.
EXACT = 7
# Of more models, permutations would take a time that grows as their square, and follow a known law.
MANY = 100
# Accuracies are means of few fractions: below this, a difference is a rounding error.
DECIMALS = 12


class Test(Enum):
    """What tells how often chance would show as much: the value names it in French."""

    __test__ = False  # no test for pytest

    PERMUTATION = "test de permutation"
    NORMAL = "loi normale dont s’approchent les permutations"


@dataclass(frozen=True)
class Orders:
    """How many pairs of models of one group two quantities put in the same order; see `RankLink`."""

    pairs: int
    agreeing: int
    opposed: int


@dataclass(frozen=True)
class RankLink:
    """How two quantities of the same models go together.

    Attributes
    ----------
    pairs : int
        Pairs of models of one group that the first quantity sets apart.
    agreeing, opposed : int
        Those of them that the second quantity puts in the same order, and in the other.
    tau : float or None
        Kendall's tau-b over these pairs; None where the second quantity sets none apart.
    test : Test
    chance : Chance
        Of as many more pairs in one order than in the other.
    reachable : bool
        Whether so few models could show anything, were they in perfect order.
    """

    pairs: int
    agreeing: int
    opposed: int
    tau: float | None
    test: Test
    chance: Chance
    reachable: bool


def rank_link(groups: Sequence[Group]) -> RankLink | None:
    """Compare the orders that two quantities put the models of each group in.

    The statistic is that of Kendall (1938), pairs in the same order minus pairs in opposite orders; ties
    count for none and are kept by permutations. Where a group is large, permutations are drawn; where it has
    more than `MANY` models, their law is near the normal one, with the variance that ties leave it (Kendall,
    1970, chapter 4).

    Returns
    -------
    RankLink or None
        None if the first quantity is a constant in each group.
    """
    ranked = [(_ranks(one), _ranks(other)) for one, other in groups]
    orders = rank_orders(groups)
    if not orders.pairs:
        return None
    score = orders.agreeing - orders.opposed
    largest = max(len(one) for one, _ in ranked)
    least = 2 / (PERMUTATIONS + 1) if EXACT < largest <= MANY else 0.0
    p_value, lowest = _normal(ranked, score) if largest > MANY else _permuted(ranked, score)
    compared = sum(_untied(other) for _, other in ranked)
    return RankLink(
        pairs=orders.pairs,
        agreeing=orders.agreeing,
        opposed=orders.opposed,
        tau=score / (orders.pairs * compared) ** 0.5 if compared else None,
        test=Test.NORMAL if largest > MANY else Test.PERMUTATION,
        chance=chances([max(least, p_value)], least)[0],
        reachable=lowest < SIGNIFICANCE,
    )


def rank_orders(groups: Sequence[Group]) -> Orders:
    """Count the pairs of models of each group that the first quantity sets apart, and how the second does."""
    ranked = [(_ranks(one), _ranks(other)) for one, other in groups]
    orders = np.concatenate([_order(one, other) for one, other in ranked])
    agreeing, opposed = (int((orders == sign).sum()) for sign in (1, -1))
    return Orders(sum(_untied(one) for one, _ in ranked), agreeing, opposed)


def _permuted(ranked: Sequence[tuple[Ranks, Ranks]], score: int) -> tuple[float, float]:
    """Return the two-sided p-value of a score, and the lowest that any order could have."""
    chance = np.ones(1)
    for one, other in ranked:
        chance = np.convolve(chance, _distribution(one, other))
    below, above = np.cumsum(chance), np.cumsum(chance[::-1])[::-1]
    two_sided = np.minimum(1.0, 2 * np.minimum(below, above))
    return float(two_sided[len(chance) // 2 + score]), float(two_sided[chance > 0].min())


def _normal(ranked: Sequence[tuple[Ranks, Ranks]], score: int) -> tuple[float, float]:
    """Return the same from the normal law."""
    variance = sum(_variance(*each) for each in ranked)
    if variance == 0:
        return 1.0, 1.0
    return float(2 * scipy.stats.norm.sf(abs(score) / variance**0.5)), 0.0


def _variance(one: Ranks, other: Ranks) -> float:
    """Return the variance of the statistic of a group over its permutations."""
    models = len(one)
    if models < 2:
        return 0.0
    tied = [np.bincount(ranks).astype(np.float64) for ranks in (one, other)]
    pairs = [float((t * (t - 1)).sum()) for t in tied]
    triples = [float((t * (t - 1) * (t - 2)).sum()) for t in tied]
    spread = [float((t * (t - 1) * (2 * t + 5)).sum()) for t in tied]
    variance = (models * (models - 1) * (2 * models + 5) - sum(spread)) / 18
    variance += pairs[0] * pairs[1] / (2 * models * (models - 1))
    if models > 2:
        variance += triples[0] * triples[1] / (9 * models * (models - 1) * (models - 2))
    return variance


def _ranks(values: Sequence[float]) -> Ranks:
    rounded = np.asarray(values, dtype=np.float64).round(DECIMALS)
    return np.asarray(np.unique(rounded, return_inverse=True)[1])


def _untied(ranks: Ranks) -> int:
    return int(np.triu(ranks[:, None] != ranks).sum())


def _order(one: Ranks, other: Ranks) -> Ranks:
    """Compare each pair of models, shape (pairs,): 1 in the same order, -1 in opposite ones, 0 for a tie."""
    first, second = np.triu_indices(len(one), 1)
    return np.asarray(np.sign(one[first] - one[second]) * np.sign(other[first] - other[second]))


def _distribution(one: Ranks, other: Ranks) -> NDArray[np.float64]:
    """Return the probability of each value of the statistic, from minus to plus the number of pairs."""
    models = len(one)
    if models <= EXACT:
        dealt = other[np.array(list(permutations(range(models))), dtype=np.int64)]
    else:
        drawn = np.tile(other, (PERMUTATIONS, 1))
        # What was seen is one of the ways to deal the values out.
        dealt = np.concatenate([other[None], np.random.default_rng(SEED).permuted(drawn, axis=1)])
    most = models * (models - 1) // 2
    statistic = np.full(len(dealt), most)
    for i in range(models - 1):
        signs = np.sign(dealt[:, i, None] - dealt[:, i + 1 :])
        statistic += signs @ np.sign(one[i] - one[i + 1 :])
    return np.bincount(statistic, minlength=2 * most + 1) / len(dealt)
