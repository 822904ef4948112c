"""Gaps that one sentence gives of several rows, « 0,015 pour A et 0,019 pour B », against their columns."""

import re
from collections.abc import Iterator
from fractions import Fraction

from generator.reread.documents.sentence import Sentence
from generator.reread.tables.grid import Grid
from generator.reread.wording.links import NEARLY

_LISTED = re.compile(
    r"(?<![\w.,])(?P<number>0[.,]\d{2,6}|\d{1,2}(?:[.,]\d{1,4})?(?=\s?(?:%|points?\b|pp\b)))"
    r"(?P<percent>\s?(?:%|points?\b|pp\b))?\s+(?:pour|for|chez|avec|with|in)\s+"
    r"(?P<row>[^,;()\n]{1,40}?)(?=\s*(?:[,;()\n]|\.\s|\.?$|\b(?:et|and|contre|against|vs|mais|but)\b))",
    re.I,
)


def listed_gaps(sentence: Sentence, grid: Grid) -> list[tuple[int, int, Fraction, Fraction]]:
    """Return where each number said of one row stands, the row, the number and a unit of its last figure."""
    return [*_listed(sentence.text, grid)]


def _listed(text: str, grid: Grid) -> Iterator[tuple[int, int, Fraction, Fraction]]:
    for found in _LISTED.finditer(text):
        rows = grid.named(found["row"]).rows
        if len(rows) != 1 or NEARLY.search(text[max(0, found.start() - 15) : found.end()]):
            continue
        scale = 100 if found["percent"] else 1
        body = found["number"].replace(",", ".")
        unit = Fraction(1, 10 ** len(body.partition(".")[2]) * scale)
        yield found.start("number"), min(rows), Fraction(body) / scale, unit
