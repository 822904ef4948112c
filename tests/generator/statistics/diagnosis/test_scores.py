"""Scores are those of scikit-learn, and proportions have the interval of SciPy."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest
from sklearn import metrics

from generator.statistics.diagnosis.answers import Answers, answers, training_replies
from generator.statistics.diagnosis.scores import Score, ranking_scores, threshold_scores
from tests.generator.lab.pneumonia.sample import counted, noisy, pneumonia_result

PROPORTIONS = ("exactitude", "précision", "rappel", "spécificité")


def measured(scores: list[Score]) -> dict[str, float]:
    return {score.name: float(score.value.value) for score in scores if score.value is not None}


def check(test: Answers, threshold: float) -> None:
    """Compare every score with scikit-learn's."""
    called = test.probabilities > threshold
    assert measured(threshold_scores(test, threshold)) == pytest.approx(
        {
            "exactitude": metrics.accuracy_score(test.labels, called),
            "précision": metrics.precision_score(test.labels, called),
            "rappel": metrics.recall_score(test.labels, called),
            "spécificité": metrics.recall_score(1 - test.labels, ~called),
            "F1": metrics.f1_score(test.labels, called),
        }
    )
    assert measured(ranking_scores(test)) == pytest.approx(
        {
            "aire ROC": metrics.roc_auc_score(test.labels, test.probabilities),
            "précision moyenne": metrics.average_precision_score(test.labels, test.probabilities),
            "score de Brier": metrics.brier_score_loss(test.labels, test.probabilities),
        }
    )


@given(st.integers(0, 10_000), st.integers(20, 120), st.floats(0.2, 0.6))
@settings(deadline=None, max_examples=20)
def test_scores_are_those_of_scikit_learn(seed: int, count: int, threshold: float) -> None:
    test = answers(pneumonia_result(test=noisy(seed, count)), "test")
    check(test, min(threshold, float(test.probabilities.max()) / 2))


@given(st.tuples(*[st.integers(1, 300)] * 4))
@settings(deadline=None, max_examples=20)
def test_intervals_of_proportions_are_those_of_scipy(counts: tuple[int, int, int, int]) -> None:
    test = answers(pneumonia_result(test=counted(*counts)), "test")
    tn, fp, fn, tp = counts
    expected = {
        "exactitude": (tn + tp, sum(counts)),
        "précision": (tp, tp + fp),
        "rappel": (tp, tp + fn),
        "spécificité": (tn, tn + fp),
    }
    for score in threshold_scores(test, 0.5):
        if score.name in PROPORTIONS:
            bounds = binomtest(*expected[score.name]).proportion_ci(0.95, method="wilson")
            assert score.low is not None and score.high is not None
            assert (score.low.value, score.high.value) == pytest.approx((bounds.low, bounds.high))


def test_intervals_by_resampling_hold_the_value() -> None:
    test = answers(pneumonia_result(test=noisy(3, 300)), "test")
    for score in [threshold_scores(test, 0.5)[-1], *ranking_scores(test)]:
        assert score.low is not None and score.high is not None and score.value is not None
        assert score.low.value < score.value.value < score.high.value


def test_precision_is_undefined_without_an_alarm() -> None:
    test = answers(pneumonia_result(test=counted(3, 0, 2, 0)), "test")
    precision = next(score for score in threshold_scores(test, 0.5) if score.name == "précision")
    assert (precision.value, precision.low, precision.high) == (None, None, None)


def test_a_perfect_area_has_no_interval_to_show() -> None:
    test = answers(pneumonia_result(test=counted(8, 0, 0, 8)), "test")
    area = ranking_scores(test)[0]
    assert area.value is not None
    assert (area.value.value, area.low) == (1.0, None)


@pytest.mark.parametrize("label", [0, 1])
def test_ranks_are_undefined_without_one_of_the_classes(label: int) -> None:
    test = answers(pneumonia_result(test=([label] * 4, [0.1, 0.4, 0.6, 0.9])), "test")
    area, mean, brier_score = ranking_scores(test)
    assert (area.value, area.low, mean.value, mean.low) == (None, None, None, None)
    assert brier_score.value is not None


def test_a_model_that_finds_nothing_where_there_is_nothing_has_no_f1() -> None:
    test = answers(pneumonia_result(test=([0] * 4, [0.1] * 4)), "test")
    assert threshold_scores(test, 0.5)[-1].value is None


def test_scores_on_training_images_have_no_interval_by_patient() -> None:
    training = training_replies(pneumonia_result(test=noisy(1, 30)))
    assert [score.value.value for score in threshold_scores(training, 0.5) if score.value] == [1.0] * 5
    assert threshold_scores(training, 0.5)[-1].low is None
    assert ranking_scores(training)[0].low is None
