"""Shapes of maps, and what dense layers read, as sentences tell them, against the network of their part."""

import re
from collections.abc import Iterator, Sequence
from math import prod

from generator.reread.arithmetic.number import whole
from generator.reread.documents.block import Section
from generator.reread.documents.sentence import Sentence
from generator.reread.finding import Finding, Verdict, quoted, shown
from generator.reread.networks.stated import Shape, StatedNetwork
from generator.reread.walk.grammar import Grammar
from generator.reread.walk.own import IsOther, own_sentences

SHAPE, READ = "taille-de-sortie", "valeurs-aplaties"
_SHAPE = re.compile(
    r"(?<![\w.,(])(?<![x×*+]\s)(\d{1,3})\s*[x×]\s*(\d{1,3})\s*[x×]\s*(\d{1,4})(?![\w]|[.,]\d|\s*[x×*+/=])"
)
_LONGEST = 40
# Fewer values are those of anything.
LEAST = 12


def map_findings(
    section: Section, networks: Sequence[StatedNetwork], grammar: Grammar, is_other: IsOther
) -> Iterator[Finding]:
    """Find shapes that no layer puts out, and sizes that no dense layer reads; see `own_sentences`."""
    shapes = [*_shapes(networks)]
    if not shapes or not all(network.complete for network in networks):
        return
    for sentence in own_sentences(section, grammar, is_other):
        yield from _put_out(sentence, shapes, grammar, networks[0].origin.value)
        yield from _read(sentence, networks, grammar)


def _shapes(networks: Sequence[StatedNetwork]) -> Iterator[Shape]:
    """Go through the shapes of the maps of some networks; nothing unless all of them are known."""
    layers = [layer for network in networks for layer in network.layers]
    if all(layer.input_shape and layer.output_shape for layer in layers):
        for layer in layers:
            yield from (
                shape for shape in (layer.input_shape, layer.output_shape) if shape and len(shape) == 3
            )


def _put_out(sentence: Sentence, shapes: Sequence[Shape], grammar: Grammar, origin: str) -> Iterator[Finding]:
    """« The last feature maps are 7x7x24 »."""
    text = sentence.text
    for found in _SHAPE.finditer(text) if grammar.maps.search(text) else ():
        said = tuple(int(each) for each in found.groups())
        before = text[max(0, found.start() - _LONGEST) : found.start()]
        known = shapes[-1:] if _is_last(before, grammar) else shapes
        filters = grammar.windows.search(grammar.maps.sub("", before))
        if filters or said in known or said[0] != said[1]:
            continue
        near = [shape for shape in known if shape[-1] == said[-1]] or known
        sizes = ", ".join(dict.fromkeys(_written(shape) for shape in near))
        yield Finding(
            SHAPE,
            sentence.place(found.start()),
            quoted(text),
            Verdict.FALSE,
            f"Le texte dit {_written(said)} ; d’après {origin}, c’est {sizes}.",
            "",
            sizes if len({*near}) == 1 else "",
            wrong=found[0],
        )


def _is_last(before: str, grammar: Grammar) -> bool:
    """Tell whether a shape is that of the last maps."""
    maps = [*grammar.maps.finditer(before)]
    return bool(maps) and grammar.last.search(before[: maps[-1].start()][-20:]) is not None


def _read(sentence: Sentence, networks: Sequence[StatedNetwork], grammar: Grammar) -> Iterator[Finding]:
    """« So the dense layer receives 1176 values »."""
    for found in grammar.reads.finditer(sentence.text):
        number = whole(found["number"])
        sizes = {
            prod(layer.input_shape)
            for network in networks
            for layer in network.layers
            if layer.type == "Dense" and layer.input_shape
        }
        if number is None or number < LEAST or not sizes or number in sizes:
            continue
        # The first dense layer reads all the maps.
        reads, known = max(sizes), " ou ".join(map(shown, sorted(sizes)))
        yield Finding(
            READ,
            sentence.place(found.start("number")),
            quoted(sentence.text),
            Verdict.FALSE,
            f"Une couche dense lit {known} valeurs d’après {networks[0].origin.value}, et non "
            f"{found['number']}.",
            "",
            shown(reads),
            wrong=found["number"],
        )


def _written(shape: Shape) -> str:
    return " × ".join(map(str, shape))
