"""« From model 1 to model 2 we gain 2.3 points »: against the scores of the two rows."""

import re
from collections.abc import Iterator
from fractions import Fraction

from generator.reread.documents.block import Kind
from generator.reread.documents.outline import Outline
from generator.reread.documents.passage import passages
from generator.reread.documents.sentence import Sentence, sentences
from generator.reread.finding import Finding, Verdict, quoted, rounded
from generator.reread.tables.grid import Cell, Grid
from generator.reread.tables.measure import NO_SCORE, measure
from generator.reread.tables.place import Tables
from generator.reread.tables.superlative import LONGEST
from generator.reread.wording.links import NEARLY
from generator.reread.wording.phrase import NEGATION

CODE = "gain-du-tableau"
_SAID = re.compile(
    r"\b(?:gain\w*|gagne\w*|gains?|perd\w*|pertes?|los[et]s?|am[ée]lior\w*|improv\w*|better|mieux|meilleure?|worse|"
    r"moins bon\w*|plus|more|higher|lower|augment\w*|increas\w*|baiss\w*|drops?|diff[ée]ren\w*|[ée]cart)\b",
    re.I,
)
_SIZE = re.compile(
    r"(?<![\w.,])(?P<number>\d{1,2}(?:[.,]\d{1,3})?)\s?(?P<unit>points?\b|pts?\b|pp\b|%)", re.I
)
_BESIDE = 20
# « From 32 to 128 units »
_FROM = re.compile(r"\b(?:de|from|entre|between)\s+(\d{1,6})\s+(?:[àa]|to|et|and)\s+(\d{1,6})\b", re.I)
_BETWEEN = re.compile(
    r"\b(?:to|[àa]|au|aux|than|que|over|sur|par rapport|compared|et|and|vs|contre|versus|with|avec)\b",
    re.I,
)


def gain_findings(outline: Outline, tables: Tables) -> Iterator[Finding]:
    """Go through differences of two rows that none of their scores has."""
    for rank, section in enumerate(outline.sections):
        for passage in (each for block in section.of(Kind.PROSE) for each in passages(block)):
            for sentence in sentences(passage):
                text = sentence.text
                sizes = [*_SIZE.finditer(text)]
                if (
                    len(text) <= LONGEST
                    and len(sizes) == 1
                    and (_SAID.search(text) or sizes[0]["unit"] != "%")
                    and not NEGATION.search(text)
                ):
                    yield from _judged(sentence, sizes[0], rank, tables)


def _judged(sentence: Sentence, size: re.Match[str], rank: int, tables: Tables) -> Iterator[Finding]:
    text = sentence.text
    said = measure(text)
    # Some shares are of costs, of times, of weights; points are of scores.
    of_other = size["unit"] == "%" and NO_SCORE.search(text)
    if said is None or NEARLY.search(text[: size.start()][-_BESIDE:]) or of_other:
        return
    grid = tables.only(rank, lambda grid: len(two_rows(grid, text)) == 2)
    if grid is None:
        return
    first, second = two_rows(grid, text)
    columns = [(head, grid.column(head)) for head, known in grid.measures() if said.covers(known)]
    body = size["number"].replace(",", ".")
    value, unit = Fraction(body), Fraction(1, 10 ** len(body.partition(".")[2]))
    relative = size["unit"] == "%"
    if not columns or any(_fits(cells[first], cells[second], value, unit, relative) for _, cells in columns):
        return
    head, cells = columns[-1]
    right = rounded(100 * abs(cells[first].value - cells[second].value), ".4g")
    yield Finding(
        CODE,
        sentence.place(size.start()),
        quoted(text),
        Verdict.FALSE,
        f"Entre « {grid.label(first)} » et « {grid.label(second)} », {grid.heads[head]} change de {right} "
        "points dans le tableau.",
        f"{grid.rows[first][head]} et {grid.rows[second][head]}",
        right,
    )


def two_rows(grid: Grid, text: str) -> tuple[int, ...]:
    """Return the two rows that a sentence names, one on each side of a word; none otherwise."""
    found: list[int] = []
    for start in _FROM.finditer(text):
        both = [Fraction(each) for each in start.groups()]
        for column, thing in grid.settings():
            values = [cell.value for cell in grid.column(column)]
            if thing.search(text) and all(values.count(each) == 1 for each in both):
                return tuple(values.index(each) for each in both)
    for piece in _BETWEEN.split(text):
        rows = grid.named(piece).rows
        found += [row for row in rows if len(rows) == 1 and row not in found]
    return tuple(found) if len(found) == 2 else ()


def _fits(first: Cell, second: Cell, value: Fraction, unit: Fraction, relative: bool) -> bool:
    """Tell whether a difference may be in points, or of one of the two scores, or of what they lack."""
    gap, leeway = 100 * abs(first.value - second.value), unit + 100 * (first.unit + second.unit) / 2
    if abs(gap - value) <= leeway:
        return True
    bases = [base for cell in (first, second) for base in (cell.value, 1 - cell.value) if base > 0]
    return relative and any(abs(gap / base - value) <= leeway / base for base in bases)
