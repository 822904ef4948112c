"""Networks that a sentence or a list describes in words: « 3 couches de convolution de 32 filtres 2×2 »."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import prod

from generator.reread.documents.block import Kind, Section
from generator.reread.documents.passage import Passage, passages
from generator.reread.documents.place import Place
from generator.reread.documents.sentence import Sentence, sentences
from generator.reread.networks.derivation import derived
from generator.reread.networks.sizes import ELSEWHERE
from generator.reread.networks.stated import Origin, Shape, StatedLayer, StatedNetwork, total_of

NUMBERS = {
    **dict.fromkeys(("un", "une", "one", "single", "seule"), 1),
    **dict.fromkeys(("deux", "two"), 2),
    **dict.fromkeys(("trois", "three"), 3),
    **dict.fromkeys(("quatre", "four"), 4),
    **dict.fromkeys(("cinq", "five"), 5),
}
_TIMES = rf"(?:(?P<times>\d|{'|'.join(NUMBERS)})\s+)?"
_UNITS = r"(?:neurones?|neurons?|units|unités)"
_WORDS = (
    rf"(?P<conv>{_TIMES}(?:couches?\s+(?:de\s+)?|layers?\s+of\s+)?\bconv(?:\s?2d|olution\w*)?\b(?:\s+2d)?"
    r"(?:\s+layers?)?(?:\s+\d(?=\s*:))?)",
    r"(?P<pool>\b(?:max|average)[\s_-]?pool\w*(?:\s?2d)?|\bpooling(?:\s+layers?)?(?:\s+\d(?=\s*:))?|"
    r"\bmise en commun)",
    r"(?P<flat>\b(?:flatten\w*|aplati\w*))",
    r"(?P<wide>\b(?:inputs?|entr[ée]es?)\b[^.\n\d]{0,20}(?P<width>\d{2,5})\b(?!\s*[x×.,]\s?\d)(?:\s+neuron\w*)?"
    r"|(?<![\w.,])(?P<before>\d{2,5})\s+(?:inputs?|entr[ée]es|pixels)\b)",
    rf"(?P<dense>\b(?:dense|enti[èe]rement\s+connect[ée]es?|fully[\s-]connected|cach[ée]es?|hidden|outputs?|"
    rf"sorties?)(?:\s+(?:layer|couche))?(?:\s+\d(?=\s*:))?(?:\s*[:(]|\s+(?:de|of|with|avec|à)|\s)\s*(?P<units>\d{{1,5}})\b"
    rf"(?!\s*[x×%]|[.,]\d)(?:\s+{_UNITS})?)",
    rf"(?P<neurons>(?<![\w.,])(?P<number>\d{{1,5}})[\s-]+(?:hidden\s+)?(?:{_UNITS}|outputs?|sorties?)\b"
    r"(?:[^,;.\n]{0,25}\b(?:layer|couche|output|sortie)\b(?:\s+\w+)?)?)",
    r"(?P<filters>(?<![\w.,])(?P<count>\d{1,4})\s+(?:filtres?|filters?)\b)",
    r"(?P<size>(?<![\w.,])\(?(?P<high>\d{1,3})\s*[x×,]\s*(?P<large>\d{1,3})(?:\s*[x×,]\s*(?P<deep>\d{1,3}))?\b)",
    r"(?P<stride>\bstrides?\s*(?:of|de|=|:)?\s*\(?[2-9])",
)
TOKEN = re.compile("|".join(_WORDS), re.I)
SAME = re.compile(r"\bsame\b", re.I)
EACH = re.compile(r"\b(?:chacune?s?\s+suivie?s?|each\s+(?:one\s+)?(?:being\s+)?followed|each\s+with)\b", re.I)
COUNTS = re.compile(r"=|\b(?:total|poids|weights|param[eè]t\w+|params)\b", re.I)
BULLET = re.compile(r"^[\s>]*(?:[-*•+]|\d{1,3}[.)])\s")
# Several layers at once, whose sizes may be one or many.
SEVERAL = re.compile(
    r"\b(?:hidden|dense|connected)\s+layers\b|\bcouches\s+(?:denses|cach[ée]es|enti[èe]rement)", re.I
)
# What a network of a report ends with: a class, or one per class.
OUTPUTS = frozenset({1, 2, 10})
# Smaller ones are those of what layers put out.
LEAST_SIDE = 20


@dataclass
class _Layer:
    type: str
    times: int = 1
    units: int | None = None
    side: int | None = None


@dataclass
class _Draft:
    input_shape: Shape | None = None
    layers: list[_Layer] = field(default_factory=list)
    readable: bool = True

    def last(self, kind: str) -> _Layer | None:
        return self.layers[-1] if self.layers and self.layers[-1].type == kind else None


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
                draft = _drafted(text)
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


def _is_elsewhere(sentence: Sentence) -> bool:
    return ELSEWHERE.search(EACH.sub("", sentence.text)) is not None


def _drafted(text: str) -> _Draft:
    draft = _Draft()
    for found in TOKEN.finditer(text):
        kind = found.lastgroup or ""
        if found["conv"]:
            times = (found["times"] or "1").lower()
            draft.layers.append(_Layer("Conv2D", NUMBERS.get(times) or int(times)))
        elif found["pool"]:
            draft.layers.append(_Layer("MaxPooling2D"))
        elif found["wide"]:
            if not draft.layers:
                draft.input_shape = draft.input_shape or (int(found["width"] or found["before"]),)
        elif found["dense"] or found["neurons"]:
            draft.layers.append(_Layer("Dense", units=int(found["units"] or found["number"])))
        elif found["filters"]:
            conv = draft.last("Conv2D")
            draft.readable = draft.readable and conv is not None and conv.units is None
            if conv:
                conv.units = int(found["count"])
        elif found["size"]:
            _sized(draft, found)
        draft.readable = draft.readable and not (kind == "stride" and draft.last("Conv2D"))
    if EACH.search(text):
        draft.layers = [*_pooled_each(draft.layers)]
    return draft


def _sized(draft: _Draft, found: re.Match[str]) -> None:
    high, large, deep = (int(found[name] or 0) for name in ("high", "large", "deep"))
    last = draft.layers[-1] if draft.layers else None
    if last is None:
        draft.input_shape = draft.input_shape or (high, large, deep or 1)
    elif last.type in ("Conv2D", "MaxPooling2D") and last.side is None and high == large and not deep:
        last.side = high


def _pooled_each(layers: Sequence[_Layer]) -> Iterator[_Layer]:
    """Put the pooling that follows convolutions after each of them."""
    for rank, layer in enumerate(layers):
        after = layers[rank + 1] if rank + 1 < len(layers) else None
        if layer.type == "Conv2D" and after and after.type == "MaxPooling2D":
            for _ in range(layer.times - 1):
                yield from (_Layer("Conv2D", 1, layer.units, layer.side), after)
            yield _Layer("Conv2D", 1, layer.units, layer.side)
        else:
            yield layer


def _input(draft: _Draft, said: str, side: int) -> tuple[Shape | None, bool]:
    """Return the shape of the input, and whether it is said: with the network, or in its part."""
    deep = any(layer.type == "Conv2D" for layer in draft.layers)
    if draft.input_shape and (not deep or len(draft.input_shape) == 3):
        return draft.input_shape, True
    found = {(int(x), int(y)) for x, y in re.findall(r"(?<![\w.,])(\d{2,3})\s*[x×]\s*(\d{2,3})(?!\d)", said)}
    sizes = {size for size in found if min(size) >= LEAST_SIDE}
    if not deep or len(sizes) > 1:
        return None, False
    return (*next(iter(sizes), (side, side)), 1), bool(sizes)


def _networks(
    draft: _Draft, input_shape: Shape | None, text: str, place: Place, *, known: bool
) -> tuple[StatedNetwork, ...]:
    layers = draft.layers
    readable = draft.readable and not SEVERAL.search(text)
    if not readable or not input_shape or len(layers) < 2 or layers[-1].units not in OUTPUTS:
        return ()
    if any(layer.units is None for layer in layers if layer.type != "MaxPooling2D"):
        return ()
    if any(layer.side is None for layer in layers if layer.type == "Conv2D") or layers[-1].type != "Dense":
        return ()
    paddings = ("same",) if SAME.search(text) else ("same", "valid")
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


def _stated(layers: Sequence[_Layer], padding: str, place: Place, *, deep: bool) -> Iterator[StatedLayer]:
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
