"""The reliability curve is that of scikit-learn."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.calibration import calibration_curve

from generator.pneumonia.answers import answers
from generator.pneumonia.calibration import BINS, mean_excess, reliability
from tests.generator.pneumonia.sample import noisy, pneumonia_result


@given(st.integers(0, 10_000), st.integers(10, 200))
@settings(deadline=None, max_examples=30)
def test_the_reliability_curve_is_that_of_scikit_learn(seed: int, count: int) -> None:
    test = answers(pneumonia_result(test=noisy(seed, count)), "test")
    bins = reliability(test)
    observed, announced = calibration_curve(test.labels, test.probabilities, n_bins=BINS)
    assert [b.observed for b in bins] == pytest.approx(observed)
    assert [b.announced for b in bins] == pytest.approx(announced)
    assert sum(b.images for b in bins) == count
    assert all(b.low - 1e-9 <= b.observed <= b.high + 1e-9 for b in bins)


@given(st.integers(0, 10_000))
@settings(deadline=None, max_examples=20)
def test_the_excess_is_the_difference_of_the_means(seed: int) -> None:
    test = answers(pneumonia_result(test=noisy(seed, 60)), "test")
    excess = test.probabilities.mean() - test.labels.mean()
    assert mean_excess(test, np.ones(60)) == pytest.approx(excess)
    np.testing.assert_allclose(mean_excess(test, np.ones((3, 60))), excess)
