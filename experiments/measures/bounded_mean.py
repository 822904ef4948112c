"""The lower bound of a mean of values between 0 and 1."""

import math
from statistics import NormalDist

from experiments.measures.wilson import CONFIDENCE


def mean_lower_bound(mean: float, size: int, confidence: float = CONFIDENCE) -> float:
    """Return the lower bound of the mean of independent values in [0, 1]; of a proportion, that of Wilson.

    No such values vary more than zeros and ones of the same mean: the bound errs on the side of caution.

    Parameters
    ----------
    mean : float
        In [0, 1], up to rounding.
    size : int
        How many values; when there is none the bound is 0, since nothing is known then.
    confidence : float
        Level of the two-sided interval, in (0, 1).
    """
    if size == 0:
        return 0.0
    mean = min(mean, 1.0)
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    spread = z * math.sqrt(mean * (1 - mean) / size + (z / (2 * size)) ** 2)
    return max(0.0, (mean + z**2 / (2 * size) - spread) / (1 + z**2 / size))
