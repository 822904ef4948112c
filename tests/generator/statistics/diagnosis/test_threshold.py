"""The threshold: as high as the wanted recall allows, and never chosen on too few patients."""

import numpy as np
import pytest
from scipy.stats import binomtest

from generator.statistics.diagnosis.answers import answers
from generator.statistics.diagnosis.threshold import threshold_of
from tests.generator.lab.pneumonia.sample import noisy, pneumonia_result


def lower_bound(found: int, positives: int) -> float:
    return float(binomtest(found, positives).proportion_ci(0.95, method="wilson").low)


def test_eight_ill_children_choose_nothing() -> None:
    labels = [0] * 8 + [1] * 8
    result = pneumonia_result(validation=(labels, np.linspace(0, 1, 16).tolist()))
    threshold = threshold_of(answers(result, "validation"))
    assert (threshold.value, threshold.chosen, threshold.enough) == (0.5, False, False)
    assert (threshold.positives.value, threshold.patients.value) == (8, 8)
    assert threshold.best_bound.value == pytest.approx(lower_bound(8, 8))


def test_the_threshold_comes_from_validation() -> None:
    threshold = threshold_of(answers(pneumonia_result(validation=noisy(1, 300)), "validation"))
    assert threshold.chosen
    assert set(threshold.quantity.sources) == {
        "results/cnn-pneumonia.json#/evaluation/validation/labels",
        "results/cnn-pneumonia.json#/evaluation/validation/probabilities",
    }


def test_a_threshold_near_certainty_never_reads_as_one() -> None:
    labels, probabilities = [0] * 100 + [1] * 100, [0.999999] * 100 + [0.9999999] * 100
    threshold = threshold_of(answers(pneumonia_result(validation=(labels, probabilities)), "validation"))
    assert threshold.quantity.text.startswith("0,99999")
