"""The rule on cost: weights and multiply-adds, one against the other."""

from unittest.mock import patch

import pytest

from experiments.results.schema import Result
from generator.rules import cheaper_than as rule
from generator.rules.cheaper_than import cheaper_than
from generator.rules.decision import Outcome
from tests.generator.rule_text import plain, said, words
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


@pytest.mark.parametrize(
    ("first", "second", "case", "left_out"),
    [
        (
            "mlp-hog-1",
            "mlp-raw-1",
            "network",
            "le calcul du descripteur HOG pour le MLP 1 sur HOG",
        ),
        (
            "mlp-raw-1",
            "mlp-hog-1",
            "network",
            "le calcul du descripteur HOG pour le MLP 1 sur HOG",
        ),
        ("mlp-hog-2", "mlp-hog-1", "network", "ce qui prépare les entrées"),
        ("mlp-raw-2", "mlp-raw-1", "", ""),
    ],
)
def test_inputs_that_are_not_prepared_alike_leave_the_whole_cost_unknown(
    first: str, second: str, case: str, left_out: str
) -> None:
    verdict = cheaper_than(sample(first), sample(second))
    if case:
        assert verdict.case in ("cheaper-network", "dearer-network", "same-network")
        assert (verdict.outcome, said(verdict).label[:9]) == (Outcome.INCONCLUSIVE, "Le réseau")
        assert f"multiplications-additions, sans compter {left_out}." in words(verdict)
    else:
        assert not verdict.case.endswith("-network")
        assert "sans compter" not in words(verdict)


@pytest.mark.parametrize(("units", "case"), [(9, "cheaper"), (10, "same"), (11, "dearer")])
def test_every_case_of_networks_on_other_inputs(units: int, case: str) -> None:
    def described(units: int, side: int) -> Result:
        record = sample_record("mlp-hog-1")
        record["data"]["description"]["pixels_per_cell"] = side
        layers = dense(99, units, "relu", "dense", "input_layer"), dense(units, 4, "softmax", "o", "dense")
        record["model"] = network([99], *layers)
        return Result.model_validate(record)

    assert cheaper_than(described(units, 2), described(10, 4)).case == f"{case}-network"


def test_durations_say_what_they_ran_on_where_that_differs() -> None:
    record = sample_record("cnn-1")
    record["training"]["backend"] = "jax"
    alike, apart = (
        [plain(each.value) for each in said(cheaper_than(first, sample("cnn-1"))).evidence]
        for first in (sample("cnn-2"), Result.model_validate(record))
    )
    assert all("(" not in each for each in alike)
    assert [each.rpartition(" ")[2] for each in apart] == ["(jax)", "(tensorflow)"]
