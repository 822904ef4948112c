"""The mean of a difference over the examples, and whether other patients could change its sign."""

from dataclasses import dataclass

import numpy as np

from generator.statistics.diagnosis.resampling import Floats, interval


@dataclass(frozen=True)
class MeanDifference:
    """A mean over examples.

    Attributes
    ----------
    low, high : float or None
        Interval, patients being drawn again; None where no draw differs from another.
    p_value : float
        Level at which the interval begins to hold zero.
    """

    value: float
    low: float | None
    high: float | None
    p_value: float


def mean_difference(values: Floats, resamplings: Floats) -> MeanDifference:
    """Return the mean of `values` and what drawing the patients again says of its sign.

    The p-value inverts the percentile interval (Efron and Tibshirani, 1993, section 15.4). That no draw lies
    beyond zero does not make it impossible: what was measured counts as one more draw (Davison and Hinkley,
    1997, chapter 4).

    Parameters
    ----------
    values : float64 array, shape (n,)
    resamplings : float64 array, shape (r, n)
        How often each example counts in each draw.
    """

    def mean(weights: Floats) -> Floats:
        return np.asarray((weights @ values) / weights.sum(axis=-1))

    drawn = mean(resamplings)
    beyond = int(min((drawn <= 0).sum(), (drawn >= 0).sum()))
    low, high = interval(mean, resamplings) or (None, None)
    p_value = min(1.0, 2 * (1 + beyond) / (1 + len(drawn)))
    return MeanDifference(float(values.mean()), low, high, p_value)
