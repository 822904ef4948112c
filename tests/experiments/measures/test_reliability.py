"""The reliability curve and the errors are those of scikit-learn."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.calibration import calibration_curve
from sklearn.metrics import brier_score_loss

from experiments.measures.answers import Floats, Integers
from experiments.measures.reliability import BINS, excess, reliability, squared_errors


def drawn(seed: int, count: int) -> tuple[Integers, Floats]:
    generator = np.random.default_rng(seed)
    return generator.integers(0, 2, count), generator.random(count)


@given(st.integers(0, 10_000), st.integers(10, 200))
@settings(max_examples=30)
def test_the_reliability_curve_is_that_of_scikit_learn(seed: int, count: int) -> None:
    labels, probabilities = drawn(seed, count)
    bins = reliability(labels, probabilities)
    observed, announced = calibration_curve(labels, probabilities, n_bins=BINS)
    assert [b.observed for b in bins] == pytest.approx(observed)
    assert [b.announced for b in bins] == pytest.approx(announced)
    assert sum(b.examples for b in bins) == count
    assert all(0 <= b.low <= b.observed <= b.high <= 1 for b in bins)


def test_probabilities_of_zero_and_one_belong_to_the_outer_bins() -> None:
    first, last = reliability(np.array([0, 1]), np.array([0.0, 1.0]))
    assert (first.announced, first.observed, last.announced, last.observed) == (0, 0, 1, 1)


@given(st.integers(0, 10_000))
@settings(max_examples=20)
def test_errors_sum_up_to_the_excess_and_to_the_score_of_brier(seed: int) -> None:
    labels, probabilities = drawn(seed, 60)
    assert excess(labels, probabilities).mean() == pytest.approx(probabilities.mean() - labels.mean())
    assert squared_errors(labels, probabilities).mean() == pytest.approx(
        brier_score_loss(labels, probabilities, pos_label=1)
    )
