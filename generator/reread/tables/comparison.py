"""« HOG does better than the MLP », « A > B », « all models exceed 98 % »: against the columns of scores."""

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from generator.reread.documents.block import Kind
from generator.reread.documents.outline import Outline
from generator.reread.documents.passage import passages
from generator.reread.documents.sentence import Sentence, sentences
from generator.reread.finding import Finding, Verdict, quoted
from generator.reread.tables.family import families
from generator.reread.tables.grid import Grid
from generator.reread.tables.measure import NO_SCORE, Measure, measure
from generator.reread.tables.place import Tables
from generator.reread.tables.superlative import LONGEST
from generator.reread.wording.numerals import NUMERALS
from generator.reread.wording.phrase import NEGATION

CODE = "comparaison-du-tableau"
_ABOVE = re.compile(
    r"[^\S\n]>[^\S\n]|\b(?:d[ée]passe|surpasse|bat|outperforms?|beats?|exceeds?)\b|"
    r"\b(?:est|fait|is|does|performs?|obtient|was|[ée]tait)\s+(?:\w+\s+)?"
    r"(?:meilleure?s?|mieux|better)\s+(?:que|than)\b",
    re.I,
)
_BELOW = re.compile(
    r"[^\S\n]<[^\S\n]|\b(?:est|fait|is|does|performs?|obtient|was|[ée]tait)\s+(?:\w+\s+)?"
    r"(?:moins bien|moins bonn?e?s?|pire|worse)\s+(?:que|than)\b",
    re.I,
)
_ALL = re.compile(
    rf"\b(?:tou(?:s|tes)|all|each of|every|chaque|(?:les|the)\s+(?P<count>{'|'.join(NUMERALS)}))\b"
    r"[^.;\d]{0,60}?\b(?:d[ée]pass\w*|exceeds?|above|over|"
    r"au[- ]dessus de|plus de|more than|better than|at least|au moins)\s+"
    r"(?:les\s+|the\s+)?(?P<number>\d{1,3}(?:[.,]\d{1,3})?)\s?%",
    re.I,
)
# What is said of a part of the table, or of what might be.
_OTHER = re.compile(
    r"\b(?:sauf|except\w*|parmi|among|after|apr[èe]s|could|would|pourrai\w*|devrai\w*|should|if|si|training|"
    r"sur l['’]entra[iî]nement|attend\w*|expect\w*)\b",
    re.I,
)
# Of one class, or of some cases.
_WITHIN = re.compile(r"\b(?:sur|pour|on|for|chez)\b[^.;]{0,24}\d", re.I)


def comparison_findings(outline: Outline, tables: Tables) -> Iterator[Finding]:
    """Go through comparisons of rows that each column of scores contradicts."""
    for rank, section in enumerate(outline.sections):
        for passage in (each for block in section.of(Kind.PROSE) for each in passages(block)):
            for sentence in sentences(passage):
                text = sentence.text
                if len(text) <= LONGEST and not any(
                    each.search(text) for each in (NEGATION, _OTHER, NO_SCORE)
                ):
                    yield from _pairs(sentence, rank, tables)
                    yield from _each(sentence, rank, tables)


def _pairs(sentence: Sentence, rank: int, tables: Tables) -> Iterator[Finding]:
    for sign, pattern in ((1, _ABOVE), (-1, _BELOW)):
        pieces = pattern.split(sentence.text)
        for first, second in pairwise(pieces):
            grid = tables.only(rank, lambda grid: _two(grid, first, second) is not None)  # noqa: B023
            rows = _two(grid, first, second) if grid else None
            gaps = _gaps(grid, rows, measure(sentence.text)) if grid and rows else []
            if grid and rows and gaps and all(sign * gap < 0 for _, gap in gaps):
                column = gaps[0][0]
                scores = [f"{grid.rows[row][column]} pour « {grid.label(row)} »" for row in rows]
                yield Finding(
                    CODE,
                    sentence.place(len(first) if len(pieces) == 2 else 0),
                    quoted(sentence.text),
                    Verdict.FALSE,
                    f"Le tableau montre le contraire : {grid.heads[column]} de {' et de '.join(scores)}.",
                )
                return


def _two(grid: Grid, first: str, second: str) -> tuple[int, int] | None:
    """Return the row that each of two pieces of a sentence names."""
    named = [grid.named(piece) for piece in (first, second)]
    if any(len(each.rows) != 1 or _WITHIN.search(each.rest) for each in named):
        return None
    (left,), (right,) = (each.rows for each in named)
    return (left, right) if left != right else None


def _gaps(grid: Grid, rows: tuple[int, int], said: Measure | None) -> list[tuple[int, Fraction]]:
    """Return the columns that may be meant, and by how much the first row is better in each."""
    found: list[tuple[int, Fraction]] = []
    for column, known in grid.measures() if said else ():
        cells = grid.column(column)
        if said and said.covers(known):
            gap = cells[rows[0]].value - cells[rows[1]].value
            found.append((column, gap if known.rises else -gap))
    return found


def _each(sentence: Sentence, rank: int, tables: Tables) -> Iterator[Finding]:
    measured = measure(sentence.text)
    for said in _ALL.finditer(sentence.text) if measured else ():
        if measured:
            yield from _all(sentence, said, measured, rank, tables)


def _all(
    sentence: Sentence, said: re.Match[str], measured: Measure, rank: int, tables: Tables
) -> Iterator[Finding]:
    grid = tables.only(rank, lambda grid: bool(_rates(grid, measured)))
    least = Fraction(said["number"].replace(",", ".")) / 100
    columns = _rates(grid, measured) if grid else []
    kinds = (
        [rows for word, rows in families(grid).items() if re.search(rf"\b{word}s?\b", said[0], re.I)]
        if grid
        else []
    )
    if len(kinds) > 1:
        return
    among = kinds[0] if kinds else None
    count = NUMERALS.get((said["count"] or "").lower())
    if grid and count and count != len(among or grid.rows):
        return
    lowest = [_lowest(grid, column, among) for column in columns] if grid else []
    if grid is None or any(
        grid.column(c)[row].value >= least for c, row in zip(columns, lowest, strict=True)
    ):
        return
    column, row = columns[0], lowest[0]
    yield Finding(
        CODE,
        sentence.place(said.start()),
        quoted(sentence.text),
        Verdict.FALSE,
        f"Dans le tableau, « {grid.label(row)} » a {grid.rows[row][column]}.",
    )


def _rates(grid: Grid, said: Measure) -> list[int]:
    return [column for column, known in grid.measures() if said.covers(known) and known.rises]


def _lowest(grid: Grid, column: int, among: frozenset[int] | None) -> int:
    cells = grid.column(column)
    return min(among or range(len(cells)), key=lambda row: cells[row].value)
