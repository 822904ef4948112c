"""What changes in a network: calls added, removed or set otherwise, and who feeds whom."""

from collections.abc import Callable, Iterator
from operator import itemgetter
from typing import Any

from experiments.results.network import Layer
from experiments.results.schema import Result
from generator.facts.alignment import paired
from generator.facts.connections import connection_changes, source_name
from generator.facts.grouping import grouped
from generator.facts.layer_description import describe_call, describe_layer
from generator.facts.merging import merged
from generator.facts.quantity import setting
from generator.facts.reading import Reading
from generator.facts.shown import ARROW, changed, plain
from generator.formulas.markup import Markup, enumeration

# Said of all the layers at once, or names.
APART = frozenset({"name", "dtype"})


def layer_changes(previous: Result, current: Result) -> list[Markup]:
    """Return one French phrase per kind of difference between two networks."""
    pairs = paired(previous.model, current.model)
    phrases = []
    for heading, alike in grouped(_changes(previous, current, pairs), itemgetter(0)).items():
        told = merged([phrase for _, phrase in alike], f"{current.file}#/model/layers")
        phrases += [Markup("{} : {}").format(heading, Markup(" ; ").join(told))] if heading else told
    phrases += connection_changes(previous.model, current.model, pairs)
    return [*phrases, *_precision(previous, current, pairs)]


def _changes(previous: Result, current: Result, pairs: list[tuple[int, int]]) -> Iterator[tuple[str, Markup]]:
    """Go through the calls that change, each with the heading that says how, if it has one."""
    i = j = 0
    for one, other in [*pairs, (len(previous.model.layers), len(current.model.layers))]:
        for removed in range(i, one):
            yield "retiré", _named(previous, removed)
        for added in range(j, other):
            yield "ajouté", _named(current, added)
        if (one, other) in pairs:
            yield from (("", phrase) for phrase in _change(previous, one, current, other))
        i, j = one + 1, other + 1


def _named(result: Result, rank: int) -> Markup:
    """Describe a call that the other network lacks, with what its description leaves out."""
    layer, described = result.model.layers[rank], describe_layer(result, rank)
    if not layer.connected:
        described += Markup(", non reliée à la sortie")
    if len(layer.inputs) > 1:
        described += Markup(", qui reçoit {}").format(
            enumeration([source_name(name, result.model) for name in layer.inputs])
        )
    if layer.shares:
        described += Markup(", mêmes poids que <code>{}</code>").format(layer.shares)
    return described


def _change(previous: Result, i: int, current: Result, j: int) -> Iterator[Markup]:
    """Say how a call changes: by its descriptions, then by each setting that they do not say."""
    one, other = previous.model.layers[i], current.model.layers[j]
    before, after = describe_layer(previous, i), describe_layer(current, j)
    told = plain(before) != plain(after)
    if told:
        yield Markup("{} → {}").format(before, after)
    elif one.type != other.type:
        yield ARROW.format(after, *(Markup("<code>{}</code>").format(each.type) for each in (one, other)))
    for part in ("config", "arguments"):
        held = [getattr(layer, part) for layer in (one, other)]
        for key in {**held[0], **held[1]}:
            if held[0].get(key) == held[1].get(key) or (part == "config" and key in APART):
                continue
            if not told or (one.type == other.type and not _says(one, part, key, held[1].get(key))):
                title = Markup("{}, <code>{}</code>").format(after, key)
                sides = (
                    Reading(values.get(key), f"{result.file}#/model/layers/{rank}/{part}/{key}")
                    for result, rank, values in ((previous, i, held[0]), (current, j, held[1]))
                )
                yield changed(title, *sides)


def _says(layer: Layer, part: str, key: str, value: Any) -> bool:
    """Tell whether the description of a call would be another with this value."""
    other = layer.model_copy(update={part: {**getattr(layer, part), key: value}})
    return plain(describe_call(layer, _reader(layer))) != plain(describe_call(other, _reader(other)))


def _reader(layer: Layer) -> Callable[[str], Any]:
    def number(path: str) -> Any:
        value: Any = layer.config
        for part in path.split("/"):
            value = value[int(part)] if isinstance(value, list) else value[part]
        return setting(Reading(value, path))

    return number


def _precision(previous: Result, current: Result, pairs: list[tuple[int, int]]) -> list[Markup]:
    """Say where the number formats change, once for all the layers where they change alike."""
    layers = [
        (previous.model.layers[i], current.model.layers[j])
        for i, j in pairs
        if not current.model.layers[j].operation
    ]
    differ = [pair for pair in layers if pair[0].config.get("dtype") != pair[1].config.get("dtype")]
    phrases = []
    for alike in grouped(differ, lambda pair: tuple(map(_policy, pair))).values():
        title = Markup("format des nombres")
        if len(alike) < len(layers):
            names = [Markup("<code>{}</code>").format(layer.name) for _, layer in alike]
            title += Markup(" de {}").format(enumeration(names))
        phrases.append(changed(title, *(Reading(_policy(layer), "") for layer in alike[0])))
    return phrases


def _policy(layer: Layer) -> str | None:
    """Return the name of a number format, that Keras writes as an object."""
    recorded = layer.config.get("dtype")
    if isinstance(recorded, dict):
        return str(recorded.get("config", {}).get("name") or recorded.get("class_name"))
    return None if recorded is None else str(recorded)
