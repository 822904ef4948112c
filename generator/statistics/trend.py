"""The straight line through the losses of consecutive epochs, and how surely it is known.

Least squares, with Student's interval on the slope. That interval supposes epochs that jump independently
of each other. When an epoch resembles the one before, as on a slow drift or where a line does not suit a
bent curve, the residuals keep their sign for several epochs and the interval would be too narrow. The
correlation r between the residuals of neighbouring epochs is therefore estimated and, where it is positive,
the standard error of the slope is multiplied by √((1 + r) / (1 − r)): n epochs then count for only
n (1 − r) / (1 + r) independent ones (Bartlett, 1935; Bayley and Hammersley, 1946).

Residuals from a fitted line look less correlated than the jumps are. To first order in 1 / n, the mean of
the estimate is r − (1 + 4 r) / n around a fitted mean (Marriott and Pope, 1954); around a line, which takes
one parameter more, simulation gives r − (2 + 5 r) / n, which is solved for r. Below ten epochs the solution
multiplies the noise of the estimate by more than two and says little: these are read as if independent.

Simulated without slope, the 95 % interval leaves zero out in 3 to 5 % of the cases for independent epochs.
For 10 to 38 epochs it does in 7 to 10 % of them where r = 0.5 (21 to 25 % without the correction) and in 12
to 17 % where r = 0.8 (40 to 52 %). Not corrected, it does through three to five epochs in 7 to 13 % where
r = 0.5 and 8 to 21 % where r = 0.8, through six to nine in 15 to 20 % and 27 to 39 %. What is called sure is
so at about these rates: the correction brings them near the announced one without reaching it.

With several trainings none of this is needed: their slopes are independent of one another, and Student's
interval of the mean slope holds whatever the epochs of one training have in common.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy
from numpy.typing import NDArray

from experiments.measures.wilson import CONFIDENCE

# Least points through which a line has a measurable misfit.
POINTS = 3
# Least points whose residuals tell a correlation; the solution needs six, and more to mean something.
CORRELATED_POINTS = 10
# The estimate may reach 1 or more, which would leave nothing to read.
LARGEST_CORRELATION = 0.95


@dataclass(frozen=True)
class Trend:
    """The straight line through consecutive epochs.

    Attributes
    ----------
    epochs : tuple of int
        Through how many the line goes, in each training.
    slope : float
        Change of the loss per epoch, least squares.
    low, high : float
        Student's interval of the slope at `experiments.CONFIDENCE`, widened for the correlation.
    correlation : float
        Between the residuals of neighbouring epochs; 0 where it is not positive or cannot be estimated, or
        where it does not matter.
    """

    epochs: tuple[int, ...]
    slope: float
    low: float
    high: float
    correlation: float

    @property
    def trainings(self) -> int:
        """Over how many the slope is a mean."""
        return len(self.epochs)


def mean_trend(curves: Sequence[Sequence[float]]) -> Trend | None:
    """Fit a line to the losses of each of several trainings; with one, see `trend`.

    Trainings of fewer than two epochs have no slope and are left out; None if fewer than two are left.
    """
    if len(curves) == 1:
        return trend(curves[0])
    lines = [losses for losses in curves if len(losses) > 1]
    slopes = [float(scipy.stats.linregress(range(len(losses)), losses).slope) for losses in lines]
    number = len(slopes)
    if number < 2:
        return None
    slope = float(np.mean(slopes))
    error = float(np.std(slopes, ddof=1)) / number**0.5
    margin = float(scipy.stats.t.ppf((1 + CONFIDENCE) / 2, number - 1)) * error
    return Trend(tuple(map(len, lines)), slope, slope - margin, slope + margin, 0.0)


def trend(losses: Sequence[float]) -> Trend | None:
    """Fit a straight line to the losses of consecutive epochs; None if they are fewer than `POINTS`."""
    epochs = len(losses)
    if epochs < POINTS:
        return None
    if min(losses) == max(losses):  # SciPy gives no error to a line through equal values
        return Trend((epochs,), 0.0, 0.0, 0.0, 0.0)
    line = scipy.stats.linregress(range(epochs), losses)
    correlation = residual_correlation(np.asarray(losses) - line.intercept - line.slope * np.arange(epochs))
    error = line.stderr * ((1 + correlation) / (1 - correlation)) ** 0.5
    margin = float(scipy.stats.t.ppf((1 + CONFIDENCE) / 2, epochs - 2) * error)
    slope = float(line.slope)
    return Trend((epochs,), slope, slope - margin, slope + margin, correlation)


def residual_correlation(residuals: NDArray[np.float64]) -> float:
    """Return the correlation of neighbouring residuals from a line, corrected for the fit.

    Parameters
    ----------
    residuals : array of float, shape (n,)

    Returns
    -------
    float
        In [0, `LARGEST_CORRELATION`]; 0 below `CORRELATED_POINTS`.
    """
    count, spread = len(residuals), float(residuals @ residuals)
    if count < CORRELATED_POINTS or spread == 0:
        return 0.0
    estimate = float(residuals[1:] @ residuals[:-1]) / spread
    corrected = (count * estimate + 2) / (count - 5)
    return min(max(corrected, 0.0), LARGEST_CORRELATION)
