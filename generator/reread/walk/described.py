"""Networks that a sentence or a list describes in words: « 3 couches de convolution de 32 filtres 2×2 »."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import prod

from generator.reread.arithmetic.number import NUMBER
from generator.reread.documents.block import Kind, Section
from generator.reread.documents.passage import Passage, passages
from generator.reread.documents.place import Place
from generator.reread.documents.sentence import Sentence, sentences
from generator.reread.networks.derivation import derived
from generator.reread.networks.grounds import OUTPUTS
from generator.reread.networks.stated import Origin, Shape, StatedLayer, StatedNetwork, total_of
from generator.reread.networks.statement import IMAGINED
from generator.reread.walk.against import ELSEWHERE
from generator.reread.walk.grammar import Grammar
from generator.reread.walk.layer import SAME, LayerKind, Mention
from generator.reread.walk.mention import mentions
from generator.reread.walk.start import entered, values

# « …: 234 weights », « … (234 weights) »: what an item counts of the layer that it tells.
COUNTED = re.compile(
    rf"\s*[:,(;]?\s*(?:soit\s+)?{NUMBER}\s+(?:poids|weights|param[eè]t\w+|params)\b\)?", re.I
)
COUNTS = re.compile(r"=|\b(?:total|poids|weights|param[eè]t\w+|params)\b", re.I)
BULLET = re.compile(r"^[\s>]*(?:[-*•+]|\d{1,3}[.)])\s")
# Several layers at once, whose sizes may be one or many.
SEVERAL = re.compile(
    r"\b(?:hidden|dense|connected)\s+layers\b|\bcouches\s+(?:denses|cach[ée]es|enti[èe]rement)", re.I
)
# A size that may be that of an input: with more channels, it is that of maps.
INPUT = re.compile(r"(?<![\w.,])(\d{2,3})\s*[x×]\s*(\d{2,3})(?:\s*[x×]\s*([13])\b)?(?!\d|\s*[x×]\s*\d)")
KERAS = {
    LayerKind.POOL: "MaxPooling2D",
    LayerKind.GAP: "GlobalAveragePooling2D",
    LayerKind.NORM: "BatchNormalization",
}


@dataclass(frozen=True)
class _Described:
    """Layers that words name in order, and the shape of the input when they give it."""

    layers: tuple[Mention, ...]
    input_shape: Shape | None
    text: str

    @property
    def deep(self) -> bool:
        return any(layer.kind is LayerKind.CONV for layer in self.layers)


def described_networks(
    section: Section, side: int, cases: str, grammar: Grammar
) -> Iterator[tuple[StatedNetwork, ...]]:
    """Go through the networks that a section describes in words, each with what it may be: padded or not.

    One whose input is only supposed is not complete.

    Parameters
    ----------
    section : Section
    side : int
        Height and width of an input whose size is not said, in pixels.
    cases : str
        What a sample is made of, as a regular expression.
    grammar : Grammar
    """
    said = "\n".join(block.text for block in section.of(Kind.PROSE, Kind.TABLE))
    for block in section.of(Kind.PROSE):
        for passage in passages(block):
            for text, place in _stretches(passage, grammar):
                described = _described(text, grammar)
                shape, known = _input(described, said, side, cases)
                found = _networks(described, shape, place, known=known)
                if found:
                    yield found


def imagined_networks(section: Section, side: int, grammar: Grammar) -> Iterator[StatedNetwork]:
    """Go through the networks that paragraphs imagine, before they count their weights."""
    for block in section.of(Kind.PROSE):
        for passage in passages(block):
            if IMAGINED.search(passage.text):
                text, equal, _ = passage.text.partition("=")
                described = _described(text[: text.rfind(". ") + 1] if equal else text, grammar)
                shape, known = _input(described, "", side, "")
                yield from _networks(
                    described, shape, passage.place(0), known=known, padding="same", outputs=None
                )


def _stretches(passage: Passage, grammar: Grammar) -> Iterator[tuple[str, Place]]:
    """Go through what may describe a network as a whole: each list, then each sentence."""
    held: list[int] = []
    for rank, line in enumerate((*passage.lines, None)):
        item = line is not None and BULLET.match(line.text) and not line.text.rstrip().endswith((":", ":**"))
        if item:
            held.append(rank)
        elif len(held) > 2:
            told = [COUNTED.sub("", passage.texts[each], count=1) for each in held]
            kept = [text for text in told if not COUNTS.search(text)]
            yield "\n".join(kept), passage.lines[held[0]].place
        held = held if item else []
    for sentence in sentences(passage):
        if not _is_elsewhere(sentence, grammar):
            yield sentence.text, sentence.place(0)


def _is_elsewhere(sentence: Sentence, grammar: Grammar) -> bool:
    return ELSEWHERE.search(grammar.each.sub("", sentence.text)) is not None


def _described(text: str, grammar: Grammar) -> _Described:
    named = _completed([*mentions(text, grammar)])
    shape: Shape | None = None
    first = next((layer.position for layer in named if layer.kind is not LayerKind.INPUT), len(text))
    size = INPUT.search(text[:first])
    wide = [layer.units for layer in named if layer.kind is LayerKind.INPUT and layer.units]
    if size:
        shape = (int(size[1]), int(size[2]), int(size[3] or 1))
    elif wide:
        shape = (wide[0],)
    kept = [layer for layer in named if layer.kind not in (LayerKind.INPUT, LayerKind.FLAT, *SAME)]
    if grammar.each.search(text):
        kept = [*_pooled_each(kept)]
    return _Described(tuple(kept), shape, text)


def _completed(named: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return layers in order, what is said later of one that was named already with it."""
    found: list[Mention] = []
    for each in named:
        open_ones = [
            rank for rank, other in enumerate(found) if other.kind is each.kind and other.units is None
        ]
        if each.again and open_ones and each.kind in (LayerKind.CONV, LayerKind.DENSE):
            other = found[open_ones[-1]]
            found[open_ones[-1]] = replace(other, units=each.units, side=other.side or each.side)
        else:
            found.append(each)
    return tuple(found)


def _pooled_each(layers: Sequence[Mention]) -> Iterator[Mention]:
    """Put the pooling that follows convolutions after each of them."""
    for rank, layer in enumerate(layers):
        after = layers[rank + 1] if rank + 1 < len(layers) else None
        one = replace(layer, times=1)
        if layer.kind is LayerKind.CONV and after and after.kind is LayerKind.POOL:
            for _ in range((layer.times or 1) - 1):
                yield from (one, after)
            yield one
        else:
            yield layer


def _input(described: _Described, said: str, side: int, cases: str) -> tuple[Shape | None, bool]:
    """Return the shape of the input, and whether it is said: with the network, or in its part."""
    shape = described.input_shape
    if shape and (not described.deep or len(shape) == 3):
        return shape, True
    if not described.deep:
        read = values(said)
        return ((read,) if read else None), True
    start = entered(said, side, cases)
    return (start.maps.size, start.maps.size, start.maps.depth or 1), start.said


def _networks(
    described: _Described,
    input_shape: Shape | None,
    place: Place,
    *,
    known: bool,
    padding: str = "",
    outputs: frozenset[int] | None = OUTPUTS,
) -> tuple[StatedNetwork, ...]:
    layers, deep = described.layers, described.deep
    if SEVERAL.search(described.text) or not input_shape or len(layers) < 2 or not _is_told(layers):
        return ()
    if outputs and layers[-1].units not in outputs:
        return ()
    said = {padding or layer.padding for layer in layers} - {""}
    paddings = said if len(said) == 1 else {"same", "valid"}
    found = []
    for border in sorted(paddings) if deep else ("valid",):
        shape = input_shape if deep else (prod(input_shape),)
        built = tuple(derived(_stated(layers, border, place, deep=deep), shape))
        total = total_of(built)
        if total is None:
            return ()
        found.append(StatedNetwork(Origin.WORDS, place, built, total, complete=known))
    return tuple(found)


def networks_of(layers: tuple[Mention, ...], shape: Shape, place: Place) -> Iterator[StatedNetwork]:
    """Go through what layers, told one after another, may be from a known input: padded or not."""
    yield from _networks(_Described(layers, shape, ""), shape, place, known=True)


def _is_told(layers: Sequence[Mention]) -> bool:
    """Tell whether all that counts is said of each layer, down to a dense one."""
    return layers[-1].kind is LayerKind.DENSE and not any(
        layer.kind is LayerKind.STRANGE
        or (layer.kind in (LayerKind.CONV, LayerKind.DENSE) and layer.units is None)
        or (layer.kind is LayerKind.CONV and layer.side is None)
        for layer in layers
    )


def _stated(layers: Sequence[Mention], padding: str, place: Place, *, deep: bool) -> Iterator[StatedLayer]:
    flat = not deep
    for layer in layers:
        settings = {}
        if layer.kind is LayerKind.DENSE:
            if not flat:
                yield StatedLayer("", "Flatten", place)
            flat = True
            yield StatedLayer("", "Dense", place, {"units": layer.units})
            continue
        if flat:
            # Layers that no network has in this order.
            return
        if layer.kind is LayerKind.CONV:
            settings = {
                "filters": layer.units,
                "kernel_size": layer.side,
                "padding": layer.padding or padding,
            }
        elif layer.kind is LayerKind.POOL:
            settings = {"pool_size": layer.side or 2}
        strides = {"strides": layer.stride} if layer.stride else {}
        for _ in range(layer.times or 1):
            yield StatedLayer("", KERAS.get(layer.kind, "Conv2D"), place, settings | strides)
