"""The numbers that a report writes, and where: those of its weights and those of its scores."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from generator.reread.arithmetic.number import NUMBER, readings
from generator.reread.arithmetic.plain import plain
from generator.reread.documents.block import Block, Kind
from generator.reread.documents.outline import Outline
from generator.reread.restated.said import COUNT, LEAST, Said
from generator.reread.scores.mention import bounds
from generator.reread.wording.links import MORE

_WHOLE = re.compile(rf"(?<![\w.,]){NUMBER}(?!\w)")
_RATE = re.compile(r"(?<![\w.,])(?:\d{1,3}[.,]\d{1,20}(?:\s?%)?|\d{1,3}\s?%)(?!\w)")

# « 97.7 » may be 97.71; « 0.9 » is something else.
COARSER = 10


@dataclass(frozen=True)
class _Written:
    low: Fraction
    high: Fraction
    section: int
    block: Block


class Pool:
    """All the numbers of a report that may be a quantity said elsewhere."""

    def __init__(self, outline: Outline) -> None:
        self._wholes: dict[Fraction, list[_Written]] = {}
        self._rates: list[_Written] = []
        for rank, section in enumerate(outline.sections):
            for block in section.blocks:
                self._read(block, rank)
        self._rates.sort(key=lambda each: each.low)

    def _read(self, block: Block, rank: int) -> None:
        for line in block.lines:
            text = plain(line.text).replace("\x1e", " ")
            # A difference is no quantity of a model.
            for found in (each for each in _WHOLE.finditer(text) if not MORE.match(text, each.end())):
                for value in {span.low for span in readings(found[0]) if span.is_exact and span.low >= LEAST}:
                    self._wholes.setdefault(value, []).append(_Written(value, value, rank, block))
            for found in _RATE.finditer(text) if block.kind is not Kind.CODE else ():
                self._rates.append(_Written(*bounds(found[0]), rank, block))

    def times(self, said: Said) -> int:
        """Return how many times a quantity is written in the report."""
        return sum(1 for _ in self._of(said))

    def is_beside(self, said: Said, other: Said) -> bool:
        """Tell whether a quantity is written where the other one is, but for its own table or paragraphs."""
        return any(each.section == other.section and each.block is not said.block for each in self._of(said))

    def written(self, count: int) -> int:
        """Return how many times a whole number is written in the report."""
        return len(self._wholes.get(Fraction(count), []))

    def rates(self) -> Iterator[tuple[Fraction, Fraction]]:
        """Go through all the rates of the report: between which values each lies."""
        return ((each.low, each.high) for each in self._rates)

    def _of(self, said: Said) -> Iterator[_Written]:
        if said.kind == COUNT:
            return iter(self._wholes.get(said.low, []))
        widest = (said.high - said.low) * COARSER
        first = bisect_left(self._rates, said.low - widest, key=lambda each: each.low)
        last = bisect_right(self._rates, said.high, key=lambda each: each.low)
        near = self._rates[first:last]
        return (each for each in near if said.low <= each.high and each.high - each.low <= widest)
