"""Intervals by drawing patients again, for scores that are no simple proportion."""

from collections.abc import Callable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from experiments.language import whole_percent
from experiments.measures.wilson import CONFIDENCE

REPLICATES = 1000
SEED = 4
# Of a second sample, drawn apart from the first.
OTHER_SEED = 5
# Samples of patients whose resamplings are held: those of both splits, drawn twice.
KEPT = 4
TAIL = (1 - CONFIDENCE) / 2
NAME = "rééchantillonnage des patients"
# How both ends of an interval were made.
LOW, HIGH = (f"{NAME}, {whole_percent(share)} des tirages" for share in (TAIL, 1 - TAIL))

Floats = NDArray[np.float64]


def patient_weights(patients: NDArray[np.int64], seed: int = SEED) -> Floats:
    """Return how often each example counts in each resampling of the patients (Field and Welsh, 2007).

    All examples of a patient are drawn together, since they resemble one another.

    Parameters
    ----------
    patients : int64 array, shape (n,)
    seed : int
        Two samples are drawn independently with two seeds.

    Returns
    -------
    float64 array, shape (REPLICATES, n)
        Read only: all who draw the same patients share it.
    """
    return _weights(patients.astype(np.int64).tobytes(), seed)


@lru_cache(maxsize=KEPT)
def _weights(patients: bytes, seed: int) -> Floats:
    """Return the same, once for all the models judged on the same patients."""
    _, group = np.unique(np.frombuffer(patients, dtype=np.int64), return_inverse=True)
    groups = int(group.max()) + 1
    generator = np.random.default_rng(seed)
    drawn = generator.multinomial(groups, np.full(groups, 1 / groups), size=REPLICATES)
    weights = drawn[:, group].astype(np.float64)
    weights.flags.writeable = False  # shared
    return weights


def interval(score: Callable[[Floats], Floats], weights: Floats) -> tuple[float, float] | None:
    """Return the percentile interval of a score (Efron, 1979).

    Parameters
    ----------
    score : callable
        From weights, shape (r, n), to scores, shape (r,); not a number where it is undefined.
    weights : float64 array, shape (r, n)

    Returns
    -------
    (float, float) or None
        None when the score does not vary: resampling says nothing where no error can be drawn.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        scores = score(weights)
    defined = scores[np.isfinite(scores)]
    if not len(defined) or np.ptp(defined) < 1e-12:
        return None
    low, high = np.quantile(defined, [TAIL, 1 - TAIL])
    return float(low), float(high)
