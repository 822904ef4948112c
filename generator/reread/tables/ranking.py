"""Rows said to be the best or the worst, and scores said of them, against the table that has them."""

import re
from collections.abc import Iterator
from fractions import Fraction

from generator.reread.documents.block import Kind
from generator.reread.documents.outline import Outline
from generator.reread.documents.passage import passages
from generator.reread.documents.sentence import Sentence, sentences
from generator.reread.finding import Finding, Verdict, quoted
from generator.reread.tables.grid import Grid
from generator.reread.tables.measure import Measure, measure
from generator.reread.tables.place import Tables
from generator.reread.tables.superlative import LONGEST, Superlative, superlatives
from generator.reread.wording.links import NEARLY
from generator.reread.wording.phrase import NEGATION

RANK, SCORE = "classement-du-tableau", "score-du-tableau"
_WRITTEN = re.compile(r"(?<![\w.,])(?:(\d{1,3}(?:[.,]\d{1,6})?)\s?%|([01][.,]\d{2,8})(?![\w%]|[.,]\d))")
_DIFFERENCE = re.compile(
    r"gap|[ée]cart|diff[ée]ren|am[ée]lior|improv|\bgain|\bthan\b|\bque\b|dropout|split|seuil|threshold|"
    r"\b(?:de|from)\s+[\d.,]+\s?%?\s+(?:à|to)\b",
    re.I,
)
# « With 64 neurons the best accuracy is 0.86 »: the best of one row is no best row.
_ITS_OWN = re.compile(
    r"[^.;()\n]{0,60}?\b(?:is|est|was|[ée]tait|vaut|atteint|reaches)\s+(?:de\s+|à\s+|of\s+)?[~≈]?\d", re.I
)
# Of several runs, or of a part of the cases.
_MORE_SCORES = re.compile(r"moyenne|mean|average|class\w*|seeds?|graines?|[ée]poques?|epochs?", re.I)
# Further, it is the score of something else.
NEAR = Fraction(1, 20)
_KIND = re.compile(r"(?<![a-z])(?:mlp|cnn|conv\w*|perceptron)", re.I)
# « The best of the two CNNs »: of the rows of this kind.
_OF_TWO = re.compile(r"\b(?:des|of the|entre les|between the)\s+(?:deux|two)\s+(?P<kind>\w{3,}?)s?\b", re.I)


def ranking_findings(outline: Outline, tables: Tables) -> Iterator[Finding]:
    """Find what the only table of a part contradicts, one finding a sentence."""
    for rank, section in enumerate(outline.sections):
        for block in section.of(Kind.PROSE):
            for sentence in (each for passage in passages(block) for each in sentences(passage)):
                text = sentence.text
                if len(text) > LONGEST or NEGATION.search(text) or text.rstrip().endswith("?"):
                    continue
                ranked = [f for said in superlatives(text) for f in _ranked(sentence, said, rank, tables)]
                yield from ranked or _scored(sentence, rank, tables)


def _ranked(sentence: Sentence, said: Superlative, rank: int, tables: Tables) -> Iterator[Finding]:
    text = sentence.text
    grid = tables.only(
        rank, lambda grid: bool(_named_rows(text, said, grid)) and bool(_columns(grid, said.measure))
    )
    if grid is None:
        return
    named = _named_rows(text, said, grid)
    among = _among(text, grid)
    if not named <= among:
        return
    wrong: list[tuple[int, int]] = []
    for column, measured in _columns(grid, said.measure):
        values = {row: cell.value for row, cell in enumerate(grid.column(column)) if row in among}
        first = max(values.values()) if said.is_high(measured) else min(values.values())
        if any(values[row] == first for row in named):
            return
        wrong.append((column, next(row for row, value in values.items() if value == first)))
    column, right = wrong[-1]
    yield Finding(
        RANK,
        sentence.place(said.start),
        quoted(sentence.text),
        Verdict.FALSE,
        f"Dans le tableau, c’est « {grid.label(right)} » "
        f"({grid.heads[column]} : {grid.rows[right][column]}), "
        f"et non « {grid.label(min(named))} » ({grid.rows[min(named)][column]}).",
        "",
        grid.label(right),
    )


def _among(text: str, grid: Grid) -> frozenset[int]:
    """Return the rows that a row is said to be first of; none where two of a kind are not told."""
    rows = frozenset(range(len(grid.rows)))
    of_two = _OF_TWO.search(text)
    if of_two is None:
        return rows
    kind = of_two["kind"].lower()
    own = frozenset(row for row in rows if kind in grid.rows[row][0].lower())
    known = own or frozenset(row for row in rows if not _KIND.search(grid.rows[row][0]))
    return known if len(known) == 2 else frozenset()


def _named_rows(text: str, said: Superlative, grid: Grid) -> frozenset[int]:
    """Return the row that is said to be first, none where a sentence may speak of a part of the table."""
    own = grid.named(said.clause)
    if not own.rows and len([*superlatives(text)]) == 1:
        own = grid.named(text)
    within = _ITS_OWN.match(text[said.start :]) and grid.named(text[: said.start]).rows
    return frozenset() if within or own.columns != 1 or len(own.rows) != 1 else own.rows


def _columns(grid: Grid, said: Measure) -> list[tuple[int, Measure]]:
    """Return the columns that a sentence may be about; on the part of the data it names, if there are."""
    covered = [(rank, each) for rank, each in grid.measures() if said.covers(each)]
    return [pair for pair in covered if pair[1].split == said.split] or covered


def _scored(sentence: Sentence, rank: int, tables: Tables) -> Iterator[Finding]:
    said = measure(sentence.text)
    told = said is not None and (said.metric or next(superlatives(sentence.text), None))
    if said is None or not told or _DIFFERENCE.search(sentence.text) or NEARLY.search(sentence.text):
        return
    grid = tables.only(
        rank, lambda grid: len(grid.named(sentence.text).rows) == 1 and bool(_columns(grid, said))
    )
    if grid is None:
        return
    found = grid.named(sentence.text)
    (named,) = found.rows
    written = [*_WRITTEN.finditer(found.rest)]
    if len(written) != 1:
        return
    ((value, unit),) = (_value(each) for each in written)
    columns = _columns(grid, said)
    known = {column: grid.column(column) for column, _ in columns}
    if any(abs(cells[named].value - value) <= max(unit, cells[named].unit) for cells in known.values()):
        return
    same = [
        (column, row)
        for column, cells in known.items()
        for row, cell in enumerate(cells)
        if cell.is_near(value, unit)
    ]
    own = [pair for pair in columns if pair[1].metric == said.metric]
    if same:
        (column, row), sure = same[0], True
        whose = f"{written[0][0]} est le score de « {grid.label(row)} » ; celui"
    elif len(own) == 1 and abs(known[own[0][0]][named].value - value) < NEAR:
        (column, measured) = own[0]
        sure = measured.split == said.split and not _MORE_SCORES.search(sentence.text)
        whose = "Le score"
    else:
        return
    yield Finding(
        SCORE,
        sentence.place(max(sentence.text.find(written[0][0]), 0)),
        quoted(sentence.text),
        Verdict.FALSE if sure else Verdict.DOUBT,
        f"{whose} de « {grid.label(named)} » est de {grid.rows[named][column]} dans le tableau"
        f"{'' if same else f', et non de {written[0][0]}'}.",
        "",
        grid.rows[named][column],
        wrong=written[0][0],
    )


def _value(found: re.Match[str]) -> tuple[Fraction, Fraction]:
    """Return a written score and a unit of its last figure."""
    body = (found[1] or found[2]).replace(",", ".")
    scale = 100 if found[1] else 1
    return Fraction(body) / scale, Fraction(1, 10 ** len(body.partition(".")[2]) * scale)
