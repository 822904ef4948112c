"""The rule on where weights are, whichever layer holds them."""

from typing import Any

import pytest

from experiments.results.schema import Result
from generator.rules.dense_weights import dense_weights
from tests.generator.rule_text import plain, said, words
from tests.generator.sample_layers import convolution, dense, flatten, network
from tests.generator.samples import sample, sample_record


def convolutional(filters: int) -> Result:
    """Make a network of one convolution whose dense layer receives one value."""
    record: dict[str, Any] = sample_record("cnn-2")
    record["model"] = network(
        [4, 4, 1],
        convolution([4, 4, 1], filters, 2, "conv", "input"),
        flatten([1, 1, 1], "flatten", "conv"),
        dense(1, 4, "softmax", "dense", "flatten"),
    )
    return Result.model_validate(record)


HEAVY, LIGHT = sample("mlp-raw-1"), convolutional(8)


@pytest.mark.parametrize(
    ("results", "case", "sentence"),
    [
        (
            [HEAVY, sample("mlp-raw-2")],
            "all",
            "Sur 2 réseaux entraînés (MLP sur les pixels), la première couche dense a chaque fois plus de "
            "poids que toutes les autres couches réunies : le nombre de poids d’un réseau tient à ce que "
            "reçoit cette couche et à sa largeur, plus qu’au nombre de couches.",
        ),
        (
            [LIGHT],
            "none",
            "Sur 1 réseau entraîné (CNN), la première couche dense n’a jamais plus de poids que toutes les "
            "autres couches réunies : il faut chercher ailleurs ce qui fait le nombre de poids d’un réseau.",
        ),
        (
            [HEAVY, LIGHT],
            "some",
            "Sur 2 réseaux entraînés (MLP sur les pixels et CNN), la première couche dense a plus de poids "
            "que toutes les autres couches réunies dans 1 cas, mais pas dans le CNN 2.",
        ),
    ],
)
def test_every_case(results: list[Result], case: str, sentence: str) -> None:
    verdict = dense_weights(results)
    assert (verdict.case, words(verdict)) == (case, sentence)
    assert verdict.subjects == tuple(result.id for result in results)


def test_the_evidence_is_the_share_of_each_model() -> None:
    [share] = said(dense_weights([HEAVY])).evidence
    assert share.name == "Première couche dense du MLP 1 sur les pixels"
    assert plain(share.value) == "51 poids sur 67"  # (16 + 1) × 3 of them, then (3 + 1) × 4


def test_half_of_the_weights_is_not_most_of_them() -> None:
    record = sample_record("mlp-raw-1")
    first, last = record["model"]["layers"]
    last["parameters"] = first["parameters"]
    record["model"]["parameters"] = 2 * first["parameters"]
    assert dense_weights([Result.model_validate(record)]).case == "none"
    last["parameters"] -= 1
    record["model"]["parameters"] -= 1
    assert dense_weights([Result.model_validate(record)]).case == "all"


def test_a_layer_that_the_graph_does_not_reach_does_not_count() -> None:
    record = sample_record("mlp-raw-1")
    stray = {**record["model"]["layers"][0], "name": "oubli", "connected": False, "parameters": 10**6}
    record["model"]["layers"].insert(0, stray)
    assert dense_weights([Result.model_validate(record)]).case == "all"


def test_of_two_branches_the_heaviest_first_layer_counts() -> None:
    record = sample_record("mlp-raw-1")
    light = dense(16, 1, "relu", "light", "input_layer")
    heavy = dense(16, 3, "relu", "heavy", "input_layer")
    last = {**dense(4, 4, "softmax", "last", "light"), "inputs": ["light", "heavy"]}
    record["model"] = network([16], light, heavy, last)
    [share] = said(dense_weights([Result.model_validate(record)])).evidence
    assert plain(share.value) == "51 poids sur 88"
