"""The two rows that a sentence, or a part of it, compares."""

import re
from fractions import Fraction
from itertools import product

from generator.reread.tables.grid import Grid
from generator.reread.tables.segment import segments

# « From 32 to 128 units »
_FROM = re.compile(r"\b(?:de|from|entre|between)\s+(\d{1,6})\s+(?:[àa]|to|et|and)\s+(\d{1,6})\b", re.I)
_THE_BEST = re.compile(
    r"\b(?:below|under|behind|above|from|than|que|sous|derri[èe]re|à|de)\s+(?:(?:the|le|la|celle?|that)\s+)+"
    r"(?:(?:du|de la|of the)\s+)?(?:best|meilleure?)\b",
    re.I,
)
_PRONOUN = re.compile(
    r"^\W*(?:[^\W\d]+\W+){0,3}?(?:il|elle|it|son|sa|its|ce mod[èe]le|this model|celui-ci)\b", re.I
)
_BETWEEN = re.compile(
    r"\b(?:to|[àa]|au|aux|than|que|over|sur|par rapport|compared|et|and|vs|contre|versus|with|avec)\b",
    re.I,
)


def paired_rows(grid: Grid, text: str, own: str, before: str) -> list[tuple[int, int]]:
    """Return the two rows that a part of a sentence compares, -1 for the best one; several where any may be.

    Parameters
    ----------
    grid : Grid
    text : str
        The sentence.
    own : str
        The part of it.
    before : str
        The sentence before, whose first row a pronoun stands for.
    """
    for words in (own, text):
        found = two_rows(grid, words, text)
        if found or _FROM.search(words):
            return found
    rows = [*dict.fromkeys(each.row for each in segments(grid, text))]
    if len(rows) == 2:
        return [(rows[0], rows[1])]
    if len(rows) == 1 and _THE_BEST.search(text):
        return [(rows[0], -1)]
    subject = [*dict.fromkeys(each.row for each in segments(grid, before))]
    if len(rows) == 1 and subject and _PRONOUN.search(text) and subject[0] != rows[0]:
        return [(subject[0], rows[0])]
    return []


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
