"""What enters a network and what leaves it."""

import pytest

from experiments.results.schema import Result
from generator.sections.inputs import describe_inputs, describe_outputs
from tests.generator.rule_text import plain
from tests.generator.sample_layers import dense, flatten, network
from tests.generator.samples import sample, sample_record


@pytest.mark.parametrize(
    ("identifier", "text"),
    [
        ("mlp-raw-1", "16 valeurs, soit les niveaux de gris de l’image, entre 0 et 1, mis bout à bout"),
        ("mlp-hog-1", "8 valeurs, celles du descripteur HOG de l’image"),
        (
            "cnn-1",
            "4 × 4 × 1 valeurs (hauteur × largeur × canaux), soit l’image elle-même, en niveaux de gris "
            "entre 0 et 1",
        ),
    ],
)
def test_inputs(identifier: str, text: str) -> None:
    assert plain(describe_inputs(sample(identifier))) == text


@pytest.mark.parametrize(
    ("units", "activation", "text"),
    [
        (4, "softmax", "4 valeurs, soit une probabilité par classe, de somme 1 grâce à softmax"),
        (
            1,
            "sigmoid",
            "1 valeur, soit la probabilité de la classe « 3 », entre 0 et 1 grâce à la sigmoïde",
        ),
        (4, "linear", "4 valeurs, soit une par classe, activation linear"),
        (4, "sigmoid", "4 valeurs, soit une par classe, activation sigmoid"),
        (1, "linear", "1 valeur, soit un score de « 3 », activation linear"),
    ],
)
def test_outputs(units: int, activation: str, text: str) -> None:
    record = sample_record()
    record["model"] = network([16], dense(16, units, activation, "dense", "input_layer"))
    assert plain(describe_outputs(Result.model_validate(record))) == text


@pytest.mark.parametrize(
    ("kind", "operation"), [("Softmax", False), ("Softmax", True), ("Activation", False)]
)
def test_a_function_of_its_own_gives_the_outputs(kind: str, operation: bool) -> None:
    record = sample_record()
    activation = {"activation": "softmax"} if kind == "Activation" else {}
    last = {**flatten([4], "last", "dense"), "type": kind, "operation": operation, "config": activation}
    record["model"] = network([16], dense(16, 4, "linear", "dense", "input_layer"), last)
    assert plain(describe_outputs(Result.model_validate(record))).endswith("grâce à softmax")


def test_a_last_layer_that_is_not_connected_says_nothing_of_the_outputs() -> None:
    record = sample_record()
    last = dense(16, 1, "sigmoid", "aside", "input_layer")
    record["model"]["layers"].append(last | {"connected": False})
    assert plain(describe_outputs(Result.model_validate(record))).endswith("grâce à softmax")
