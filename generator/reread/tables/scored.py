"""Scores that a sentence gives of the rows that it names, against the table that has them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from generator.reread.documents.sentence import Sentence
from generator.reread.finding import Finding, Verdict, quoted, rounded
from generator.reread.scores.measured import measured_parts
from generator.reread.tables.cell import Cell
from generator.reread.tables.grid import Grid
from generator.reread.tables.measure import Measure, measure
from generator.reread.tables.place import Tables
from generator.reread.tables.segment import segments
from generator.reread.tables.superlative import superlatives
from generator.reread.wording.links import NEARLY

CODE = "score-du-tableau"
WRITTEN = re.compile(r"(?<![\w.,])(?:(\d{1,3}(?:[.,]\d{1,6})?)\s?%|([01][.,]\d{2,8})(?![\w%]|[.,]\d))")
DIFFERENCE = re.compile(
    r"gap|[ée]cart|diff[ée]ren|am[ée]lior|improv|\bgain|\bthan\b|\bque\b|dropout|split|seuil|threshold|"
    r"\b(?:de|from)\s+[\d.,]+\s?%?\s+(?:à|to)\b",
    re.I,
)
_LISTED = re.compile(
    rf"(?P<number>{WRITTEN.pattern})\s+(?:pour|for|chez|avec|with)\s+(?P<row>[^,;()\n]{{1,40}}?)"
    r"(?=\s*(?:[,;()\n]|\.\s|\.?$|\b(?:et|and|contre|against|vs|mais|but)\b))",
    re.I,
)
# Of several runs, or of a part of the cases.
_MORE_SCORES = re.compile(r"moyenne|mean|average|class\w*|seeds?|graines?|[ée]poques?|epochs?", re.I)
# Before the training is over.
_EARLY = re.compile(
    r"\b(?:after|apr[èe]s|d[èe]s|at|à l['’])\s?(?:\w+\s+){0,2}(?:[ée]poques?|epochs?)\b", re.I
)
# Further, it is the score of something else.
NEAR = Fraction(1, 20)


@dataclass(frozen=True)
class _Said:
    """What is said of a row: the score, and the words that hold its number."""

    row: int
    measure: Measure
    text: str


def scored(sentence: Sentence, rank: int, tables: Tables) -> Iterator[Finding]:
    """Find scores that are not those of their row."""
    text = sentence.text
    if NEARLY.search(text) or _EARLY.search(text):
        return
    grid = tables.only(rank, lambda grid: any(_known(grid, said.measure) for said in _said(grid, text)))
    for said in _said(grid, text) if grid else ():
        written = [*WRITTEN.finditer(said.text)]
        if grid and len(written) == 1 and not DIFFERENCE.search(said.text):
            yield from _judged(sentence, grid, said, written[0])


def _said(grid: Grid, text: str) -> list[_Said]:
    whole = measure(text)
    found = grid.named(text)
    if len(found.rows) == 1:
        (row,) = found.rows
        if whole and (whole.metric or next(superlatives(text), None)):
            return [] if DIFFERENCE.search(text) else [_Said(row, whole, found.rest)]
        return [_Said(row, part.measure, grid.named(part.text).rest) for part in measured_parts(text)]
    # « against 98 % for B and 97 % for A »
    listed = [
        (grid.named(each["row"]).rows, each)
        for each in _LISTED.finditer(text)
        if whole and whole.metric and not DIFFERENCE.search(text)
    ]
    if whole and any(len(rows) == 1 for rows, _ in listed):
        return [_Said(min(rows), whole, each["number"]) for rows, each in listed if len(rows) == 1]
    told = segments(grid, text)
    first = WRITTEN.search(text)
    # « 97 % for A and 98 % for B »: what follows a name is of the next one.
    after = first and told and first.start() > told[0].start and all(WRITTEN.search(x.text) for x in told)
    alone = len({each.row for each in told}) == len(told) > 1
    return (
        [_Said(each.row, whole, each.text) for each in told]
        if whole and whole.metric and after and alone
        else []
    )


def columns(grid: Grid, said: Measure) -> list[tuple[int, Measure]]:
    """Return the columns that a sentence may be about; on the part of the data it names, if there are."""
    covered = [(rank, each) for rank, each in grid.measures() if said.covers(each)]
    return [pair for pair in covered if pair[1].split == said.split] or covered


def value(found: re.Match[str]) -> tuple[Fraction, Fraction]:
    """Return a written score and a unit of its last figure."""
    body = (found[1] or found[2]).replace(",", ".")
    scale = 100 if found[1] else 1
    return Fraction(body) / scale, Fraction(1, 10 ** len(body.partition(".")[2]) * scale)


def _judged(sentence: Sentence, grid: Grid, said: _Said, written: re.Match[str]) -> Iterator[Finding]:
    worth, unit = value(written)
    known = _known(grid, said.measure)
    if not known or any(abs(x[said.row].value - worth) <= max(unit, x[said.row].unit) for x, _ in known):
        return
    others = [row for cells, _ in known for row, cell in enumerate(cells) if cell.is_near(worth, unit)]
    own = [pair for pair in known if pair[1].metric == said.measure.metric]
    # What is not said to be of a part of the data is of the test.
    own = [pair for pair in own if pair[1].split == "test"] or own
    right = _written((own or known)[0][0][said.row].value, written[0])
    if others:
        whose, sure = f"{written[0]} est le score de « {grid.label(others[0])} » ; celui", True
    elif len(own) == 1 and abs(own[0][0][said.row].value - worth) < NEAR:
        sure = own[0][1].split == said.measure.split and not _MORE_SCORES.search(sentence.text)
        whose = "Le score"
    else:
        return
    yield Finding(
        CODE,
        sentence.place(max(sentence.text.find(written[0]), 0)),
        quoted(sentence.text),
        Verdict.FALSE if sure else Verdict.DOUBT,
        f"{whose} de « {grid.label(said.row)} » est de {right} dans le tableau"
        f"{'' if others else f', et non de {written[0]}'}.",
        "",
        right,
        wrong=written[0],
    )


def _known(grid: Grid, said: Measure) -> list[tuple[tuple[Cell, ...], Measure]]:
    """Return the columns that may be meant, what they measure; rates of error may be from the accuracies."""
    found = [(grid.column(column), own) for column, own in columns(grid, said)]
    if said.metric != "error":
        return found
    # Those that are counted are no rates.
    found = [pair for pair in found if all(cell.value <= 1 for cell in pair[0])]
    if found:
        return found
    rates = columns(grid, Measure("accuracy", said.split))
    return [(_errors(grid.column(rank)), Measure("error", own.split)) for rank, own in rates]


def _errors(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    return tuple(Cell(1 - cell.value, cell.unit) for cell in cells)


def _written(worth: Fraction, like: str) -> str:
    """Write a score as another one is."""
    return f"{rounded(100 * worth, '.2f')} %" if "%" in like else rounded(worth, ".4f")
