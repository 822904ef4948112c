"""Numbers of a sentence: counts, rates and differences in points, apart from what an operation computes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from fractions import Fraction
from functools import lru_cache

from generator.reread.arithmetic.number import NUMBER, readings
from generator.reread.arithmetic.plain import KEPT

_NUMBER = re.compile(rf"(?<![\w.,'’]){NUMBER}(?!\w|[.,'’]\d)")
_RATE = re.compile(r"\d{1,3}(?:[.,]\d{1,20})?\s?%?")
_POINTS = re.compile(r"(?:\s|-)?(?:points?|pts?|pp)\b", re.I)
# « Model 4 », « class 9 », « CNN 2 »: the number is a name.
_NAMED = re.compile(
    r"(?:(?-i:\b[A-Z][A-Z\d]+)(?: sur (?:les )?[^\W\d]+)?|\b(?:mod[èe]le?|r[ée]seau|network|run|essai|trial|"
    r"exp[ée]rience|experiment|config\w*|version|class\w*|couche|layer|[ée]poque|epoch|fold|pli|figure|fig\.|"
    r"table\w*|section|partie|seed|graine|n[°o]|label|question|exercice|le)|«)\s*$",
    re.I,
)
# « The recall of the 8 (0.96) »: after what stands before one thing, and before no thing.
_SINGULAR = re.compile(r"\b(?:du|un|au|ce|an?)\s+$", re.I)
_OF_ONE = re.compile(r"\b(?:the|of)\s+$", re.I)
# « 23 of them being called 9 »
_TAKEN = re.compile(
    r"\b(?:called|read\s+as|predicted(?:\s+as)?|taken\s+for|lue?s?\s+comme|pr[ée]dit\w*(?:\s+en)?|prise?s?\s+pour)"
    r"\s+(?:(?:an?|un|des|the|le)\s+)?$",
    re.I,
)
_NO_THING = re.compile(r"\s*(?:[(.,;:]|$)")
# What an operation computes is read as one.
_BEFORE = re.compile(r"(?:[+*×·∙÷^−]|/\s*\(|[\d)]\s*=|(?<!\w)x)\s*$|[-–]$")
_AFTER = re.compile(r"\s*(?:[+*×·∙÷^]|/\s*\()|\s+x\s+\d|\s*=\s*[\d(]|[-–]\w")
# Single precision, with which a score is printed.
NOISE = Fraction(2, 10**7)


class Sort(Enum):
    """What a number is."""

    COUNT = auto()
    RATE = auto()
    POINTS = auto()
    # It stands between two others, and that is all.
    OTHER = auto()


@dataclass(frozen=True)
class Mention:
    """A number, where it stands, and between which values it lies, cut or rounded as it may be."""

    sort: Sort
    written: str
    start: int
    end: int
    low: Fraction
    high: Fraction

    @property
    def count(self) -> int:
        """Its value, if it is a count."""
        return int(self.low)

    def allows(self, value: Fraction) -> bool:
        """Tell whether a value may have been written so."""
        return self.low <= value < self.high


@lru_cache(KEPT)
def mentions(text: str) -> tuple[Mention, ...]:
    """Return the numbers of a text, in order."""
    return tuple(_mentions(text))


def _mentions(text: str) -> Iterator[Mention]:
    for found in _NUMBER.finditer(text):
        written, start, end = found[0], found.start(), found.end()
        known = readings(written)
        points = _POINTS.match(text, end)
        sort, low, high = Sort.OTHER, Fraction(0), Fraction(0)
        if (
            not known
            or (written.isdigit() and _NAMED.search(text, max(0, start - 30), start))
            or (len(written) == 1 and _is_name(text, start, end))
            or _BEFORE.search(text, max(0, start - 4), start)
            or _AFTER.match(text, end)
        ):
            pass
        elif _RATE.fullmatch(written) and (points or not known[0].is_exact or "%" in written):
            sort = Sort.POINTS if points and "%" not in written else Sort.RATE
            low, high = bounds(f"{written}%" if sort is Sort.POINTS else written)
        elif known[0].is_exact and known[0].low.denominator == 1 and "%" not in written:
            sort, low, high = Sort.COUNT, known[0].low, known[0].high
        yield Mention(sort, written, start, end, low, high)


def _is_name(text: str, start: int, end: int) -> bool:
    """Tell whether a figure names a class."""
    if _SINGULAR.search(text, max(0, start - 8), start) or _TAKEN.search(text, max(0, start - 25), start):
        return True
    return (
        _OF_ONE.search(text, max(0, start - 8), start) is not None and _NO_THING.match(text, end) is not None
    )


def bounds(written: str) -> tuple[Fraction, Fraction]:
    """Return between which values a written proportion lies: cut, or rounded up."""
    body = written.rstrip(" %\u202f\u00a0").replace(",", ".")
    scale = 100 if "%" in written else 1
    decimals = len(body.partition(".")[2])
    value, unit = Fraction(body), max(Fraction(1, 10**decimals), NOISE)
    return (value - unit / 2) / scale, (value + unit) / scale
