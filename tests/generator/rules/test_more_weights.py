"""The rule on depth and weights, and that no sentence of it can be false."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.results.schema import Result
from generator.rules.more_weights import more_weights
from generator.rules.verdict import Outcome, Verdict
from tests.generator.sample_layers import dense, network
from tests.generator.samples import sample_record

# Layers with weights and total of a network, as a chain of dense layers from one input.
Shape = tuple[int, int]


def model(identifier: str, shape: Shape) -> Result:
    """Make a model of so many layers with weights and, in all, at least so many weights."""
    layers, weights = shape
    units = max(1, (weights - 2 * (layers - 1)) // 2)
    chain = [dense(1, 1, "relu", f"dense_{i}", f"dense_{i - 1}") for i in range(layers - 1)]
    record = sample_record(identifier)
    record["model"] = network([1], *chain, dense(1, units, "softmax", "last", "dense_0"))
    return Result.model_validate(record)


def judge(deep: list[Shape], shallow: list[Shape]) -> Verdict:
    return more_weights([model("cnn-1", x) for x in deep], [model("mlp-raw-1", x) for x in shallow])


def words(verdict: Verdict) -> str:
    return re.sub(r"<[^>]*>", "", verdict.sentence).replace("\u202f", "")


@pytest.mark.parametrize(
    ("deep", "shallow", "outcome", "label"),
    [
        ([(5, 900)], [(2, 100), (3, 200)], Outcome.TRUE, "Oui, ici toujours"),
        ([(5, 100)], [(2, 900), (3, 800)], Outcome.FALSE, "Non, ici jamais"),
        ([(5, 900), (5, 100)], [(2, 500)], Outcome.INCONCLUSIVE, "Cela dépend"),
        ([(5, 500)], [(2, 500)], Outcome.INCONCLUSIVE, "Cela dépend"),
        (
            [(2, 900)],
            [(2, 100), (3, 50)],
            Outcome.INCONCLUSIVE,
            "Les modèles entraînés ne permettent pas de répondre",
        ),
    ],
)
def test_every_outcome(deep: list[Shape], shallow: list[Shape], outcome: Outcome, label: str) -> None:
    verdict = judge(deep, shallow)
    assert (verdict.outcome, verdict.label) == (outcome, label)


def test_a_heavy_network_that_is_not_shallower_is_no_argument() -> None:
    verdict = judge([(5, 900)], [(2, 100), (6, 5000)])
    assert verdict.outcome is Outcome.TRUE
    assert words(verdict) == (
        "Dans chaque paire formée d’un CNN et d’un MLP moins profond que lui (1 en tout), c’est le CNN qui a "
        "le plus de poids. Poids des CNN : 900 ; des MLP : de 100 à 5000."
    )


SHAPES = st.lists(st.tuples(st.integers(1, 6), st.integers(20, 400)), min_size=1, max_size=4)


@given(SHAPES, SHAPES)
def test_counts_and_ranges_are_those_of_the_pairs(deep: list[Shape], shallow: list[Shape]) -> None:
    first, second = ([model("cnn-1", x) for x in deep], [model("mlp-raw-1", x) for x in shallow])
    verdict = more_weights(first, second)
    pairs = [
        (d.model.parameters, s.model.parameters)
        for d, (depth, _) in zip(first, deep, strict=True)
        for s, (other, _) in zip(second, shallow, strict=True)
        if depth > other
    ]
    more, less = sum(d > s for d, s in pairs), sum(d < s for d, s in pairs)
    expected = Outcome.INCONCLUSIVE
    if pairs and len(pairs) in (more, less):
        expected = Outcome.TRUE if more else Outcome.FALSE
    assert verdict.outcome is expected
    numbers = [int(number) for number in re.findall(r"\d+", words(verdict))]
    weights = [[result.model.parameters for result in results] for results in (first, second)]
    # A range whose ends are equal is one number.
    ranges = [bound for side in weights for bound in sorted({min(side), max(side)})]
    assert numbers[-len(ranges) :] == ranges
    counted = numbers[: -len(ranges)]
    if not pairs:
        assert counted == []
    elif expected is Outcome.INCONCLUSIVE:
        assert counted == [len(pairs), more, less]
    else:
        assert counted == [len(pairs)]
