"""What the weights of a section are checked against."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import prod

from generator.reread.finding import quoted
from generator.reread.networks.form import WeightForm
from generator.reread.networks.stated import StatedLayer, StatedNetwork
from generator.reread.networks.statement import Computed, Statements
from generator.reread.walk.grammar import Grammar
from generator.reread.walk.start import enters_other

BEFORE, AFTER = 160, 60
BEGINS = re.compile(r"\n|[.!?]\s+(?=[^\W\d_a-zà-ÿ])")
# What a network of a report ends with: a class, or one per class.
OUTPUTS = frozenset({1, 2, 10})
# Of a network that someone would count by hand.
MOST_LAYERS = 60


@dataclass(frozen=True)
class Grounds:
    """What a section says, and the networks of the nearest heading that has some."""

    said: Statements
    grammar: Grammar
    networks: Sequence[StatedNetwork]
    # What each network described in words may be.
    described: Sequence[tuple[StatedNetwork, ...]] = ()

    @property
    def known(self) -> list[StatedNetwork]:
        """The networks whose every weight is known."""
        return [network for network in self.networks if network.total is not None]

    @property
    def alone(self) -> list[StatedNetwork]:
        """The networks whose every weight is known, or else the only one that is described, as a whole."""
        whole = [each[0] for each in self.described if len(each) == 1 and each[0].complete]
        return self.known if self.networks else whole if len(self.described) == 1 else []

    @property
    def all_known(self) -> bool:
        """Whether there are networks, and all their weights are known."""
        return bool(self.networks) and len(self.known) == len(self.networks)


def counts(network: StatedNetwork) -> list[int]:
    """Return the weights of the layers that have some."""
    return [layer.parameters for layer in network.layers if layer.parameters]


def biases(layer: StatedLayer) -> int:
    """Return how many biases a layer has."""
    if not layer.parameters or not layer.output_shape or layer.type not in ("Dense", "Conv2D"):
        return 0
    return layer.output_shape[-1]


def accepted(network: StatedNetwork) -> set[int]:
    """Return all the numbers that a right computation on a network may lead to."""
    every = counts(network)[:MOST_LAYERS]
    found = {*every, network.total or 0}
    for layer in network.layers:
        units = biases(layer)
        if units and layer.parameters:
            per_unit = layer.parameters // units
            found |= {layer.parameters - units, per_unit, per_unit - 1, units}
        found |= {prod(shape) for shape in (layer.input_shape, layer.output_shape) if shape}
    for start in range(len(every)):
        found |= {sum(every[start:end]) for end in range(start + 1, len(every) + 1)}
    return found | {count * times for count, times in Counter(every).items()}


def is_chain(forms: Sequence[WeightForm]) -> bool:
    """Tell whether each layer reads as many values as the one before has neurons."""
    return all(after.inputs == before.units for before, after in pairwise(forms))


def around(computed: Computed) -> str:
    """Return the sentence of a computation, and what leads to it."""
    start = max(0, computed.chain.start - BEFORE)
    return computed.passage.text[start : computed.chain.end + AFTER]


def apart(said: Statements, networks: Sequence[StatedNetwork], cases: str) -> tuple[Statements, Statements]:
    """Return what a section says of its networks, and of those that read maps of another size.

    Parameters
    ----------
    said : Statements
    networks : sequence of StatedNetwork
    cases : str
        What a sample is made of, as a regular expression.
    """
    others = {
        line.place
        for each in said.computed
        if enters_other(each.passage.text, networks, cases)
        for line in each.passage.lines
    }
    if not others:
        return said, Statements()

    def kept(*, own: bool) -> Statements:
        return replace(
            said,
            computed=[each for each in said.computed if (each.place in others) is not own],
            totals=[each for each in said.totals if (each.place in others) is not own],
            biases=[each for each in said.biases if (each.place in others) is not own],
        )

    return kept(own=True), kept(own=False)


def sentence_of(computed: Computed) -> str:
    """Return the sentence of a computation, from where it begins."""
    text, start = computed.passage.text, computed.chain.start
    begins = [each.end() for each in BEGINS.finditer(text, 0, start)]
    return text[begins[-1] if begins else 0 : computed.chain.end]


def quote(computed: Computed) -> str:
    """Return a computation as it is written."""
    return quoted(computed.passage.text[computed.chain.start : computed.chain.end])
