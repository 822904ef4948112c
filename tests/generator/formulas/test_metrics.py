"""Scores: formulas from counts give what scikit-learn and SciPy give from the answers."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from math_core import LatexToMathML
from sklearn import metrics as reference
from sklearn.utils.class_weight import compute_class_weight

from generator.formulas.equation import Equation
from generator.formulas.metrics import BinaryCounts, accuracy, class_weight
from tests.generator.formulas.latex_evaluator import evaluate

MATHML = LatexToMathML()
ANSWERS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=60)


def _check(equation: Equation | None, expected: Callable[[], float], defined: bool) -> None:
    assert (equation is not None) is defined
    if equation is not None:
        assert equation.value == pytest.approx(expected())
        assert evaluate(equation.right.substituted) == pytest.approx(equation.value)
        MATHML.convert_with_local_state(equation.aligned, displaystyle=True)


@given(ANSWERS, st.integers(0, 3))
@settings(deadline=None)
def test_scores_are_those_of_scikit_learn(answers: list[tuple[int, int]], positive: int) -> None:
    truth, prediction = np.array(answers).T
    matrix = reference.confusion_matrix(truth, prediction, labels=range(4)).tolist()
    counts = BinaryCounts.of_class(matrix, positive)
    true, called = truth == positive, prediction == positive
    _check(counts.accuracy, lambda: reference.accuracy_score(true, called), True)
    _check(counts.precision, lambda: reference.precision_score(true, called), bool(called.any()))
    _check(counts.recall, lambda: reference.recall_score(true, called), bool(true.any()))
    _check(counts.specificity, lambda: reference.recall_score(~true, ~called), not true.all())
    _check(counts.f1, lambda: reference.f1_score(true, called), bool((true | called).any()))
    right = int(np.trace(matrix))
    _check(accuracy(right, len(answers)), lambda: reference.accuracy_score(truth, prediction), True)


def test_no_case_has_no_score() -> None:
    assert accuracy(0, 0) is None
    assert BinaryCounts(0, 0, 0, 0).accuracy is None


def test_the_constant_classifier_of_the_x_rays() -> None:
    """Always ill: 390 ill and 234 healthy give the .625 and .769 seen in a report as a result."""
    counts = BinaryCounts.of_class([[0, 234], [0, 390]], positive=1)
    assert counts.accuracy is not None and counts.f1 is not None and counts.specificity is not None
    assert counts.accuracy.value == pytest.approx(390 / 624)
    assert counts.f1.value == pytest.approx(2 * 390 / (2 * 390 + 234))
    assert counts.specificity.value == 0


@given(st.lists(st.integers(0, 3), min_size=4, max_size=50))
@settings(deadline=None)
def test_class_weights_are_the_balanced_weights_of_scikit_learn(labels: list[int]) -> None:
    present = np.unique(labels)
    expected = compute_class_weight("balanced", classes=present, y=labels)
    computed = [class_weight(len(labels), len(present), labels.count(label)).value for label in present]
    assert computed == pytest.approx(expected.tolist())


def test_scores_name_their_sources() -> None:
    counts = BinaryCounts(3, 1, 4, 2, ("r.json#/evaluation/test/confusion_matrix",))
    assert counts.f1 is not None
    assert counts.f1.sources == ("r.json#/evaluation/test/confusion_matrix",)
