"""Numbers as cells of a table write them."""

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from generator.reread.arithmetic.plain import KEPT

_CELL = re.compile(
    r"[~≈]?\s*(\d{1,3}(?:[ '’\u00a0\u202f]\d{3})+|\d{1,12}(?:[.,]\d{1,12})?)\s*(%?)(?:\s*(?:±|\+/-).*)?"
)


@dataclass(frozen=True)
class Cell:
    """A number of a table, and a unit of its last figure."""

    value: Fraction
    unit: Fraction

    def is_near(self, value: Fraction, unit: Fraction) -> bool:
        """Tell whether another number is the same, to within half a unit of its last figure."""
        return abs(self.value - value) < unit / 2


@lru_cache(KEPT)
def column(head: str, texts: tuple[str, ...]) -> tuple[Cell, ...]:
    """Return the numbers of a column, empty unless each of its cells is one."""
    found = [cell(text) for text in texts]
    known = [each for each in found if each]
    if not known or len(known) < len(found):
        return ()
    scale = 100 if "%" in head and not any("%" in text for text in texts) else 1
    return tuple(Cell(each.value / scale, each.unit / scale) for each in known)


def cell(text: str) -> Cell | None:
    """Return the number of a cell, None for anything else."""
    found = _CELL.fullmatch(text.strip())
    if found is None:
        return None
    scale = 100 if found[2] else 1
    body = re.sub(r"[ '’\u00a0\u202f]", "", found[1]).replace(",", ".")
    return Cell(Fraction(body) / scale, Fraction(1, 10 ** len(body.partition(".")[2]) * scale))
