"""The rule on cost: weights and multiply-adds, one against the other."""

from unittest.mock import patch

import pytest

from experiments.results.schema import Result
from generator.rules import cheaper_than as rule
from generator.rules.cheaper_than import cheaper_than
from tests.generator.rule_text import words
from tests.generator.sample_layers import convolution, dense, flatten, network, pooling
from tests.generator.samples import sample, sample_record


def convolutional(filters: int, *, reduced: bool) -> Result:
    """Make a network with its pooling before or after its convolution."""
    record = sample_record("cnn-2")
    after = [2, 2, filters]
    layers = (
        [pooling([4, 4, 1], "pool", "input"), convolution([2, 2, 1], filters, 2, "conv", "pool")]
        if reduced
        else [convolution([4, 4, 1], filters, 2, "conv", "input"), pooling([4, 4, filters], "pool", "conv")]
    )
    record["model"] = network(
        [4, 4, 1],
        *layers,
        flatten(after, "flatten", "pool"),
        dense(4 * filters, 4, "softmax", "dense", "flatten"),
    )
    return Result.model_validate(record)


def unknown_layer() -> Result:
    """Make a network with a layer whose work is not known."""
    record = sample_record("cnn-1")
    record["model"]["layers"][2]["type"] = "PoolingOfAnother"
    return Result.model_validate(record)


@pytest.mark.parametrize(
    ("first", "second", "case"),
    [
        (sample("cnn-2"), sample("cnn-1"), "cheaper"),
        (sample("cnn-1"), sample("cnn-2"), "dearer"),
        # More weights, but on a smaller image.
        (convolutional(3, reduced=True), convolutional(2, reduced=False), "mixed"),
        (sample("cnn-1"), sample("cnn-1"), "same"),
    ],
)
def test_every_case(first: Result, second: Result, case: str) -> None:
    assert cheaper_than(first, second).case == case


def test_the_sentence_says_how_many_times() -> None:
    assert words(cheaper_than(sample("cnn-2"), sample("cnn-1"))) == (
        "Comparé au CNN 1, le CNN 2 a 1,6 fois moins de poids et fait 2,1 fois moins de "
        "multiplications-additions. L’entraînement du CNN 2 a parcouru 120 images en 30 lots ; celui du CNN "
        "1, 120 images en 15 lots."
    )


def test_networks_almost_alike_are_not_so_many_times_one_another() -> None:
    record = sample_record("cnn-1")
    record["model"]["parameters"] += 1
    record["model"]["layers"][0]["parameters"] += 1
    assert words(cheaper_than(Result.model_validate(record), sample("cnn-1"))) == (
        "Comparé au CNN 1, le CNN 1 a un peu plus de poids et fait autant de multiplications-additions. "
        "Leurs entraînements ont parcouru autant : 120 images en 15 lots."
    )


def test_multiply_adds_that_are_not_known_leave_the_question_open() -> None:
    with patch.object(rule, "multiply_adds", return_value=None):
        verdict = cheaper_than(sample("cnn-2"), sample("cnn-1"))
    assert verdict.case == "uncounted"
    assert "1,6 fois moins de poids ; les multiplications-additions de l’un des deux" in words(verdict)


def test_the_cost_of_an_answer_is_not_that_of_the_training() -> None:
    record = sample_record("cnn-1")
    record["training"]["batch_size"] = 1
    verdict = cheaper_than(Result.model_validate(record), sample("cnn-1"))
    assert (verdict.case, words(verdict)) == (
        "same",
        "Le CNN 1 et le CNN 1 ont autant de poids et font autant de calculs pour répondre. "
        "L’entraînement du CNN 1 a parcouru 120 images en 120 lots ; celui du CNN 1, 120 images en 15 lots.",
    )


@pytest.mark.parametrize(("units", "said"), [(11, "un peu plus de poids"), (14, "1,2 fois plus de poids")])
def test_a_few_per_cent_are_not_1_1_times_more(units: int, said: str) -> None:
    def with_units(units: int) -> Result:
        record = sample_record("mlp-raw-1")
        layers = dense(99, units, "relu", "dense", "input_layer"), dense(units, 4, "softmax", "o", "dense")
        record["model"] = network([99], *layers)
        return Result.model_validate(record)

    assert said in words(cheaper_than(with_units(units), with_units(10 if units == 11 else 12)))
