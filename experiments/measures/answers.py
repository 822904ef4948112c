"""What a model said of a split, as arrays."""

import numpy as np
from numpy.typing import NDArray

from experiments.results.evaluation import SplitEvaluation, class_indices

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]

POSITIVE = 1


def labels_of(evaluation: SplitEvaluation) -> Integers:
    """Return the true class of each example, shape (n,)."""
    return class_indices(evaluation.labels)


def predictions_of(evaluation: SplitEvaluation) -> Integers:
    """Return the class that the model put on each example, shape (n,)."""
    return class_indices(evaluation.predictions)


def probabilities_of(evaluation: SplitEvaluation) -> Floats | None:
    """Return the probability of class 1 of each example, shape (n,); None for more than two classes."""
    if evaluation.probabilities is None:
        return None
    return np.array(evaluation.probabilities, dtype=np.float64)


def predictions_at(probabilities: Floats, threshold: float) -> Integers:
    """Return the class put on each example: positive when its probability exceeds the threshold."""
    return (probabilities > threshold).astype(np.int64)


def matrix_at(labels: Integers, probabilities: Floats, threshold: float) -> list[list[int]]:
    """Return the confusion matrix at a threshold, shape (2, 2), true classes in rows."""
    counts = np.bincount(2 * labels + predictions_at(probabilities, threshold), minlength=4)
    return [[int(counts[0]), int(counts[1])], [int(counts[2]), int(counts[3])]]


def has_both_classes(labels: Integers) -> bool:
    """Tell whether a split holds positives and negatives, without which rates are undefined."""
    return bool(0 < np.count_nonzero(labels == POSITIVE) < len(labels))
