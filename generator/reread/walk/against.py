"""What words say of layers, against the network that a part states: neurons, filters, windows, values."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from functools import partial
from math import isqrt, prod

from generator.reread.documents.block import Block, Kind, Section
from generator.reread.documents.passage import passage, passages
from generator.reread.documents.place import Place
from generator.reread.documents.sentence import sentences
from generator.reread.finding import Finding, Verdict, quoted, shown
from generator.reread.networks.stated import Origin, StatedLayer, StatedNetwork
from generator.reread.networks.summary import HEAD
from generator.reread.walk.grammar import Grammar
from generator.reread.walk.mention import LayerKind, Mention, mentions

# A sentence that may be about another network than that of its part.
ELSEWHERE = re.compile(
    r"\b(?:tr(?:y|ied|ies|ying)|tests?|test(?:ed|é\w*|ons|ing)|essa\w+|instead|au lieu|plutôt|rather|"
    r"pr[ée]c[ée]\w+|previous\w*|initial\w*|origin\w*|d[ée]part|avant|before|earlier|would|could|might|may|can|"
    r"peut|pourr\w+|aur(?:ai|on)\w*|serai\w*|devr\w+|should|if|si|e\.g|exemples?|ex[ae]mples?|imagin\w+|"
    r"suppos\w+|compar\w+|contre|against|than|que|vs|autres?|other|others|another|vari\w+|diff[ée]ren\w+|"
    r"increas\w+|augment\w+|r[ée]du\w+|diminu\w+|decreas\w+|low\w+|pass(?:ant|é\w*|ed)|was|were|[ée]tai\w+|avai\w+|"
    r"avions|next|suivante?s?|ensuite|later|plus\s+(?:de|grand\w*|petit\w*|que)|moins|more|less|over|"
    r"under|jusqu\w+|up to|between|entre|"
    r"shallow|base|default|défaut|notebook|every|par|per|only|extra|ajout\w+|add\w*)\b",
    re.I,
)
# Of one network still, step after step.
SEQUENCE = re.compile(r"\b(?:ensuite|next|later|que)\b", re.I)
AHEAD = re.compile(
    r"\b(?:next|suivante?s?|ensuite|later|then|would|could|aurai\w*|pourrai\w*|essa\w+|tr(?:y|ied))\b", re.I
)
# From one number to another: the second one is that of the network.
CHANGE = re.compile(
    r"\b(?:de|from)\s+(?P<old>\d{1,5})(?:\s+[^\W\d]+){0,5}?\s+(?:à|to)\s+(?P<new>\d{1,5})\b", re.I
)
LONGEST = 600
Places = Callable[[int], Place]


class Trait(Enum):
    """What words say of a layer, as a finding names it: its code and its words."""

    NEURONS = ("neurones", "neurones")
    FILTERS = ("filtres", "filtres")
    KERNEL = ("noyau", "pixels de côté pour un filtre")
    DROPOUT = ("dropout", "de dropout")
    FLAT = ("taille-aplatie", "valeurs aplaties")


UNITS = {LayerKind.DENSE: Trait.NEURONS, LayerKind.CONV: Trait.FILTERS}


@dataclass(frozen=True)
class Said:
    """A number that words give to a layer."""

    trait: Trait
    number: Fraction
    text: str
    place: Place


def against_findings(
    section: Section, networks: Sequence[StatedNetwork], grammar: Grammar
) -> Iterator[Finding]:
    """Find what no layer of the networks of a part has."""
    if not networks or not all(network.complete for network in networks):
        return
    known = {trait: _known(trait, networks) for trait in Trait}
    seen: set[tuple[Trait, Fraction, Place]] = set()
    for said in _said(section, grammar):
        right = known[said.trait]
        told = (said.trait, said.number, said.place)
        if not right or said.number in right or told in seen:
            continue
        if said.trait is Trait.NEURONS and said.number in _shapes(networks):
            continue
        seen.add(told)
        code, words = said.trait.value
        yield Finding(
            code,
            said.place,
            quoted(said.text),
            Verdict.FALSE,
            f"Le texte dit {_written(said.number)} {words}, et {networks[-1].origin.value} n’en a pas de "
            f"tel : {', '.join(map(_written, right))}.",
            "",
            _written(right[0]) if len(right) == 1 else "",
        )


def _said(section: Section, grammar: Grammar) -> Iterator[Said]:
    """Go through what the sentences of a section say of its own network."""
    for block in section.of(Kind.PROSE, Kind.TABLE):
        for text, places in _texts(block):
            if len(text) > LONGEST or text.rstrip().endswith("?"):
                continue
            changes = [*CHANGE.finditer(text)]
            if changes and block.kind is Kind.PROSE and not AHEAD.search(text):
                yield from _changed(text, changes, places, grammar)
            own = not changes and block.kind is Kind.PROSE and not ELSEWHERE.search(text)
            for layer in mentions(text, grammar):
                here = not ELSEWHERE.search(SEQUENCE.sub("", text[: layer.end]))
                for trait, number in _traits(layer):
                    if own or (here and trait is Trait.FLAT):
                        yield Said(trait, number, text, places(layer.position))


def _texts(block: Block) -> Iterator[tuple[str, Places]]:
    if block.kind is Kind.TABLE:
        for line in block.lines if not HEAD.search(block.lines[0].text) else ():
            text = " : ".join(cell.strip() for cell in passage([line]).text.split("|") if cell.strip())
            yield text, partial(_always, line.place)
        return
    for each in passages(block):
        yield from ((sentence.text, sentence.place) for sentence in sentences(each))


def _always(place: Place, _: int) -> Place:
    return place


def _traits(layer: Mention) -> Iterator[tuple[Trait, Fraction]]:
    if layer.units is not None and layer.kind in UNITS:
        yield UNITS[layer.kind], Fraction(layer.units)
    if layer.side is not None and layer.kind is LayerKind.CONV:
        yield Trait.KERNEL, Fraction(layer.side)
    if layer.rate is not None:
        yield Trait.DROPOUT, layer.rate
    if layer.depth is not None and layer.kind is LayerKind.FLAT:
        yield Trait.FLAT, Fraction(layer.depth)


def _changed(text: str, changes: Sequence[re.Match[str]], places: Places, grammar: Grammar) -> Iterator[Said]:
    """Go through what changes to which number: the words that name it stand before, or within."""
    before = 0
    for change in changes:
        kinds = {layer.kind for layer in mentions(text[before : change.end()], grammar)} & {*UNITS}
        if len(kinds) == 1:
            yield Said(UNITS[kinds.pop()], Fraction(change["new"]), text, places(change.start("new")))
        before = change.end()


def _known(trait: Trait, networks: Sequence[StatedNetwork]) -> list[Fraction]:
    """Return the numbers of this kind that the networks have, in order; none unless all are known."""
    found: list[Fraction | None] = []
    for layer in (layer for network in networks for layer in network.layers):
        if trait is Trait.NEURONS and layer.type == "Dense":
            found.append(Fraction(layer.output_shape[-1]) if layer.output_shape else None)
        elif trait is Trait.FILTERS and layer.type == "Conv2D":
            found.append(_filters(layer))
        elif trait is Trait.KERNEL and layer.type == "Conv2D":
            found += _sides(layer)
        elif trait is Trait.FLAT and layer.type == "Flatten":
            found.append(Fraction(prod(layer.output_shape)) if layer.output_shape else None)
        elif trait is Trait.DROPOUT and layer.type == "Dropout":
            rate = layer.settings.get("rate")
            found.append(Fraction(str(rate)) if isinstance(rate, float) else None)
    if trait is Trait.DROPOUT and any(network.origin is not Origin.CODE for network in networks):
        return []
    return [] if None in found else [*dict.fromkeys(number for number in found if number is not None)]


def _filters(layer: StatedLayer) -> Fraction | None:
    written = layer.settings.get("filters")
    if isinstance(written, int):
        return Fraction(written)
    return Fraction(layer.output_shape[-1]) if layer.output_shape else None


def _sides(layer: StatedLayer) -> list[Fraction | None]:
    written = layer.settings.get("kernel_size")
    if isinstance(written, int):
        return [Fraction(written)]
    if isinstance(written, tuple) and all(isinstance(side, int) for side in written):
        return [Fraction(side) for side in written]
    if layer.input_shape and layer.output_shape and layer.parameters:
        return [Fraction(isqrt((layer.parameters // layer.output_shape[-1] - 1) // layer.input_shape[-1]))]
    return [None]


def _shapes(networks: Sequence[StatedNetwork]) -> set[int]:
    """Return all the sizes that someone may count in neurons: those of inputs and outputs too."""
    found: set[int] = set()
    for network in networks:
        for layer in network.layers:
            for shape in (layer.input_shape, layer.output_shape):
                if shape:
                    found |= {*shape, prod(shape)}
        units = network.units
        found |= {sum(units), sum(units[:-1])}
        first = network.layers[0]
        if first.type == "Dense" and first.parameters and first.output_shape:
            found.add(first.parameters // first.output_shape[-1] - 1)
    return found


def _written(number: Fraction) -> str:
    return shown(number) if number.denominator == 1 else f"{float(number):g}".replace(".", ",")
