"""What each part of a sentence measures: a part that names no score goes on with the one before it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.reread.tables.measure import Measure, measure

_CUT = re.compile(
    r"(?<!\d),\s+|;\s|,\s+(?=\D)|"
    r"\s+(?=(?:while|whereas|tandis que|alors que|mais|but|where|o[ùu]|contre|against|versus|vs\.?)\s)|"
    r"\s+(?=(?:et|and)\s+(?:(?:the|its|la|le|sa|son|une?|an?)\s|l['’]))",
    re.I,
)


@dataclass(frozen=True)
class Part:
    """A part of a sentence about one score, and where it begins."""

    text: str
    start: int
    measure: Measure


def measured_parts(text: str) -> Iterator[Part]:
    """Go through the parts of a sentence that are each about one score; none where one is about several."""
    start, held = 0, ""
    said: Measure | None = None
    for piece, at in _pieces(text):
        own = measure(piece)
        if own is None or own.metric:
            if said and held:
                yield Part(held, start, said)
            start, held = at, piece
            # « The training accuracy rises and the loss falls »: of the same split.
            said = own
        elif held and said and own.split and said.split and own.split != said.split:
            # « The accuracy is 97 % on training, while that on the validation is 75 % »
            yield Part(held, start, said)
            start, held, said = at, piece, Measure(said.metric, own.split)
        elif held:
            held = text[start : at + len(piece)]
            if said and own.split and not said.split:
                said = Measure(said.metric, own.split)
            elif said and own.split not in ("", said.split):
                said = None
        else:
            held, start = piece, at
            said = own
    if said and said.metric and held:
        yield Part(held, start, said)


def _pieces(text: str) -> Iterator[tuple[str, int]]:
    start = 0
    for cut in _CUT.finditer(text):
        yield text[start : cut.start()], start
        start = cut.end()
    yield text[start:], start
