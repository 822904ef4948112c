"""The mean of a difference, and whether other patients could change its sign."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import ttest_1samp

from generator.statistics.diagnosis.mean_difference import mean_difference
from generator.statistics.diagnosis.resampling import REPLICATES, patient_weights


@given(st.integers(0, 10_000), st.floats(-0.5, 0.5))
@settings(deadline=None, max_examples=25)
def test_p_is_small_when_the_interval_leaves_zero_out(seed: int, mean: float) -> None:
    values = np.random.default_rng(seed).normal(mean, 1, 40)
    found = mean_difference(values, patient_weights(np.arange(40)))
    assert found.value == pytest.approx(values.mean())
    assert found.low is not None and found.high is not None
    assert found.low <= found.value <= found.high
    # One draw in a thousand may fall on the limit.
    apart = found.low > 0 or found.high < 0
    assert found.p_value < 0.06 if apart else found.p_value > 0.04


def test_p_is_close_to_that_of_student() -> None:
    for shift in (0.0, 0.05, 0.1):
        values = np.random.default_rng(1).normal(0, 1, 500) + shift
        found = mean_difference(values, patient_weights(np.arange(500)))
        assert found.p_value == pytest.approx(ttest_1samp(values, 0).pvalue, abs=0.06)


@pytest.mark.parametrize("sign", [-1, 1])
def test_no_draw_beyond_zero_does_not_make_it_impossible(sign: int) -> None:
    values = sign * np.linspace(1, 2, 30)
    found = mean_difference(values, patient_weights(np.arange(30)))
    assert found.p_value == pytest.approx(2 / (REPLICATES + 1))


def test_no_difference_at_all_is_no_surprise() -> None:
    found = mean_difference(np.zeros(10), patient_weights(np.arange(10)))
    assert (found.value, found.low, found.high, found.p_value) == (0.0, None, None, 1.0)


def test_images_of_one_patient_count_together() -> None:
    values = np.repeat(np.random.default_rng(2).normal(0.3, 1, 20), 6)
    alone = mean_difference(values, patient_weights(np.arange(120)))
    together = mean_difference(values, patient_weights(np.repeat(np.arange(20), 6)))
    assert together.p_value > 2 * alone.p_value
