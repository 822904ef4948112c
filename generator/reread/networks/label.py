"""Layers that a label names: by their own name, by their class and rank, by their place in the network."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.reread.networks.stated import StatedLayer, StatedNetwork
from generator.reread.walk.grammar import Grammar
from generator.reread.walk.layer import LayerKind
from generator.reread.walk.mention import mentions

TYPES = {LayerKind.CONV: "Conv", LayerKind.DENSE: "Dense"}
# Of what names a layer, the end stands nearest to its computation.
LONGEST = 80
ENDS = " \x1e:=*_`-–$("


@dataclass(frozen=True)
class Named:
    """A layer that a label may mean, in its network; whether the label means no other."""

    network: StatedNetwork
    rank: int
    sure: bool

    @property
    def layer(self) -> StatedLayer:
        """The layer itself."""
        return self.network.layers[self.rank]


def named_layers(label: str, networks: Sequence[StatedNetwork], grammar: Grammar) -> tuple[Named, ...]:
    """Return the layers with weights that a label may mean; none when it names none."""
    text = label[-LONGEST:]
    found = [(network, rank) for network in networks for rank in _ranks(text, network, grammar)]
    sure = len({network.layers[rank] for network, rank in found}) == 1
    return tuple(Named(network, rank, sure) for network, rank in found)


def _ranks(label: str, network: StatedNetwork, grammar: Grammar) -> Iterator[int]:
    weighted = [(rank, layer) for rank, layer in enumerate(network.layers) if layer.parameters]
    own = [rank for rank, layer in weighted if layer.name and _stands(layer.name, label)]
    said = [each for each in mentions(label, grammar) if each.kind in TYPES]
    kinds = {each.kind for each in said} or {LayerKind.DENSE}
    if own or len(kinds) > 1:
        yield from own
        return
    begins = TYPES[kinds.pop()]
    alike = [rank for rank, layer in weighted if layer.type.startswith(begins)]
    place = said[0].rank if said else 0
    if place:
        yield from alike[place - 1 :][:1] if place > 0 else alike[-1:]
    elif not said and not network.convolves and (own_place := _place(label, grammar)):
        yield from alike[own_place - 1 :][:1]
    elif grammar.hidden.search(label):
        yield from alike[:-1]
    elif not said and grammar.last.search(label):
        yield from alike[-1:]
    elif said:
        yield from alike


def _place(label: str, grammar: Grammar) -> int:
    """Return the rank of « the second layer »; 0 where a label ends on no rank, or on several."""
    end = f"{label.rstrip(ENDS)} "
    ranks = {rank for pattern, rank in grammar.ordinals if pattern.search(end)}
    return ranks.pop() if len(ranks) == 1 else 0


def _stands(name: str, label: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", label, re.I) is not None
