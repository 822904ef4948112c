"""What changes between calls that two networks have: who feeds whom, and whose weights they use."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from experiments.results.network import Layer, Model
from generator.formulas.markup import Markup, enumeration

# What gives a tensor: the ranks of a pair of calls, or a name, of the input or of a call of one network only.
Source: TypeAlias = tuple[int, int] | str
INPUT = "entrée"


def connection_changes(before: Model, after: Model, pairs: list[tuple[int, int]]) -> list[Markup]:
    """Return one French phrase per pair of calls that are connected otherwise.

    Calls of one network only are passed through: that a layer was put between two others is said by its name.
    """
    old = {before.layers[i].name: (i, j) for i, j in pairs}
    new = {after.layers[j].name: (i, j) for i, j in pairs}
    phrases = []
    for i, j in pairs:
        one, other = before.layers[i], after.layers[j]
        name = _code(other.name)
        sides = _traced(other, after, new), _traced(one, before, old)
        if sides[0] != sides[1]:
            given = _given(other, after, new), _given(one, before, old)
            told = [_names(side, after) for side in (sides if given[0] == given[1] else given)]
            phrases.append(Markup("branchements : {} reçoit {}, et non plus {}").format(name, *told))
        if _shared(one, old) != _shared(other, new):
            phrases.append(_weights(name, one, other))
        if one.connected != other.connected:
            change = "relié à la sortie" if other.connected else "plus relié à la sortie"
            phrases.append(Markup("{} : {}").format(name, change))
    return [*phrases, *_blocks(before, after, pairs)]


def _given(layer: Layer, model: Model, common: Mapping[str, tuple[int, int]]) -> list[Source]:
    """Return what feeds a call."""
    return [common.get(name, INPUT if name in model.inputs else name) for name in layer.inputs]


def _traced(layer: Layer, model: Model, common: Mapping[str, tuple[int, int]]) -> list[Source]:
    """Return what feeds a call, back to calls that both networks have."""
    calls = {each.name: each for each in model.layers}
    return [
        source
        for given in _given(layer, model, common)
        for source in (_traced(calls[given], model, common) if given in calls else [given])
    ]


def _names(sources: Sequence[Source], model: Model) -> Markup:
    """Name what feeds a call, as the second network does where it can."""
    names = [source if isinstance(source, str) else model.layers[source[1]].name for source in sources]
    return enumeration([source_name(name, model) for name in names]) if names else Markup("rien")


def _shared(layer: Layer, common: Mapping[str, tuple[int, int]]) -> Source:
    """Return whose weights a call uses again; empty for its own."""
    return common.get(layer.shares, layer.shares) if layer.shares else ""


def _weights(name: Markup, one: Layer, other: Layer) -> Markup:
    if other.shares:
        return Markup("{} : mêmes poids que {}").format(name, _code(other.shares))
    return Markup("{} : ses propres poids, et non plus ceux de {}").format(name, _code(one.shares or ""))


def _blocks(before: Model, after: Model, pairs: list[tuple[int, int]]) -> list[Markup]:
    """Say which calls have gone into another model of the model, whatever it is called."""
    there: dict[tuple[str, ...], tuple[str, ...]] = {(): ()}
    back: dict[tuple[str, ...], tuple[str, ...]] = {(): ()}
    phrases = []
    for i, j in pairs:
        one, other = tuple(before.layers[i].block), tuple(after.layers[j].block)
        if there.setdefault(one, other) != other or back.setdefault(other, one) != one:
            where = Markup("dans le bloc {}").format(_code("/".join(other))) if other else "hors de tout bloc"
            phrases.append(Markup("{} : {}").format(_code(after.layers[j].name), where))
    return phrases


def source_name(name: str, model: Model) -> Markup:
    """Name what gives a tensor: inputs of the network are all one."""
    return Markup("{}").format(INPUT) if name in (INPUT, *model.inputs) else _code(name)


def _code(name: str) -> Markup:
    return Markup("<code>{}</code>").format(name)
