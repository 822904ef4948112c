"""How many models misread each example."""

import numpy as np
import pytest

from experiments.measures.shared_errors import misreadings, tally
from experiments.results.evaluation import SplitEvaluation


def said(labels: str, predictions: str) -> SplitEvaluation:
    matrix = [[0] * 3 for _ in range(3)]
    for label, prediction in zip(labels, predictions, strict=True):
        matrix[int(label)][int(prediction)] += 1
    right = sum(matrix[i][i] for i in range(3))
    return SplitEvaluation(
        count=len(labels),
        loss=0.5,
        loss_standard_error=0.1,
        accuracy=right / len(labels),
        confusion_matrix=matrix,
        labels=labels,
        predictions=predictions,
        probabilities=None,
        misread_losses=[1.0] * (len(labels) - right),
    )


def test_each_example_counts_the_models_that_misread_it() -> None:
    wrong = misreadings([said("0120", "0121"), said("0120", "0211"), said("0120", "0021")])
    assert wrong.tolist() == [0, 2, 1, 3]
    assert tally(wrong, 3) == [1, 1, 1, 1]


def test_every_number_of_models_is_counted_even_when_no_example_has_it() -> None:
    assert tally(np.array([0, 0, 0]), 2) == [3, 0, 0]


def test_models_given_other_examples_are_not_compared() -> None:
    with pytest.raises(ValueError, match="not about the same examples"):
        misreadings([said("012", "012"), said("210", "210")])
