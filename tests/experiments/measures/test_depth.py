"""The depth of a network follows its longest path, and counts what combines inputs."""

from typing import Any

import pytest

from experiments.measures.depth import COMBINES_NOTHING, depth
from experiments.results.network import Model
from tests.generator.sample_layers import dense, dropout, network


def deep(*layers: dict[str, Any]) -> int:
    return depth(Model.model_validate(network([4], *layers)))


FIRST = dense(4, 4, "relu", "a", "input_layer")


def test_a_chain_counts_its_layers_with_weights() -> None:
    assert deep(FIRST, dropout(4, 0.5, "d", "a"), dense(4, 2, "softmax", "b", "d")) == 2


def test_of_two_branches_the_longest_counts() -> None:
    short = dense(4, 4, "relu", "short", "input_layer")
    long = [FIRST, dense(4, 4, "relu", "b", "a"), dense(4, 4, "relu", "c", "b")]
    both = {**dropout(4, 0.0, "sum", "c"), "type": "Add", "inputs": ["short", "c"]}
    assert deep(short, *long, both) == 3


@pytest.mark.parametrize("kind", sorted(COMBINES_NOTHING))
def test_what_combines_no_inputs_does_not_count(kind: str) -> None:
    scaled = {**dense(4, 4, "relu", "n", "a"), "type": kind}
    assert deep(FIRST, scaled, dense(4, 2, "softmax", "b", "n")) == 2


def test_a_layer_called_again_counts_again() -> None:
    again = {**dense(4, 4, "relu", "a@2", "a"), "parameters": 0, "shares": "a"}
    assert deep(FIRST, again) == 2


def test_what_the_output_does_not_depend_on_does_not_count() -> None:
    stray = {**dense(4, 4, "relu", "stray", "a"), "connected": False}
    assert deep(FIRST, dense(4, 2, "softmax", "b", "a"), stray) == 2
