"""Patients are drawn whole, reproducibly, and the interval is that of the draws."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm

from generator.statistics.diagnosis.resampling import OTHER_SEED, REPLICATES, interval, patient_weights


@given(st.lists(st.integers(0, 20), min_size=1, max_size=30))
@settings(deadline=None, max_examples=25)
def test_images_of_a_patient_are_drawn_together_and_patients_keep_their_number(patients: list[int]) -> None:
    weights = patient_weights(np.array(patients))
    assert weights.shape == (REPLICATES, len(patients))
    drawn = {patient: weights[:, patients.index(patient)] for patient in patients}
    for position, patient in enumerate(patients):
        np.testing.assert_array_equal(weights[:, position], drawn[patient])
    np.testing.assert_array_equal(sum(drawn.values()), len(drawn))


def test_two_computations_give_the_same_draws() -> None:
    patients = np.arange(50) // 2
    np.testing.assert_array_equal(patient_weights(patients), patient_weights(patients))


def test_two_samples_are_drawn_apart() -> None:
    patients = np.arange(50)
    first, second = patient_weights(patients), patient_weights(patients, OTHER_SEED)
    correlation = np.corrcoef(first.ravel(), second.ravel())[0, 1]
    assert abs(correlation) < 0.02


def test_the_interval_of_a_mean_is_that_of_theory() -> None:
    values = np.random.default_rng(0).normal(3, 1, 2000)
    bounds = interval(lambda w: (w @ values) / w.sum(axis=-1), patient_weights(np.arange(2000)))
    assert bounds is not None
    half_width = norm.ppf(0.975) * values.std() / np.sqrt(2000)
    assert bounds == pytest.approx((values.mean() - half_width, values.mean() + half_width), abs=0.01)


def test_images_of_one_patient_widen_the_interval() -> None:
    values = np.repeat(np.random.default_rng(0).normal(0, 1, 100), 4)

    def width(patients: list[int]) -> float:
        bounds = interval(lambda w: (w @ values) / w.sum(axis=-1), patient_weights(np.array(patients)))
        assert bounds is not None
        return bounds[1] - bounds[0]

    assert width([i // 4 for i in range(400)]) > 1.7 * width(list(range(400)))


def test_without_anything_that_varies_there_is_no_interval() -> None:
    weights = patient_weights(np.arange(5))
    assert interval(lambda w: np.ones(len(w)), weights) is None
    assert interval(lambda w: np.full(len(w), np.nan), weights) is None
