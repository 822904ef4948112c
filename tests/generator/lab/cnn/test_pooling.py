"""Two networks are compared on their pooling only when nothing else sets them apart."""

from typing import Any

import pytest

from experiments.results.schema import Result
from generator.lab.cnn.pooling import pooling_comparison
from tests.generator.sample_layers import dense
from tests.generator.sample_losses import loss
from tests.generator.samples import sample, sample_record


def alike(**training: Any) -> list[Result]:
    """Return the two convolutional models, trained alike, then with other settings for the second."""
    first, second = sample_record("cnn-1"), sample_record("cnn-2")
    second["training"] = {**first["training"], **training}
    return [Result.model_validate(first), Result.model_validate(second)]


@pytest.mark.parametrize("order", [slice(None), slice(None, None, -1)])
def test_the_one_with_more_pooling_is_found_whatever_the_order(order: slice) -> None:
    comparison = pooling_comparison(alike()[order])
    assert comparison is not None
    assert (comparison.more.id, comparison.less.id) == ("cnn-2", "cnn-1")
    assert [line.model.id for line in comparison.comparison.lines] == ["cnn-1", "cnn-2"]


@pytest.mark.parametrize(
    "training", [{"batch_size": 4}, {"loss": loss("mean_squared_error")}, {"patience": 2}]
)
def test_another_setting_of_the_training_forbids_the_comparison(training: dict[str, Any]) -> None:
    assert pooling_comparison(alike(**training)) is None


def test_another_seed_does_not() -> None:
    assert pooling_comparison(alike(seed=9)) is not None


def test_another_layer_forbids_the_comparison() -> None:
    first, second = alike()
    record = second.model_dump()
    record["model"]["layers"][-1] = dense(2, 4, "sigmoid", "dense", "flatten")
    assert pooling_comparison([first, Result.model_validate(record)]) is None


def test_a_pooling_of_another_kind_forbids_the_comparison() -> None:
    first, second = alike()
    record = second.model_dump()
    record["model"]["layers"][1]["config"]["pool_size"] = [4, 4]
    assert pooling_comparison([first, Result.model_validate(record)]) is None


def test_models_with_as_many_poolings_are_not_compared() -> None:
    assert pooling_comparison([sample("cnn-1"), sample("cnn-1")]) is None
