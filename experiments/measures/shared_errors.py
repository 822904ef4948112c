"""The examples that few or many models misread."""

from collections.abc import Sequence

import numpy as np

from experiments.measures.answers import Integers, labels_of, predictions_of
from experiments.results.evaluation import SplitEvaluation


def misreadings(evaluations: Sequence[SplitEvaluation]) -> Integers:
    """Return how many models misread each example, shape (n,).

    Parameters
    ----------
    evaluations : sequence of SplitEvaluation
        What each model said of the same examples, in the same order.

    Raises
    ------
    ValueError
        If the models were not given the same examples.
    """
    if len({tuple(evaluation.labels) for evaluation in evaluations}) != 1:
        raise ValueError("the evaluations are not about the same examples")
    labels = labels_of(evaluations[0])
    wrong = [predictions_of(evaluation) != labels for evaluation in evaluations]
    return np.asarray(np.sum(wrong, axis=0), dtype=np.int64)


def tally(misread: Integers, models: int) -> list[int]:
    """Return how many examples are misread by no model, by one… by all: `models` + 1 counts."""
    return [int(count) for count in np.bincount(misread, minlength=models + 1)]
