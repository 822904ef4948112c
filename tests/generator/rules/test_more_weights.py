"""The rule on depth and weights, and that no number of it can be false."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.results.schema import Result
from generator.rules.decision import Verdict
from generator.rules.more_weights import more_weights
from tests.generator.rule_text import plain, said, words
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
    record["model"] = network([1], *chain, dense(1, units, "softmax", "last", f"dense_{layers - 2}"))
    return Result.model_validate(record)


def judged(deep: list[Shape], shallow: list[Shape]) -> Verdict:
    return more_weights([model("cnn-1", x) for x in deep], [model("mlp-raw-1", x) for x in shallow])


@pytest.mark.parametrize(
    ("deep", "shallow", "case"),
    [
        ([(5, 900)], [(2, 100), (3, 200)], "always"),
        ([(5, 100)], [(2, 900), (3, 800)], "never"),
        ([(5, 900), (5, 100)], [(2, 500)], "depends"),
        ([(5, 500)], [(2, 500)], "depends"),
        ([(2, 900)], [(2, 100), (3, 50)], "unknown"),
        ([], [(2, 100)], "unknown"),
    ],
)
def test_every_case(deep: list[Shape], shallow: list[Shape], case: str) -> None:
    verdict = judged(deep, shallow)
    assert verdict.case == case
    assert words(verdict)


def test_a_heavy_network_that_is_not_shallower_is_no_argument() -> None:
    verdict = judged([(5, 900)], [(2, 100), (6, 5000)])
    assert words(verdict).replace("\u202f", "") == (
        "Chaque fois que l’un des réseaux dits profonds (CNN) a plus de couches que l’un des autres (MLP sur "
        "les pixels), il a aussi plus de poids (1 paire)."
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
    if not pairs:
        assert verdict.case == "unknown"
        return
    more, less = sum(d > s for d, s in pairs), sum(d < s for d, s in pairs)
    assert (verdict.case == "always") is (more == len(pairs))
    assert (verdict.case == "never") is (less == len(pairs))
    counted = [len(pairs), more, less] if verdict.case == "depends" else [len(pairs)]
    assert _integers(words(verdict)) == counted
    for results, family in ((first, "CNN"), (second, "MLP sur les pixels")):
        weights = {result.model.parameters for result in results}
        (shown,) = (
            each.value for each in said(verdict).evidence if each.name == f"Nombre de poids des {family}"
        )
        # A range whose ends are equal is one number.
        assert _integers(plain(shown)) == sorted({min(weights), max(weights)})


def _integers(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", text.replace("\u202f", ""))]
