"""Networks that a sentence or a list describes in words: « 3 couches de convolution de 32 filtres 2×2 »."""

import re
from collections.abc import Iterator, Sequence
from math import prod

from generator.reread.documents.block import Kind, Section
from generator.reread.documents.passage import Passage, passages
from generator.reread.documents.place import Place
from generator.reread.documents.sentence import Sentence, sentences
from generator.reread.networks.derivation import derived
from generator.reread.networks.draft import EACH, Draft, DraftLayer, drafted
from generator.reread.networks.sizes import ELSEWHERE
from generator.reread.networks.stated import Origin, Shape, StatedLayer, StatedNetwork, total_of
from generator.reread.networks.statement import IMAGINED

SAME = re.compile(r"\bsame\b", re.I)
VALID = re.compile(r"\bvalide?\b|\b(?:sans|no|without)\s+(?:padding|remplissage)", re.I)
COUNTS = re.compile(r"=|\b(?:total|poids|weights|param[eè]t\w+|params)\b", re.I)
BULLET = re.compile(r"^[\s>]*(?:[-*•+]|\d{1,3}[.)])\s")
# Several layers at once, whose sizes may be one or many.
SEVERAL = re.compile(
    r"\b(?:hidden|dense|connected)\s+layers\b|\bcouches\s+(?:denses|cach[ée]es|enti[èe]rement)", re.I
)
# What a network of a report ends with: a class, or one per class.
OUTPUTS = frozenset({1, 2, 10})
# A size that may be that of an input: with more channels, it is that of maps.
INPUT = re.compile(r"(?<![\w.,])(\d{2,3})\s*[x×]\s*(\d{2,3})(?!\d|\s*[x×]\s*(?![13]\b)\d)")


def described_networks(section: Section, side: int) -> Iterator[tuple[StatedNetwork, ...]]:
    """Go through the networks that a section describes in words, each with what it may be: padded or not.

    One whose input is only supposed is not complete.

    Parameters
    ----------
    section : Section
    side : int
        Height and width of an input whose size is not said, in pixels.
    """
    said = "\n".join(block.text for block in section.of(Kind.PROSE, Kind.TABLE))
    for block in section.of(Kind.PROSE):
        for passage in passages(block):
            for text, place in _stretches(passage):
                draft = drafted(text)
                shape, known = _input(draft, said, side)
                found = _networks(draft, shape, text, place, known=known)
                if found:
                    yield found


def _stretches(passage: Passage) -> Iterator[tuple[str, Place]]:
    """Go through what may describe a network as a whole: each list, then each sentence."""
    held: list[int] = []
    for rank, line in enumerate((*passage.lines, None)):
        item = line is not None and BULLET.match(line.text) and not line.text.rstrip().endswith((":", ":**"))
        if item:
            held.append(rank)
        elif len(held) > 2:
            kept = [passage.texts[each] for each in held if not COUNTS.search(passage.texts[each])]
            yield "\n".join(kept), passage.lines[held[0]].place
        held = held if item else []
    for sentence in sentences(passage):
        if not _is_elsewhere(sentence):
            yield sentence.text, sentence.place(0)


def imagined_networks(section: Section, side: int) -> Iterator[StatedNetwork]:
    """Go through the networks that paragraphs imagine, before they count their weights."""
    for block in section.of(Kind.PROSE):
        for passage in passages(block):
            if IMAGINED.search(passage.text):
                text, equal, _ = passage.text.partition("=")
                draft = drafted(text[: text.rfind(". ") + 1] if equal else text)
                shape, known = _input(draft, "", side)
                yield from _networks(draft, shape, "same", passage.place(0), known=known, outputs=None)[:1]


def _is_elsewhere(sentence: Sentence) -> bool:
    return ELSEWHERE.search(EACH.sub("", sentence.text)) is not None


def _input(draft: Draft, said: str, side: int) -> tuple[Shape | None, bool]:
    """Return the shape of the input, and whether it is said: with the network, or in its part."""
    deep = any(layer.type == "Conv2D" for layer in draft.layers)
    if draft.input_shape and (not deep or len(draft.input_shape) == 3):
        return draft.input_shape, True
    found = {(int(x), int(y)) for x, y in INPUT.findall(said)}
    # Smaller ones are those of what layers put out.
    sizes = {size for size in found if min(size) >= side}
    if not deep or len(sizes) > 1:
        return None, False
    return (*next(iter(sizes), (side, side)), 1), bool(sizes)


def _networks(
    draft: Draft,
    input_shape: Shape | None,
    text: str,
    place: Place,
    *,
    known: bool,
    outputs: frozenset[int] | None = OUTPUTS,
) -> tuple[StatedNetwork, ...]:
    layers = draft.layers
    readable = draft.readable and not SEVERAL.search(text)
    if not readable or not input_shape or len(layers) < 2:
        return ()
    if outputs and layers[-1].units not in outputs:
        return ()
    if any(layer.units is None for layer in layers if layer.type != "MaxPooling2D"):
        return ()
    if any(layer.side is None for layer in layers if layer.type == "Conv2D") or layers[-1].type != "Dense":
        return ()
    said = tuple(kind for kind, words in (("same", SAME), ("valid", VALID)) if words.search(text))
    paddings = said if len(said) == 1 else ("same", "valid")
    deep = any(layer.type == "Conv2D" for layer in layers)
    found = []
    for padding in paddings if deep else ("valid",):
        shape = input_shape if deep else (prod(input_shape),)
        built = tuple(derived(_stated(layers, padding, place, deep=deep), shape))
        total = total_of(built)
        if total is None:
            return ()
        found.append(StatedNetwork(Origin.WORDS, place, built, total, complete=known))
    return tuple(found)


def _stated(layers: Sequence[DraftLayer], padding: str, place: Place, *, deep: bool) -> Iterator[StatedLayer]:
    flat = not deep
    for layer in layers:
        if layer.type == "Dense":
            if not flat:
                yield StatedLayer("", "Flatten", place)
            flat = True
            yield StatedLayer("", "Dense", place, {"units": layer.units})
            continue
        if flat:
            # Layers that no network has in this order.
            return
        for _ in range(layer.times):
            if layer.type == "Conv2D":
                settings = {"filters": layer.units, "kernel_size": layer.side, "padding": padding}
                yield StatedLayer("", "Conv2D", place, settings)
            else:
                yield StatedLayer("", "MaxPooling2D", place, {"pool_size": layer.side or 2})
