"""Curves and areas are those of scikit-learn, with and without weights."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from sklearn.metrics import average_precision_score, precision_recall_curve, roc_auc_score, roc_curve

from experiments.measures.ranking import average_precision, roc_area, sweep

CASES = st.lists(
    st.tuples(st.integers(0, 1), st.integers(0, 8), st.integers(0, 3)), min_size=2, max_size=40
).filter(lambda cases: {label for label, _, weight in cases if weight} == {0, 1})


def arrays(
    cases: list[tuple[int, int, int]],
) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]]:
    labels, values, weights = np.array(cases).T
    return labels, values / 8, weights.astype(np.float64)


@given(CASES)
@settings(deadline=None)
def test_areas_are_those_of_scikit_learn(cases: list[tuple[int, int, int]]) -> None:
    labels, probabilities, weights = arrays(cases)
    swept = sweep(labels, probabilities)
    assert roc_area(swept) == pytest.approx(roc_auc_score(labels, probabilities))
    assert average_precision(swept) == pytest.approx(average_precision_score(labels, probabilities))
    weighted = sweep(labels, probabilities, weights)
    assert roc_area(weighted) == pytest.approx(roc_auc_score(labels, probabilities, sample_weight=weights))
    assert average_precision(weighted) == pytest.approx(
        average_precision_score(labels, probabilities, sample_weight=weights)
    )


@given(CASES)
@settings(deadline=None)
def test_many_weights_at_once_are_each_of_them_alone(cases: list[tuple[int, int, int]]) -> None:
    labels, probabilities, weights = arrays(cases)
    several = np.stack([weights, weights + 1])
    together = sweep(labels, probabilities, several)
    for row, alone in enumerate(several):
        swept = sweep(labels, probabilities, alone)
        assert roc_area(together)[row] == pytest.approx(float(roc_area(swept)))
        assert average_precision(together)[row] == pytest.approx(float(average_precision(swept)))


@given(CASES)
@settings(deadline=None)
def test_curves_are_those_of_scikit_learn(cases: list[tuple[int, int, int]]) -> None:
    labels, probabilities, _ = arrays(cases)
    swept = sweep(labels, probabilities)
    false_alarms, recall, thresholds = roc_curve(labels, probabilities, drop_intermediate=False)
    np.testing.assert_allclose(swept.thresholds, thresholds[1:])
    np.testing.assert_allclose(swept.false_alarm_rate, false_alarms[1:])
    np.testing.assert_allclose(swept.recall, recall[1:])
    precision, recall, _ = precision_recall_curve(labels, probabilities)
    np.testing.assert_allclose(swept.precision, precision[-2::-1])
    np.testing.assert_allclose(swept.recall, recall[-2::-1])
