"""Layers that words name in order, with the sizes that the words around give them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generator.reread.networks.stated import Shape

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
# « La couche de convolution », « each layer »: one that was named before.
SAID_BEFORE = re.compile(r"\b(?:la|les|chaque|cette|the|each|this)\s*$", re.I)
EACH = re.compile(r"\b(?:chacune?s?\s+suivie?s?|each\s+(?:one\s+)?(?:being\s+)?followed|each\s+with)\b", re.I)


@dataclass
class DraftLayer:
    """A layer while it is read; None for what is not said yet."""

    type: str
    times: int = 1
    units: int | None = None
    side: int | None = None


@dataclass
class Draft:
    """A network while it is read; not readable when a size belongs to no layer."""

    input_shape: Shape | None = None
    layers: list[DraftLayer] = field(default_factory=list)
    readable: bool = True

    @property
    def sizeless(self) -> DraftLayer | None:
        """The last convolution, as long as its filters are not said."""
        last = next((layer for layer in self.layers[::-1] if layer.type == "Conv2D"), None)
        return last if last and last.units is None else None

    def last(self, kind: str) -> DraftLayer | None:
        """Return the last layer when it is of this kind."""
        return self.layers[-1] if self.layers and self.layers[-1].type == kind else None


def drafted(text: str) -> Draft:
    """Read the layers that a text names."""
    draft = Draft()
    for found in TOKEN.finditer(text):
        kind = found.lastgroup or ""
        if found["conv"]:
            times = (found["times"] or "1").lower()
            if not (draft.sizeless and SAID_BEFORE.search(text[: found.start()])):
                draft.layers.append(DraftLayer("Conv2D", NUMBERS.get(times) or int(times)))
        elif found["pool"]:
            if not (draft.last("MaxPooling2D") and text[: found.start()].endswith("(")):
                draft.layers.append(DraftLayer("MaxPooling2D"))
        elif found["wide"]:
            if not draft.layers:
                draft.input_shape = draft.input_shape or (int(found["width"] or found["before"]),)
        elif found["dense"] or found["neurons"]:
            draft.layers.append(DraftLayer("Dense", units=int(found["units"] or found["number"])))
        elif found["filters"]:
            conv = draft.sizeless
            draft.readable = draft.readable and conv is not None
            if conv:
                conv.units = int(found["count"])
        elif found["size"]:
            _sized(draft, found)
        draft.readable = draft.readable and not (kind == "stride" and draft.last("Conv2D"))
    if EACH.search(text):
        draft.layers = [*_pooled_each(draft.layers)]
    return draft


def _sized(draft: Draft, found: re.Match[str]) -> None:
    high, large, deep = (int(found[name] or 0) for name in ("high", "large", "deep"))
    last = draft.layers[-1] if draft.layers else None
    conv = next((layer for layer in draft.layers[::-1] if layer.type == "Conv2D"), None)
    if last is None:
        draft.input_shape = draft.input_shape or (high, large, deep or 1)
    elif conv and conv.side is None and conv.units and high == large and not deep:
        conv.side = high
    elif last.type in ("Conv2D", "MaxPooling2D") and last.side is None and high == large and not deep:
        last.side = high


def _pooled_each(layers: Sequence[DraftLayer]) -> Iterator[DraftLayer]:
    """Put the pooling that follows convolutions after each of them."""
    for rank, layer in enumerate(layers):
        after = layers[rank + 1] if rank + 1 < len(layers) else None
        if layer.type == "Conv2D" and after and after.type == "MaxPooling2D":
            for _ in range(layer.times - 1):
                yield from (DraftLayer("Conv2D", 1, layer.units, layer.side), after)
            yield DraftLayer("Conv2D", 1, layer.units, layer.side)
        else:
            yield layer
