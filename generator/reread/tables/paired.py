"""The two rows that a sentence, or a part of it, compares."""

import re
from fractions import Fraction
from itertools import product

from generator.reread.tables.grid import Grid
from generator.reread.tables.segment import segments

# « From 32 to 128 units »
_FROM = re.compile(r"\b(?:de|from|entre|between)\s+(\d{1,6})\s+(?:[àa]|to|et|and)\s+(\d{1,6})\b", re.I)
_TO = (
    r"(?:below|under|behind|above|from|than|que|qu['’]|sous|derri[èe]re|à|au|aux|of|de|over|on|"
    r"sur|compared to|par rapport (?:à|au|aux))"
)
_LINK = re.compile(rf"[^.;,]{{0,45}}?\b{_TO}\b", re.I)
_THE_BEST = re.compile(
    rf"[^.;,]{{0,30}}?\b{_TO}\s+(?:(?:the|le|la|celle?|that|du|of the)\s+)*(?:best|meilleure?)\b", re.I
)
PRONOUN = re.compile(
    r"^\W*(?:[^\W\d]+\W+){0,3}?(?:il|elle|it|son|sa|its|ce mod[èe]le|this model|celui-ci)\b", re.I
)
_BETWEEN = re.compile(
    r"\b(?:to|[àa]|au|aux|than|que|over|sur|par rapport|compared|et|and|vs|contre|versus|with|avec)\b",
    re.I,
)


def paired_rows(grid: Grid, text: str, start: int, stop: int, before: str) -> list[tuple[int, int]]:
    """Return the two rows that a number compares, -1 for the best one; several pairs where any may be.

    Parameters
    ----------
    grid : Grid
    text : str
        The sentence, as far as the next number of its kind.
    start, stop : int
        Where what is said of the number begins, and where the number ends.
    before : str
        The sentence before, whose first row a pronoun stands for.
    """
    for words in (text[start:stop], text[stop:]):
        if _FROM.search(words):
            return two_rows(grid, words, text)
    found = _named(grid, text, stop, before)
    return found if found or len(_distinct(grid, text)) > 1 else two_rows(grid, text[start:])


def _named(grid: Grid, text: str, stop: int, before: str) -> list[tuple[int, int]]:
    """Return the two rows whose names stand around a number, or before it."""
    tail = text[stop:]
    first, last = (_distinct(grid, words) for words in (text[:stop], tail))
    subject = _distinct(grid, before)[:1] if PRONOUN.search(text) else []
    if _THE_BEST.match(tail) and first:
        return [(first[-1], -1)]
    if _LINK.match(tail) and last:
        one, other = (first or subject)[:1], last[0]
        return [(one[0], other)] if one and one[0] != other else []
    both = first if first else last
    if len(both) == 2:
        return [(both[0], both[1])]
    return [(subject[0], first[0])] if len(first) == 1 and not last and subject and subject != first else []


def _distinct(grid: Grid, text: str) -> list[int]:
    return [*dict.fromkeys(each.row for each in segments(grid, text))]


def two_rows(grid: Grid, words: str, text: str = "") -> list[tuple[int, int]]:
    """Return the two rows that some words of a text name, one on each side of a word.

    Several rows may have the values that they name.
    """
    for start in _FROM.finditer(words):
        both = [Fraction(each) for each in start.groups()]
        for column, thing in grid.settings():
            values = [cell.value for cell in grid.column(column)]
            if thing.search(text or words):
                first, last = ([k for k, value in enumerate(values) if value == each] for each in both)
                return [*product(first, last)]
    found: list[int] = []
    for piece in _BETWEEN.split(words):
        named = grid.named(piece).rows
        found += [row for row in named if len(named) == 1 and row not in found]
    return [(found[0], found[1])] if len(found) == 2 else []
