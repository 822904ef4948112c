"""Layers that a label names: by their own name, by their class and rank, by their place in the network."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.reread.networks.stated import StatedLayer, StatedNetwork

_DEEP = r"conv(?:olution\w*|\s?\d?d\b)?"
_RANKED = r"[\s_]*(?:layer|couche)?[\s_]*(?:n[°o]\.?\s*|#)?(?P<rank>[1-9])(?![\d.,]*\d|\s*[x×*d])"
DEEP = re.compile(rf"\b{_DEEP}(?:{_RANKED})?", re.I)
DENSE = re.compile(rf"\b(?:dense|fully[\s-]connected|enti[èe]rement\s+connect[ée]e|fc)s?(?:{_RANKED})?", re.I)
HIDDEN = re.compile(rf"\b(?:hidden|cach[ée]es?)\b(?:{_RANKED})?", re.I)
OUTPUT = re.compile(r"\b(?:outputs?|sorties?|softmax)\b", re.I)
ORDINALS = (
    re.compile(r"\b(?:premi[èe]re?|first|1(?:st|[èe]?re))\b", re.I),
    re.compile(r"\b(?:deuxi[èe]me|seconde?|2(?:nd|e|[èe]me))\b", re.I),
    re.compile(r"\b(?:troisi[èe]me|third|3(?:rd|e|[èe]me))\b", re.I),
    re.compile(r"\b(?:quatri[èe]me|fourth|4(?:th|e|[èe]me))\b", re.I),
)
# Of what names a layer, the end stands nearest to its computation.
LONGEST = 80


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


def named_layers(label: str, networks: Sequence[StatedNetwork]) -> tuple[Named, ...]:
    """Return the layers with weights that a label may mean; none when it names none."""
    found = [each for network in networks for each in _named(label[-LONGEST:], network)]
    sure = len(found) == 1 or len({each.layer for each in found}) == 1
    return tuple(Named(each.network, each.rank, sure) for each in found)


def _named(label: str, network: StatedNetwork) -> Iterator[Named]:
    weighted = [rank for rank, layer in enumerate(network.layers) if layer.parameters]
    own = [
        rank for rank in weighted if network.layers[rank].name and _stands(network.layers[rank].name, label)
    ]
    for rank in own or _of_kind(label, network, weighted):
        yield Named(network, rank, sure=False)


def _stands(name: str, label: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", label, re.I) is not None


def _of_kind(label: str, network: StatedNetwork, weighted: Sequence[int]) -> Sequence[int]:
    types = {rank: network.layers[rank].type for rank in weighted}
    dense = [rank for rank in weighted if types[rank] == "Dense"]
    kinds = (
        (DEEP, [rank for rank in weighted if types[rank].startswith("Conv")]),
        (HIDDEN, dense[:-1]),
        (OUTPUT, dense[-1:]),
        (DENSE, dense),
    )
    said = [(pattern.search(label), ranks) for pattern, ranks in kinds]
    named = [(found, ranks) for found, ranks in said if found]
    if not named or (len(named) > 1 and named[0][1] and DEEP.search(label)):
        return ()
    found, ranks = named[0]
    number = found.groupdict().get("rank")
    ordinals = [place for place, pattern in enumerate(ORDINALS, start=1) if pattern.search(label)]
    place = int(number) if number else ordinals[0] if len(ordinals) == 1 else 0
    if not place:
        return ranks
    return ranks[place - 1 : place]
