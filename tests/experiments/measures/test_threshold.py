"""The threshold: as high as the wanted recall allows, and never chosen on too few positives."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest

from experiments.measures.answers import matrix_at
from experiments.measures.threshold import WANTED_RECALL, choose_threshold, positives_needed


def lower_bound(found: int, positives: int) -> float:
    return float(binomtest(found, positives).proportion_ci(0.95, method="wilson").low)


@given(st.integers(1, 600))
def test_just_enough_positives_are_needed(positives: int) -> None:
    needed = positives_needed(positives)
    assert 1 <= needed <= positives + 1
    if needed <= positives:
        assert lower_bound(needed, positives) >= WANTED_RECALL
    assert lower_bound(needed - 1, positives) < WANTED_RECALL


@given(st.integers(0, 10_000), st.integers(200, 400))
@settings(max_examples=20)
def test_the_highest_threshold_that_keeps_the_recall_is_chosen(seed: int, count: int) -> None:
    generator = np.random.default_rng(seed)
    labels = generator.integers(0, 2, count)
    probabilities = np.clip(0.3 * labels + 0.7 * generator.random(count), 0, 1)
    threshold = choose_threshold(labels, probabilities)
    positives = int(labels.sum())
    assert threshold.chosen
    found = matrix_at(labels, probabilities, threshold.value)[1][1]
    assert found == threshold.needed
    assert lower_bound(found, positives) >= WANTED_RECALL
    # Any higher threshold that changes something loses a positive too many.
    higher = float(np.min(probabilities[probabilities > threshold.value]))
    assert lower_bound(matrix_at(labels, probabilities, higher)[1][1], positives) < WANTED_RECALL


@pytest.mark.parametrize("positives", [0, 8])
def test_too_few_positives_choose_nothing(positives: int) -> None:
    labels = np.array([0] * 8 + [1] * positives)
    threshold = choose_threshold(labels, np.linspace(0, 1, len(labels)))
    assert (threshold.value, threshold.chosen, threshold.positives) == (0.5, False, positives)
    assert threshold.needed == positives + 1
