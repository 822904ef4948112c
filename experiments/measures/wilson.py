"""The interval of a proportion (Wilson, 1927)."""

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
    from scipy.stats import binomtest  # slow to load, and few commands need it

    if not 0 <= successes <= total:
        raise ValueError(f"successes must lie between 0 and {total}, got {successes}")
    if total == 0:
        return 0.0, 1.0
    interval = binomtest(successes, total).proportion_ci(confidence, method="wilson")
    # The formula may leave the unit interval by a rounding error.
    return max(0.0, float(interval.low)), min(1.0, float(interval.high))
