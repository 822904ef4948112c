"""Numbers side by side, with the digits that tell them from one another."""

import math
from collections.abc import Sequence
from itertools import pairwise

from generator.facts.quantity import Quantity, measured, share

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


def measured_apart(means: Sequence[float], standard_error: float) -> list[str]:
    """Return two means with the digits that their error supports, or more if they would read alike.

    Parameters
    ----------
    means : sequence of float, shape (2,)
    """
    error = standard_error
    while True:
        texts = [measured(mean, error) for mean in means]
        if error == 0 or texts[0] != texts[1] or abs(means[0] - means[1]) < ROUNDING:
            return texts
        error /= 10
