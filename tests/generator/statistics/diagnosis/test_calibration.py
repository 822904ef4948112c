"""The errors of probabilities are those of scikit-learn."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import brier_score_loss

from generator.statistics.diagnosis.answers import answers
from tests.generator.lab.pneumonia.sample import noisy, pneumonia_result


@given(st.integers(0, 10_000))
@settings(deadline=None, max_examples=20)
def test_errors_sum_up_to_the_excess_and_to_the_score_of_brier(seed: int) -> None:
    test = answers(pneumonia_result(test=noisy(seed, 60)), "test")
    assert test.excess.mean() == pytest.approx(test.probabilities.mean() - test.labels.mean())
    assert test.squared_errors.mean() == pytest.approx(brier_score_loss(test.labels, test.probabilities))
