"""The threshold: as high as the wanted recall allows, and never chosen on too few ill children."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest

from experiments.measures.threshold import WANTED_RECALL, positives_needed
from generator.statistics.diagnosis.answers import answers
from generator.statistics.diagnosis.threshold import threshold_of
from tests.generator.lab.pneumonia.sample import noisy, pneumonia_result


def lower_bound(found: int, positives: int) -> float:
    return float(binomtest(found, positives).proportion_ci(0.95, method="wilson").low)


@given(st.integers(1, 600))
@settings(deadline=None)
def test_just_enough_positives_are_needed(positives: int) -> None:
    needed = positives_needed(positives)
    assert 1 <= needed <= positives + 1
    if needed <= positives:
        assert lower_bound(needed, positives) >= WANTED_RECALL
    assert lower_bound(needed - 1, positives) < WANTED_RECALL


@given(st.integers(0, 10_000), st.integers(200, 400))
@settings(deadline=None, max_examples=20)
def test_the_highest_threshold_that_keeps_the_recall_is_chosen(seed: int, count: int) -> None:
    validation = answers(pneumonia_result(validation=noisy(seed, count)), "validation")
    threshold = threshold_of(validation)
    positives = validation.labels.sum()
    counts = validation.counts(threshold.value)
    assert threshold.chosen
    assert counts.true_positives == threshold.needed.value
    assert lower_bound(counts.true_positives, positives) >= WANTED_RECALL
    # Any higher threshold that changes something loses an ill child too many.
    higher = np.min(validation.probabilities[validation.probabilities > threshold.value])
    assert lower_bound(validation.counts(higher).true_positives, positives) < WANTED_RECALL


def test_eight_ill_children_choose_nothing() -> None:
    labels = [0] * 8 + [1] * 8
    result = pneumonia_result(validation=(labels, np.linspace(0, 1, 16).tolist()))
    threshold = threshold_of(answers(result, "validation"))
    assert (threshold.value, threshold.chosen, threshold.positives.value) == (0.5, False, 8)
    assert threshold.best_bound.value == pytest.approx(lower_bound(8, 8))


def test_the_threshold_comes_from_validation() -> None:
    threshold = threshold_of(answers(pneumonia_result(validation=noisy(1, 300)), "validation"))
    assert set(threshold.quantity.sources) == {
        "results/cnn-pneumonia.json#/evaluation/validation/labels",
        "results/cnn-pneumonia.json#/evaluation/validation/probabilities",
    }
