"""The accuracy of a model over its trainings, by itself or against another."""

import pytest

from generator.statistics.mean_accuracy import compared_accuracy, mean_accuracy
from generator.statistics.tournament import contrast
from tests.generator.samples import errors, sample
from tests.generator.seeds import trained, with_seeds


def test_the_mean_accuracy_is_that_of_every_training() -> None:
    alone = mean_accuracy(sample("cnn-1"), "test")
    assert (alone.value, alone.formula) == (sample("cnn-1").evaluation["test"].accuracy, "")
    several = mean_accuracy(with_seeds(sample("cnn-1"), [errors(range(3)), errors(range(8))]), "test")
    assert several.value == pytest.approx((39 + 37 + 32) / 120)
    assert several.formula == "moyenne sur les entraînements"
    assert several.sources == (
        "results/cnn-1.json#/evaluation/test/accuracy",
        "results/replicates/cnn-1-seed-2.json#/evaluation/test/accuracy",
        "results/replicates/cnn-1-seed-3.json#/evaluation/test/accuracy",
    )


def test_against_a_model_without_replicates_only_the_primary_training_counts() -> None:
    several, single = trained("cnn-1", range(2), range(20)), trained("mlp-raw-1", range(4))
    accuracy = compared_accuracy(contrast(several, single, "test"), several)
    assert (accuracy.value, accuracy.formula) == (38 / 40, "")
    assert accuracy.sources == ("results/cnn-1.json#/evaluation/test/accuracy",)


def test_against_a_model_with_replicates_all_trainings_count() -> None:
    first, second = trained("cnn-1", range(2), range(20)), trained("mlp-raw-1", range(4), range(6))
    found = contrast(first, second, "test")
    assert [compared_accuracy(found, each).value for each in (first, second)] == [29 / 40, 35 / 40]
    assert len(compared_accuracy(found, second).sources) == 2
