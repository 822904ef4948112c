"""The scores by which two models are compared, each as a function of how often an example counts."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from experiments.measures.threshold import DEFAULT_THRESHOLD
from generator.statistics.diagnosis import scores
from generator.statistics.diagnosis.decision import Decision
from generator.statistics.diagnosis.resampling import Floats

Weighted = Callable[[Floats], Floats]


def accuracy(decision: Decision) -> Weighted:
    """Return the share of right answers, at the threshold of the model."""
    return _share(decision.right)


def usual_accuracy(decision: Decision) -> Weighted:
    """Return the share of right answers at the usual threshold, the same for all models."""
    return _share(decision.test.right(DEFAULT_THRESHOLD))


def _share(right: NDArray[np.bool_]) -> Weighted:
    ones = right.astype(np.float64)
    return lambda weights: np.asarray((weights @ ones) / weights.sum(axis=-1))


def roc_auc(decision: Decision) -> Weighted:
    """Return the area under the ROC curve."""
    return scores.roc_auc(decision.test)


def brier(decision: Decision) -> Weighted:
    """Return the score of Brier."""
    return scores.brier(decision.test)
