"""Rows said to be the best or the worst, and scores said of them, against the table that has them."""

import re
from collections.abc import Iterator

from generator.reread.documents.block import Kind
from generator.reread.documents.outline import Outline
from generator.reread.documents.passage import passages
from generator.reread.documents.sentence import Sentence, sentences
from generator.reread.finding import Finding, Verdict, quoted
from generator.reread.tables.family import family
from generator.reread.tables.grid import Grid
from generator.reread.tables.place import Tables
from generator.reread.tables.scored import CODE as SCORE
from generator.reread.tables.scored import DIFFERENCE, NEAR, WRITTEN, columns, scored, value
from generator.reread.tables.segment import segments
from generator.reread.tables.superlative import LONGEST, Superlative, superlatives
from generator.reread.wording.links import NEARLY
from generator.reread.wording.phrase import NEGATION

CODE = "classement-du-tableau"
# « With 64 neurons the best accuracy is 0.86 »: the best of one row is no best row.
_ITS_OWN = re.compile(
    r"[^.;()\n]{0,60}?\b(?:is|est|was|[ée]tait|vaut|atteint|reaches)\s+(?:de\s+|à\s+|of\s+)?[~≈]?\d", re.I
)
# Where the value of a superlative is no longer told.
_NEXT = re.compile(
    r"[,;]\s|\b(?:while|whereas|tandis que|alors que|mais|but)\b|\b(?:et|and)\s+(?=(?:la|le|les|the)\s)", re.I
)
_IS = re.compile(r"\s*(?:(?:est|is|was|[ée]tait|has|a|obtient|reste|remains|gets|with|avec)\s*)?", re.I)
_GOES_ON = re.compile(
    r"(?:\b(?:et|and|ainsi que|as well as)\s+(?:(?:la|le|the)\s+)?(?:(?!est\b|is\b)[\w-]+\s+)?|,\s+)$", re.I
)
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
                grid = tables.only(rank, lambda grid: bool(family(grid, text)[0]))  # noqa: B023
                among, own = family(grid, text) if grid else (frozenset[int](), text)
                ranked = [
                    f for said in superlatives(own) for f in _ranked(sentence, own, said, rank, tables, among)
                ]
                yield from ranked or scored(sentence, rank, tables)


def _ranked(
    sentence: Sentence, text: str, said: Superlative, rank: int, tables: Tables, kind: frozenset[int]
) -> Iterator[Finding]:
    grid = tables.only(
        rank, lambda grid: bool(_named_rows(text, said, grid)) and bool(columns(grid, said.measure))
    )
    if grid is None:
        return
    named = _named_rows(text, said, grid)
    among = kind or _among(text, grid)
    if not named <= among:
        return
    wrong: list[tuple[int, int]] = []
    for column, measured in columns(grid, said.measure):
        values = {row: cell.value for row, cell in enumerate(grid.column(column)) if row in among}
        first = max(values.values()) if said.is_high(measured) else min(values.values())
        if any(values[row] == first for row in named):
            yield from _valued(sentence, text, said, grid, min(named))
            return
        wrong.append((column, next(row for row, value in values.items() if value == first)))
    column, right = wrong[-1]
    yield Finding(
        CODE,
        sentence.place(max(sentence.text.find(text[said.start : said.start + 20]), 0)),
        quoted(sentence.text),
        Verdict.FALSE,
        f"Dans le tableau, c’est « {grid.label(right)} » "
        f"({grid.heads[column]} : {grid.rows[right][column]}), "
        f"et non « {grid.label(min(named))} » ({grid.rows[min(named)][column]}).",
        "",
        grid.label(right),
    )


def _valued(sentence: Sentence, text: str, said: Superlative, grid: Grid, row: int) -> Iterator[Finding]:
    """« A has the best accuracy (97.9 %) »: the score of its row."""
    after = _NEXT.split(text[said.start :], maxsplit=1)[0]
    written = [*WRITTEN.finditer(after)]
    if len(written) != 1 or not said.measure.metric or DIFFERENCE.search(after) or NEARLY.search(after):
        return
    worth, unit = value(written[0])
    own = columns(grid, said.measure)
    known = [grid.column(column)[row] for column, _ in own]
    if any(abs(cell.value - worth) <= max(unit, cell.unit) for cell in known):
        return
    if abs(known[-1].value - worth) < NEAR:
        right = grid.rows[row][own[-1][0]]
        yield Finding(
            SCORE,
            sentence.place(max(sentence.text.find(written[0][0]), 0)),
            quoted(sentence.text),
            Verdict.FALSE if len(own) == 1 else Verdict.DOUBT,
            f"Le score de « {grid.label(row)} » est de {right} dans le tableau, et non de {written[0][0]}.",
            "",
            right,
            wrong=written[0][0],
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
    before = text[: said.start]
    held = segments(grid, before)
    if not own.rows and held and _IS.fullmatch(held[-1].text):
        # « A is the best and B the lightest »
        return frozenset((held[-1].row,))
    if not own.rows and _GOES_ON.search(before):
        # « A has the best accuracy and the lowest loss »
        own = grid.named(before[held[-1].start :]) if held else own
    within = _ITS_OWN.match(text[said.start :]) and grid.named(text[: said.start]).rows
    return frozenset() if within or own.columns != 1 or len(own.rows) != 1 else own.rows
