"""Published scores against ours: one training, then several."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import fisher_exact, norm, ttest_ind

from experiments.results.schema import Result
from generator.lab.review.published_scores import (
    PublishedScores,
    compare_scores,
    images_right,
    one_more_training,
    trainings,
)
from generator.statistics.corrections import holm
from tests.generator import replicas
from tests.generator.lab.review.seed_samples import IMAGES, seed_result, ten_thousand


def replicated(result: Result, *scores: tuple[int, float]) -> Result:
    """Return a result with one more training per pair of a number of errors and a loss."""
    return replicas.replicated(result, ({"test": ten_thousand(*each)} for each in scores))


@given(st.integers(1, 20_000), st.data())
def test_an_accuracy_in_either_precision_stands_for_its_images(images: int, data: st.DataObject) -> None:
    right = data.draw(st.integers(0, images))
    assert images_right(right / images, images) == right
    assert images_right(float(np.float32(right / images)), images) == right


@pytest.mark.parametrize("accuracy", [0.97261, 0.972599983215, 0.5000001])
def test_another_accuracy_stands_for_none(accuracy: float) -> None:
    assert images_right(accuracy, IMAGES) is None


@settings(max_examples=15, deadline=None)
@given(st.integers(100, 400), st.integers(100, 400), st.floats(0.05, 0.15), st.floats(0.05, 0.15))
def test_one_training_is_compared_by_fisher_and_by_the_normal_law(
    wrong: int, published: int, loss: float, published_loss: float
) -> None:
    right = IMAGES - published
    scores = PublishedScores(published_loss, right / IMAGES, right, seed_result(wrong=wrong, loss=loss))
    (compared,) = compare_scores([scores]).values()
    accuracy = float(fisher_exact([[IMAGES - wrong, wrong], [right, published]]).pvalue)
    difference = abs(loss - published_loss) / (0.006 * math.sqrt(2))
    p_values = holm([accuracy, 2 * float(norm.sf(difference))])
    assert [compared.p["accuracy"], compared.p["loss"]] == pytest.approx(p_values)
    assert compared.compatible("accuracy") == (p_values[0] >= 0.05)
    assert compared.compatible("loss") == (p_values[1] >= 0.05)


def test_all_comparisons_are_corrected_together() -> None:
    alone = PublishedScores(0.09, 0.9686, 9686, seed_result("mlp-raw-1", wrong=274, loss=0.09))
    p = compare_scores([alone])["mlp-raw-1"].p["accuracy"]
    others = [
        PublishedScores(0.08, 0.98, 9800, seed_result(name, wrong=200, loss=0.08))
        for name in ("mlp-raw-2", "mlp-raw-3", "mlp-hog-1")
    ]
    together = compare_scores([alone, *others])["mlp-raw-1"].p["accuracy"]
    assert together == pytest.approx(4 * p)


@given(
    st.lists(st.integers(9000, 9990), min_size=2, max_size=8, unique=True),
    st.integers(9000, 9990),
)
def test_one_more_training_is_predicted_by_student(right: list[int], score: int) -> None:
    shares = [number / IMAGES for number in right]
    expected = ttest_ind(shares, [score / IMAGES]).pvalue
    assert one_more_training(shares, score / IMAGES) == pytest.approx(expected, rel=1e-6, abs=1e-9)


def test_trainings_that_never_vary_predict_nothing_else() -> None:
    assert one_more_training([0.97, 0.97], 0.97) == 1
    assert one_more_training([0.97, 0.97], 0.96) == 0


@pytest.mark.parametrize(("score", "expected"), [(0.97, 1.0), (0.96, 0.0)])
def test_scores_that_differ_by_a_rounding_are_as_good_as_equal(score: float, expected: float) -> None:
    scores = [0.97, math.nextafter(0.97, 1), math.nextafter(0.97, 0)]
    assert one_more_training(scores, score) == pytest.approx(expected, abs=1e-9)


def test_several_trainings_decide_together() -> None:
    result = replicated(seed_result(wrong=280, loss=0.09), (270, 0.091), (290, 0.089))
    scores = PublishedScores(0.2, 0.9726, 9726, result)
    compared = compare_scores([scores])["mlp-raw-1"]
    accuracies, losses = [0.972, 0.973, 0.971], [0.09, 0.091, 0.089]
    p_values = holm([one_more_training(accuracies, 0.9726), one_more_training(losses, 0.2)])
    assert [compared.p["accuracy"], compared.p["loss"]] == pytest.approx(p_values)
    assert (compared.compatible("accuracy"), compared.compatible("loss")) == (True, False)
    assert [*trainings(result, "accuracy")][1] == (
        "results/replicates/mlp-raw-1-seed-2.json#/evaluation/test/accuracy"
    )


def test_a_loss_without_error_is_the_same_or_is_not() -> None:
    result = seed_result(loss=0.09)
    evaluation = {
        **result.evaluation,
        "test": result.evaluation["test"].model_copy(update={"loss_standard_error": 0.0}),
    }
    certain = result.model_copy(update={"evaluation": evaluation})
    for loss, p in ((0.09, 1), (0.0901, 0)):
        compared = compare_scores([PublishedScores(loss, 0.9726, 9726, certain)])["mlp-raw-1"]
        assert compared.p["loss"] == p
