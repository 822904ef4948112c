"""The reliability curve and the errors are those of scikit-learn."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.calibration import calibration_curve
from sklearn.metrics import brier_score_loss

from generator.statistics.diagnosis.answers import answers
from generator.statistics.diagnosis.calibration import BINS, excess, reliability, squared_errors
from tests.generator.lab.pneumonia.sample import noisy, pneumonia_result


@given(st.integers(0, 10_000), st.integers(10, 200))
@settings(deadline=None, max_examples=30)
def test_the_reliability_curve_is_that_of_scikit_learn(seed: int, count: int) -> None:
    test = answers(pneumonia_result(test=noisy(seed, count)), "test")
    bins = reliability(test)
    observed, announced = calibration_curve(test.labels, test.probabilities, n_bins=BINS)
    assert [b.observed for b in bins] == pytest.approx(observed)
    assert [b.announced for b in bins] == pytest.approx(announced)
    assert sum(b.examples for b in bins) == count
    assert all(b.low - 1e-9 <= b.observed <= b.high + 1e-9 for b in bins)


@given(st.integers(0, 10_000))
@settings(deadline=None, max_examples=20)
def test_errors_sum_up_to_the_excess_and_to_the_score_of_brier(seed: int) -> None:
    test = answers(pneumonia_result(test=noisy(seed, 60)), "test")
    assert excess(test).mean() == pytest.approx(test.probabilities.mean() - test.labels.mean())
    assert squared_errors(test).mean() == pytest.approx(brier_score_loss(test.labels, test.probabilities))
