"""Whether two quantities rise together over a few models, from their ranks alone."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import kendalltau, permutation_test

from generator.statistics.corrections import Chance, chances

PERMUTATIONS = 9_999
# The same draw each time: a page changes only when its results do.
SEED = 1
# Accuracies are means of few fractions: below this, a difference is a rounding error.
DECIMALS = 12
# Signs of differences held at a time, so that the memory does not grow with the models.
HELD = 20_000_000


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
    chance : Chance
        Of as many more pairs in one order than in the other.
    """

    pairs: int
    agreeing: int
    opposed: int
    tau: float | None
    chance: Chance


def rank_link(first: Sequence[float], second: Sequence[float]) -> RankLink | None:
    """Compare the orders that two quantities put the same models in; None if the first is a constant.

    The statistic is that of Kendall (1938), pairs in the same order minus pairs in opposite orders; ties
    count for none and are kept by permutations, so that none of its approximations is needed.

    Parameters
    ----------
    first, second : sequence of float, shape (n,)
    """
    one, other = (np.asarray(values, dtype=np.float64).round(DECIMALS) for values in (first, second))
    if len(set(one)) < 2:
        return None
    signs = _signs(other)

    def statistic(permuted: NDArray[np.float64], axis: int) -> NDArray[np.float64]:
        scores: NDArray[np.float64] = (_signs(np.moveaxis(permuted, axis, -1)) * signs).sum((-1, -2))
        return scores

    test = permutation_test(
        (one,),
        statistic,
        permutation_type="pairings",
        n_resamples=PERMUTATIONS,
        vectorized=True,
        batch=max(1, HELD // signs.size),
        rng=SEED,
    )
    order = np.triu(_signs(one) * signs)
    return RankLink(
        pairs=int(np.triu(_signs(one) != 0).sum()),
        agreeing=int((order > 0).sum()),
        opposed=int((order < 0).sum()),
        tau=float(kendalltau(one, other).statistic) if len(set(other)) > 1 else None,
        chance=chances([float(test.pvalue)])[0],
    )


def _signs(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Compare each value with each other, along the last axis; shape (…, n) to (…, n, n)."""
    return np.sign(values[..., :, None] - values[..., None, :])
