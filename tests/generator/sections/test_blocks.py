"""Layers that repeat in a long chain are put together: none is lost or moved; what repeats is told once."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from experiments.results.schema import Result
from generator.facts.quantity import Quantity
from generator.formulas.markup import Markup
from generator.sections.blocks import READ_ONE_BY_ONE, Block, blocks
from generator.sections.lanes import Stretch, lay_lanes
from generator.sections.network import network
from generator.sections.row import Row
from tests.generator.one_page import render_text
from tests.generator.rule_text import plain
from tests.generator.sample_layers import chained, convolution, dense, flatten, pooling
from tests.generator.sample_layers import network as sample_network
from tests.generator.samples import sample_record

(LANE,) = lay_lanes([("x", ())])


def rows(types: Sequence[str]) -> list[Row]:
    return [_row(rank, kind, LANE) for rank, kind in enumerate(types)]


def _row(rank: int, kind: str, stretch: Stretch) -> Row:
    weights = Quantity(0, "0", (f"results/a.json#/model/layers/{rank}/parameters",), "")
    text = Markup()
    return Row(f"layer_{rank}", kind, "", text, (), text, weights, "", "", "", None, None, stretch)


def told(found: list[Block]) -> list[str]:
    return [plain(block.name) if block.times else block.types[0] for block in found]


@given(st.lists(st.sampled_from("abc"), max_size=40))
def test_every_layer_is_in_one_block_and_a_block_repeats_its_types(types: list[str]) -> None:
    chain = rows(types)
    found = blocks(chain)
    assert [row for block in found for row in block.rows] == chain
    for block in found:
        times = block.times.value if block.times else 1
        assert [row.type for row in block.rows] == block.types * times
        assert block.times is None or (times > 1 and len({*block.types}) > 1)
    if len(types) <= READ_ONE_BY_ONE:
        assert len(found) == len(types)


@given(
    st.lists(st.sampled_from("abc"), min_size=2, max_size=4, unique=True),
    st.integers(READ_ONE_BY_ONE // 2 + 1, 12),
)
def test_what_repeats_is_told_once_with_how_often(types: list[str], times: int) -> None:
    (entry, block, end) = blocks(rows(["x", *types * times, "y"]))
    assert (entry.types, end.types, block.types) == (["x"], ["y"], types)
    assert block.times is not None and block.times.value == times
    assert len(block.times.sources) == len(types) * times


def test_a_block_of_one_type_is_read_one_by_one() -> None:
    assert told(blocks(rows("a" * 20))) == ["a"] * 20


def deep(pairs: int) -> Result:
    """Return a network of as many pairs of a convolution and a pooling, then two layers."""
    layers, shape = [], [256, 256, 1]
    for rank in range(pairs):
        layers.append(convolution(shape, 4, 3, f"conv_{rank}", ""))
        shape = [*shape[:2], 4]
        layers.append(pooling(shape, f"pool_{rank}", ""))
        shape = [shape[0] // 2, shape[1] // 2, 4]
    layers += [flatten(shape, "flat", ""), dense(shape[0] * shape[1] * shape[2], 10, "softmax", "out", "")]
    record = sample_record("cnn-1")
    record["model"] = sample_network([256, 256, 1], *chained(*layers))
    return Result.model_validate(record)


def test_a_long_network_is_folded_and_a_short_one_is_not() -> None:
    macro = '{% from "sections/network.md.j2" import network_list %}{{ network_list(network, "Réseau") }}'
    long, short = (network(deep(pairs)) for pairs in (6, 2))
    assert long.long and not short.long
    assert told(long.blocks) == ["(Conv2D – MaxPooling2D) × 6", "Flatten", "Dense"]
    text = render_text(macro, network=long)
    assert text.count("<details") == 1 and text.count("<li") == 1 + 1 + 12 + 2
    assert "<details" not in render_text(macro, network=short)


def test_layers_that_are_alike_are_derived_together() -> None:
    derived = network(deep(6)).derivations
    # The first convolution sees one channel, the five others four.
    names = [each.names for each in derived if each.row.equation]
    assert names == [["conv_0"], [f"conv_{rank}" for rank in range(1, 6)], ["out"]]
    (_, alike, _) = (each for each in derived if each.row.equation)
    for rank in range(1, 6):
        assert any(f"/model/layers/{2 * rank}/" in source for source in alike.sources)
