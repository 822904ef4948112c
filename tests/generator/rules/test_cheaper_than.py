"""The rule on cost: weights and multiply-adds, one against the other."""

import re

import pytest

from experiments.results.schema import Result
from generator.rules.cheaper_than import cheaper_than
from generator.rules.verdict import Outcome
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
    ("first", "second", "outcome", "label"),
    [
        (sample("cnn-2"), sample("cnn-1"), Outcome.TRUE, "Oui"),
        (sample("cnn-1"), sample("cnn-2"), Outcome.FALSE, "Non, au contraire"),
        # More weights, but on a smaller image.
        (
            convolutional(3, reduced=True),
            convolutional(2, reduced=False),
            Outcome.INCONCLUSIVE,
            "Sur un point seulement",
        ),
        (sample("cnn-1"), sample("cnn-1"), Outcome.INCONCLUSIVE, "Ni plus ni moins"),
        (sample("cnn-1"), unknown_layer(), Outcome.INCONCLUSIVE, "Calculs inconnus"),
    ],
)
def test_every_outcome(first: Result, second: Result, outcome: Outcome, label: str) -> None:
    verdict = cheaper_than(first, second)
    assert (verdict.outcome, verdict.label) == (outcome, label)


def test_the_sentence_says_how_many_times() -> None:
    sentence = re.sub(r"<[^>]*>", "", cheaper_than(sample("cnn-2"), sample("cnn-1")).sentence)
    assert sentence == (
        "Comparé au CNN 1, le CNN 2 a 1,6 fois moins de poids et fait 2,1 fois moins de "
        "multiplications-additions."
    )
    mixed = cheaper_than(convolutional(3, reduced=True), convolutional(2, reduced=False)).sentence
    assert re.sub(r"<[^>]*>", "", mixed) == (
        "Comparé au CNN 2, le CNN 2 a 1,5 fois plus de poids, mais fait 1,7 fois moins de "
        "multiplications-additions."
    )
