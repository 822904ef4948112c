"""What enters the networks of a part: as it says, or as its laboratory knows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import isqrt

from generator.reread.documents.block import Kind, Section
from generator.reread.networks.stated import StatedNetwork
from generator.reread.walk.step import Maps

SQUARE = re.compile(r"(?<![\w.,])(\d{2,3})\s*[x×]\s*\1(?:\s*[x×]\s*([13])(?!\d))?(?!\d|\s*[x×*]\s*\d)")
INPUT = r"inputs?|entr[ée]es?|pixels|input_shape"
VALUES = re.compile(
    rf"(?<![\w.,×])(\d{{2,4}})\s+(?:{INPUT})\b|\b(?:{INPUT})\W{{1,3}}(\d{{2,4}})\b(?!\s*[x×.,*]\s?\d)", re.I
)
# « Input((128, 128, 1)) », « target_size=(128, 128) »
CODED = re.compile(
    r"(?:\bInput\s*\(|(?:shape|size)\s*=)[\s(\[]*(?:None\s*,\s*)?(\d{2,3})\s*,\s*\1(?!\d)(?:\s*,\s*([13])(?!\d))?"
)
NEAR = 40
# Smaller maps are those inside a network.
SMALLEST = 20


@dataclass(frozen=True)
class Start:
    """What enters a network, whether the report says so, and whether beside the layers themselves."""

    maps: Maps
    said: bool
    own: bool = False


def entered(text: str, side: int, cases: str) -> Start:
    """Return what enters the networks of a part.

    Parameters
    ----------
    text : str
        Of the part.
    side : int
        Height and width of an input whose size is not said, in pixels.
    cases : str
        What a sample is made of, as a regular expression.
    """
    said = set()
    for found in SQUARE.finditer(text):
        near = text[max(0, found.start() - NEAR) : found.end() + NEAR]
        if int(found[1]) >= side and (found[2] or re.search(rf"\b(?:{cases}|{INPUT})\b", near, re.I)):
            said.add((int(found[1]), int(found[2] or 1)))
    if len({size for size, _ in said}) == 1:
        return Start(Maps(*max(said)), said=True)
    return Start(Maps(side, 1), said=False)


def section_start(section: Section, side: int, cases: str) -> Start:
    """Return what enters the networks of a section, as its code says or else its sentences; see `entered`."""
    code = "\n".join(block.text for block in section.of(Kind.CODE))
    coded = {int(found[1]): int(found[2] or 1) for found in CODED.finditer(code) if int(found[1]) >= SMALLEST}
    if len(coded) == 1:
        # A list beside it may leave out layers that the code has.
        return Start(Maps(*coded.popitem()), said=False)
    return entered("\n".join(block.text for block in section.of(Kind.PROSE)), side, cases)


def enters_other(text: str, networks: Sequence[StatedNetwork], cases: str) -> bool:
    """Tell whether a text is about a network that reads maps of another size than those that are known."""
    start = entered(text, SMALLEST, cases)
    shapes = [network.layers[0].input_shape for network in networks if network.layers]
    if not start.said or not shapes or not all(shapes):
        return False
    sides = {isqrt(shape[0]) if len(shape) == 1 else shape[0] for shape in shapes if shape}
    return start.maps.size not in sides


def values(text: str) -> int | None:
    """Return how many values a part says that its only network reads."""
    found = {int(each[1] or each[2]) for each in VALUES.finditer(text)}
    return found.pop() if len(found) == 1 else None
