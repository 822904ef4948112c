"""The interval of a proportion (Wilson, 1927), in the form of Newcombe (1998)."""

import math

import scipy

# Of every interval of the report.
CONFIDENCE = 0.95


def wilson_interval(successes: int, total: int, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Return the lower and upper bounds of a proportion.

    Parameters
    ----------
    successes, total : int
        ``0 <= successes <= total``.
    confidence : float
        Level, in (0, 1).

    Returns
    -------
    (float, float)
        In [0, 1]; all of it when there is no case, since nothing is known then.

    Raises
    ------
    ValueError
        If there are fewer than 0 successes, or more than cases.
    """
    if not 0 <= successes <= total:
        raise ValueError(f"successes must lie between 0 and {total}, got {successes}")
    if total == 0:
        return 0.0, 1.0
    p, z = successes / total, float(scipy.special.ndtri((1 + confidence) / 2))
    whole = 2 * (total + z**2)
    center = (2 * total * p + z**2) / whole
    margin = z / whole * math.sqrt(4 * total * p * (1 - p) + z**2)
    # At either end the formula gives 0 or 1, but for a rounding error.
    low = center - margin if successes > 0 else 0.0
    return low, center + margin if successes < total else 1.0
