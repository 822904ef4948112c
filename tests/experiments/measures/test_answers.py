"""Recorded answers as arrays."""

import numpy as np
import pytest

from experiments.measures.answers import (
    has_both_classes,
    labels_of,
    matrix_at,
    predictions_at,
    predictions_of,
    probabilities_of,
)
from experiments.results.schema import Result
from tests.experiments.result_sample import sample_record


def test_a_record_gives_its_arrays() -> None:
    record = sample_record()
    record["evaluation"]["test"]["probabilities"] = [0.1, 0.2, 0.9, 0.4]
    test = Result.model_validate(record).evaluation["test"]
    assert labels_of(test).tolist() == [0, 0, 1, 1]
    assert predictions_of(test).tolist() == [0, 0, 1, 0]
    probabilities = probabilities_of(test)
    assert probabilities is not None
    assert matrix_at(labels_of(test), probabilities, 0.5) == test.confusion_matrix


def test_without_probabilities_there_is_no_array() -> None:
    assert probabilities_of(Result.model_validate(sample_record()).evaluation["test"]) is None


def test_a_probability_equal_to_the_threshold_is_not_positive() -> None:
    assert predictions_at(np.array([0.49, 0.5, 0.51]), 0.5).tolist() == [0, 0, 1]


@pytest.mark.parametrize(("labels", "both"), [([], False), ([0, 0], False), ([1], False), ([0, 1], True)])
def test_rates_need_both_classes(labels: list[int], both: bool) -> None:
    assert has_both_classes(np.array(labels, dtype=np.int64)) is both
