"""Proportions side by side, with the digits that tell them from one another."""

import math
from collections.abc import Sequence
from itertools import pairwise

from generator.facts.quantity import Quantity, share

# Below this, two means of fractions differ by a rounding error.
ROUNDING = 1e-9
# A sample a hundred times as large supports one decimal more.
ONE_DECIMAL = 100


def told_apart(shares: Sequence[Quantity], sample_size: int) -> list[Quantity]:
    """Return proportions with the digits that the sample supports, and more where different ones read alike.

    Parameters
    ----------
    shares : sequence of Quantity
        Proportions measured on samples of that size.
    """
    values = sorted(each.value for each in shares)
    different = 1 + sum(not math.isclose(*pair, rel_tol=0, abs_tol=ROUNDING) for pair in pairwise(values))
    size = sample_size
    while True:
        shown = [share(each.value, size, each.sources, each.formula) for each in shares]
        if len({each.text for each in shown}) >= different:
            return shown
        size *= ONE_DECIMAL
