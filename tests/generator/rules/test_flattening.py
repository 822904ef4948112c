"""What sets the heaviest network apart from the lightest, read on networks made for each case."""

from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from experiments.results.schema import Result
from generator.rules.flattening import flattening
from tests.generator.rule_text import said, spoken
from tests.generator.sample_layers import convolution, dense, flatten, network
from tests.generator.samples import sample, sample_record


def result(position: int, side: int, units: int, filters: int = 2) -> Result:
    """Make a network that flattens `side` × `side` × `filters` values into a dense layer."""
    record = sample_record(f"cnn-{position}")
    shape = [side, side, filters]
    values = side * side * filters
    record["model"] = network(
        [side, side, 1],
        convolution([side, side, 1], filters, 2, "conv2d", "input_layer"),
        flatten(shape, "flatten", "conv2d"),
        dense(values, units, "relu", "dense", "flatten"),
        dense(units, 4, "softmax", "dense_1", "dense"),
    )
    return Result.model_validate(record)


def hidden(position: int, depth: int) -> Result:
    """Make a network whose weights are in its later layers."""
    record = sample_record(f"cnn-{position}")
    others = [dense(30, 30, "relu", f"dense_{rank}", f"dense_{rank - 1}") for rank in range(1, depth)]
    record["model"] = network(
        [4],
        dense(4, 30, "relu", "dense_0", "input_layer"),
        *others,
        dense(30, 4, "softmax", "o", others[-1]["name"]),
    )
    return Result.model_validate(record)


@pytest.mark.parametrize(
    ("results", "case"),
    [
        ([result(1, 8, 10), result(2, 2, 10)], "inputs"),
        ([result(1, 4, 40), result(2, 4, 10)], "width"),
        ([result(1, 8, 40), result(2, 2, 10)], "both"),
        ([hidden(1, 9), hidden(2, 2)], "elsewhere"),
        ([sample("cnn-1")], "alike"),
        ([result(1, 4, 10), result(2, 4, 10)], "alike"),
    ],
)
def test_every_case(results: Sequence[Result], case: str) -> None:
    assert flattening(results).case == case


def test_the_sentence_gives_both_numbers_of_inputs() -> None:
    assert spoken(said(flattening([result(1, 8, 10), result(2, 2, 10)])).sentence) == (
        "Du CNN 2 au CNN 1, les 1 200 poids de plus sont tous dans la première couche dense, où autant de "
        "neurones reçoivent 128 entrées (8 × 8 × 2) contre 8 (2 × 2 × 2)."
    )


def test_what_each_network_flattens_is_shown() -> None:
    evidence = said(flattening([result(1, 8, 10), result(2, 2, 1)])).evidence
    assert [(each.name, spoken(each.value)) for each in evidence] == [
        ("Première couche dense du CNN 1", "128 entrées (8 × 8 × 2), 10 neurones"),
        ("Première couche dense du CNN 2", "8 entrées (2 × 2 × 2), 1 neurone"),
    ]


def test_what_one_pair_shows_is_not_said_of_all() -> None:
    """The heaviest and the lightest differ by what they flatten; two others by the width of a layer."""
    wide = result(1, 2, 20)
    third = wide.model_copy(update={"names": wide.names.model_copy(update={"model": "CNN 3"})})
    three = [result(1, 8, 10), result(2, 2, 10), third]
    assert flattening(three).case == "inputs"
    assert spoken(said(flattening(three)).sentence).endswith(
        "128 entrées (8 × 8 × 2) contre 8 (2 × 2 × 2). Du CNN 2 au CNN 3, en revanche, c’est "
        "surtout la largeur de cette couche : 20 neurones au lieu de 10, pour autant d’entrées."
    )


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(1, 30), st.integers(1, 4)), min_size=2, max_size=2))
@example([(1, 1, 2), (2, 1, 1)])
def test_the_answer_is_yes_only_when_the_inputs_alone_explain_most(made: list[tuple[int, int, int]]) -> None:
    results = [result(rank, *each) for rank, each in enumerate(made, start=1)]
    light, heavy = sorted(results, key=lambda each: each.model.parameters)
    inputs = {each.id: s * s * f for each, (s, _, f) in zip(results, made, strict=True)}
    units = [u for _, u, _ in made]
    difference = heavy.model.parameters - light.model.parameters
    # The heavier one may have the fewer inputs: they explain nothing then.
    explained = (inputs[heavy.id] - inputs[light.id]) * units[0] if units[0] == units[1] else 0
    assert (flattening(results).case == "inputs") == (2 * explained > difference)
