"""Layers that words name, each with what they say of it: « 16 filtres 3 × 3, sortie 26 × 26 × 16 »."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from generator.reread.arithmetic.number import NUMBER, readings
from generator.reread.networks.described import SAME, VALID

# A larger square is no window.
LARGEST_WINDOW = 11
ORDINAL = r"(?:first|second|third|last|premi[èe]re?|seconde?|deuxi[èe]me|troisi[èe]me|derni[èe]re?)"
_AFTER = (
    rf"(?P<after>\b(?:apr[èe]s|after|following)\s+(?:(?:the|la|le|les|l['’]|une?|a|each|chaque)\s*)?(?:{ORDINAL}\s+)?"
    r"(?:couche\s+(?:de\s+)?)?)?"
)
_SQUARE = r"\d{1,3}\s*[x×]\s*\d{1,3}"
LAYER = re.compile(
    rf"{_AFTER}(?:(?<![\w.,x×]){_SQUARE}\s+)?(?:"
    # Layers that are not followed: what they put out, and their weights, are theirs to say.
    r"(?P<strange>(?:\bconv\w*\s+)?\b\w*(?:transpos|s[ée]parable|depthwise|dilat|atrous|upsampl|sur[ée]chantill|"
    r"padding2d|zero[\s_-]padding|cropp|rogn|concat|reshap|permut|embedding|attention|r[ée]sid|random|resiz|rescal|"
    r"prelu|(?:layer|group|instance|unit)[\s_-]?norm)\w*|\b\w*(?:[13]d|lstm|gru|rnn)\b|"
    r"\b(?!conv|max|average|avg|mean|pool|global)[a-z]+2d\b)|"
    r"(?P<conv>(?<!r[ée]seau )(?<!r[ée]seaux )\bconv(?:\s?2d|olution(?:al)?s?|olutive?s?)?(?![a-z])"
    r"(?!\s+(?:neural\s+)?(?:network|net\b)))|"
    r"(?P<gap>\bglobal[\s_-]?(?:average|avg|max|moyen\w*)[\s_-]?pool\w*)|"
    r"(?P<pool>\b(?:(?:max|average|avg|mean)[\s_-]?)?pool(?:ing)?s?(?:\s?2d)?(?![a-z]))|"
    r"(?P<flat>\b(?:flatten\w*|aplati\w*))|"
    r"(?P<dense>\b(?:dense|fully[\s-]connected|enti[èe]rement\s+connect[ée]e?s?|output\s+layer|couche\s+de\s+sortie)\b)|"
    r"(?P<norm>\bbatch[\s_-]?norm\w*)|"
    r"(?P<act>\b(?:relu|activation)\b)|(?P<same>\bdropout\b))"
    rf"|(?P<other>\b(?:after\s+the|apr[èe]s\s+la)\s+{ORDINAL}\b(?=[\s,:]*\(?\d))",
    re.I,
)
SIZE = re.compile(
    r"(?<![\w.,])(?<![*+=/]\s)(?P<open>\()?(?:None\s*,\s*)?(?P<high>\d{1,3})\s*(?P<sign>[x×,])\s*(?P<large>\d{1,3})"
    r"(?:\s*(?P=sign)\s*(?P<deep>\d{1,4}))?(?![\d.]*\s*[+*/]|\d|\s*[x×]\s*\d|\s\d{3}\b)"
    # What enters is not what comes out.
    r"(?!\)?\s+(?:inputs?|entr[ée]es?)\b|\)?\s*(?:à|to|en)\s+\(?\d|"
    r"\)?\s+(?!filt|kern|noy|conv|pool|wind|max|same|val|pad|str)[^\W\d]+\s+(?:donn\w+|giv\w+|yield\w*|becom\w+)\b)"
)
PUT_OUT = re.compile(
    r"sortie|output|maps?\b|cartes?\b|donn\w+|giv\w+|yield\w*|produ\w+|ram[èe]ne\w*|\bto\b|r[ée]dui\w+|becom\w+|"
    r"devien\w+|→|[-=]+>|shape|forme|\bsize is\b",
    re.I,
)
WINDOW = re.compile(r"filtres?\b|filters?\b|kernels?|noyaux?|window|fen[êe]tre|masques?", re.I)
# « 1 024 filtres » are no 24.
_WHOLE = r"(?<![\w.,x×])(?<!\d[\s'’])"
FILTERS = (
    re.compile(rf"{_WHOLE}(\d{{1,4}})\s+(?:filtres?|filters?|noyaux|kernels|feature\s+maps?)\b", re.I),
    re.compile(r"\b(?:filters|filtres)\s*[:=]\s*(\d{1,4})\b", re.I),
    re.compile(r"\(\s*\d{1,2}\s*[x×]\s*\d{1,2}\s*,\s*(\d{1,4})\b(?!\s*[x×])"),
    re.compile(r"^\W*conv\w*\W{0,2}(?<!\d)(\d{1,4})\s*,\s*\(?\d{1,2}\s*[x×,)]", re.I),
)
STRIDE = re.compile(r"\bstrides?\s*(?:of|de|=|:)?\s*\(?(\d)\b(?:\s*[x×,]\s*\d\)?)?|\bpas\s+de\s+(\d)\b", re.I)
UNITS = (
    re.compile(rf"{_WHOLE}(\d{{1,5}})\s+(?:neurones?|neurons?|units?|unités?|sorties?|outputs?)\b", re.I),
    re.compile(r"\b(?:dense|connected|connect[ée]e)\W{0,3}(\d{1,5})\b(?!\s*[x×*.,:]\s?\d)", re.I),
)
COUNT = re.compile(
    rf"\b(?:en\s+(?:a|compte)|en\s+poss[èe]de)\s+((?<![\w.,]){NUMBER})(?![^\W\d]|\s*[x×*+=%])|"
    rf"(?<![\w.,x×*+=]\s)((?<![\w.,]){NUMBER})\s+(?:poids|weights|param[èe]t\w+|params)\b",
    re.I,
)
FLAT = re.compile(
    rf"(?:=|→|[-=]+>|:|\b(?:of|to|de|à|a|en|gives?|donne|with|avec)\b)\W*((?<![\w.,]){NUMBER})(?!\s*[x×*+=%])"
)

UNBIASED = re.compile(
    r"\b(?:sans|hors|without|no|excluding)\s+(?:\w+\s+)?bia(?:is|s|ses)\b|\b(?:use_)?bias\s*=\s*False", re.I
)
# Between a layer and an activation that is another one.
APART = re.compile(r"→|➔|➜|⟶|[-–=]+>|[+;|/–—]|\s-\s|\bto\b|\.\s|\n|suivi|puis|then|follow", re.I)
# « (Conv – Pool) × 4 », « répété 3 fois »: layers told at once.
REPEATED = re.compile(r"\)\W{0,3}[x×]\s*\d|\b(?:\d+|deux|trois|two|three)\s+(?:fois|times)\b|\btwice\b", re.I)
# Windows or maps that are no squares are not followed.
STRANGE_SIZE = re.compile(
    r"(?<![\w.,×])(?<![x×]\s)(\d{1,3})\s*[x×]\s*(?!\1(?!\d))\d{1,3}(?:\s*[x×]\s*\d+)?(?!\s*[x×*+=/]|\d)", re.I
)


class LayerKind(Enum):
    """What becomes of maps in a layer."""

    CONV = auto()
    POOL = auto()
    GAP = auto()
    FLAT = auto()
    DENSE = auto()
    NORM = auto()
    SAME = auto()
    STRANGE = auto()


@dataclass(frozen=True)
class Mention:
    """A layer that words name; None for what they do not say.

    Attributes
    ----------
    side, stride : int or None
        Of its window, in pixels.
    biased : bool
        False when it is said to have no biases.
    padding : str
        « same », « valid » or empty.
    size : int or None
        Side of the maps that are said to come out, in pixels.
    depth : int or None
        How many maps, or values when they are flat, are said to come out.
    count : int or None
        Its weights, as they are said.
    """

    kind: LayerKind
    text: str
    position: int
    units: int | None = None
    side: int | None = None
    stride: int | None = None
    padding: str = ""
    size: int | None = None
    depth: int | None = None
    count: int | None = None
    first: bool = False
    biased: bool = True

    @property
    def claims(self) -> bool:
        """Whether the size of what comes out is said."""
        return self.size is not None or (self.kind is LayerKind.FLAT and self.depth is not None)


def mentions(text: str) -> Iterator[Mention]:
    """Go through the layers that a text names, in order."""
    found: list[re.Match[str]] = []
    for layer in LAYER.finditer(text):
        # « Conv2D de 32 filtres, relu (320 poids) »: an activation that is a setting of the layer before.
        if not (found and layer["act"] and not APART.search(text[found[-1].end() : layer.start()])):
            found.append(layer)
    for rank, layer in enumerate(found):
        end = found[rank + 1].start() if rank + 1 < len(found) else len(text)
        yield mention(layer, text[layer.start() : end], bool(layer["after"] or layer["other"]))


def mention(layer: re.Match[str], text: str, after: bool) -> Mention:
    """Read what a stretch of text says of the layer that it begins with."""
    name = "conv" if layer["other"] else "same" if layer["act"] else layer.lastgroup or ""
    kind = LayerKind[name.upper()]
    stride, count = STRIDE.search(text), COUNT.search(text)
    said = STRIDE.sub(lambda cut: " " * len(cut[0]), text)
    patterns = {LayerKind.CONV: FILTERS, LayerKind.DENSE: UNITS}.get(kind, ())
    units = next((each for pattern in patterns if (each := pattern.search(said))), None)
    filters = int(units[1]) if units else None
    windowed = kind in (LayerKind.CONV, LayerKind.POOL)
    if REPEATED.search(said) or (windowed and STRANGE_SIZE.search(said)):
        kind = LayerKind.STRANGE
    side, size, depth = _sizes(said, kind, filters, after)
    if kind not in (LayerKind.CONV, LayerKind.POOL, LayerKind.STRANGE):
        size = depth = None
    if kind is LayerKind.FLAT:
        values = [(each.start(), _whole(each[1])) for each in FLAT.finditer(said)]
        large = [(start, value) for start, value in values if value and value > LARGEST_WINDOW]
        # What more is added is no size.
        depth = large[-1][1] if large and "+" not in said[: large[-1][0]] else None
    return Mention(
        kind,
        text,
        layer.start(),
        filters,
        side,
        int(stride[1] or stride[2]) if stride else None,
        "same" if SAME.search(said) else "valid" if VALID.search(said) else "",
        size,
        depth,
        _whole(count[1] or count[2]) if count else None,
        re.search(r"\b(?:first|premi[èe]re?)\b", layer[0], re.I) is not None,
        UNBIASED.search(said) is None,
    )


def _sizes(
    text: str, kind: LayerKind, filters: int | None, after: bool
) -> tuple[int | None, int | None, int | None]:
    """Return the side of the window, and the side and number of the maps that come out."""
    side = None
    claims: list[tuple[int, int | None]] = []
    end = 0
    for found in SIZE.finditer(text):
        high, large, deep = (int(found[name] or 0) for name in ("high", "large", "deep"))
        if (found["sign"] == "," and not found["open"]) or high != large:
            continue
        before = text[end : found.start()]
        out = [each.end() for each in PUT_OUT.finditer(before)] or ([0] if after else [])
        window = [each.end() for each in WINDOW.finditer(before)]
        put_out = bool(out) and max(window, default=-1) < out[-1]
        windowed = high <= LARGEST_WINDOW and kind in (LayerKind.CONV, LayerKind.POOL)
        small = windowed and side is None
        if deep and (put_out or not small or deep == filters or kind is LayerKind.POOL):
            claims.append((high, deep))
        elif small and not put_out:
            side = high
        elif put_out or not windowed or (found["open"] and not window):
            claims.append((high, deep or None))
        end = found.end()
    # Several sizes are those of several layers.
    size, depth = claims[0] if len({*claims}) == 1 else (None, None)
    return side, size, depth


def _whole(text: str) -> int | None:
    found = readings(text)
    return int(found[0].low) if found and found[0].is_exact and found[0].low.denominator == 1 else None
