"""« Augmenter le dropout améliore les scores », where a table shows the contrary from line to line."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.reread.documents.block import Kind
from generator.reread.documents.outline import Outline
from generator.reread.documents.passage import passages
from generator.reread.documents.sentence import Sentence, sentences
from generator.reread.finding import Finding, Verdict, quoted
from generator.reread.tables.cell import Cell
from generator.reread.tables.grid import Grid
from generator.reread.tables.measure import measure
from generator.reread.tables.place import Tables
from generator.reread.tables.superlative import LONGEST
from generator.reread.wording.phrase import NEGATION

CODE = "tendance-du-tableau"
_GROWS = r"(?P<grows>augment\w*|increas\w*|accro[iî]\w*|more|higher|larger|plus (?:de|d['’]))"
_SHRINKS = r"(?:r[ée]dui\w*|diminu\w*|decreas\w*|reduc\w*|lower\w*|fewer|less|smaller|moins de)"
_BETTER = r"(?P<better>am[ée]lior\w*|improv\w*|better|meilleur\w*)"
_UP = r"(?P<up>augment\w*|increas\w*|rises?|grows?|cro[iî]t)"
_WORSE = r"(?P<worse>d[ée]grad\w*|d[ée]t[ée]rior\w*|worsen\w*|hurts?|harms?|nuit)"
_DOWN = r"(?P<down>diminu\w*|baiss\w*|decreas\w*|drops?|falls?|r[ée]dui\w*|reduces?|lowers?)"
_EFFECT = rf"(?:{_BETTER}|{_UP}|{_WORSE}|{_DOWN})"
CAUSE = re.compile(
    rf"\b(?:{_GROWS}|{_SHRINKS})\s+(?P<what>[^.;?]{{2,60}}?)\s+{_EFFECT}\b(?P<of>[^.;?]{{0,80}})", re.I
)
WITH = re.compile(
    rf"(?P<of>[^.;?]{{2,60}}?)\s+(?:s['’])?{_EFFECT}\s+(?:with|avec|when|quand|lorsqu\w*|as)\s+"
    r"(?P<what>[^.;?]{2,60})",
    re.I,
)
_SHRINKING = re.compile(rf"\b{_SHRINKS}", re.I)
# What is said of a part of the table, or of no table.
_PARTIAL = re.compile(
    r"\b(?:jusqu\w*|until|up to|beyond|au[- ]del[àa]|from \d|de \d|could|would|pourrai\w*|may|might|peut|can|"
    r"si|if|g[ée]n[ée]ral\w*|usually|souvent|often|expect\w*|but|mais|training|entra[iî]n\w*|temps|time)\b",
    re.I,
)
LEAST = 3


def trend_findings(outline: Outline, tables: Tables) -> Iterator[Finding]:
    """Find effects of a setting that the only table of a part contradicts on each of its lines."""
    for rank, section in enumerate(outline.sections):
        for block in section.of(Kind.PROSE):
            for sentence in (each for passage in passages(block) for each in sentences(passage)):
                text = sentence.text
                if len(text) <= LONGEST and not NEGATION.search(text) and not _PARTIAL.search(text):
                    yield from _said(sentence, rank, tables)


def _said(sentence: Sentence, rank: int, tables: Tables) -> Iterator[Finding]:
    cause, along = CAUSE.search(sentence.text), WITH.search(sentence.text)
    found = along or cause
    measured = measure(found["of"]) if found else None
    if found is None or measured is None or (not measured.metric and (found["up"] or found["down"])):
        return
    falls = bool(_SHRINKING.search(found["what"])) if found is along else not found["grows"]

    def contrary(grid: Grid) -> list[int]:
        settings = [
            each for each, thing in grid.settings() if re.search(rf"\b{thing.pattern}", found["what"], re.I)
        ]
        columns = [(each, known) for each, known in grid.measures() if measured.covers(known)]
        if len(settings) != 1 or not columns:
            return []
        return [
            column if _goes_down(grid, settings[0], column) is _wants_up(found, known.rises, falls) else -1
            for column, known in columns
        ]

    grid = tables.only(rank, lambda grid: bool(contrary(grid)))
    columns = contrary(grid) if grid else []
    if grid is None or not columns or -1 in columns:
        return
    shown = ", ".join(row[columns[-1]] for row in grid.rows)
    yield Finding(
        CODE,
        sentence.place(found.start()),
        quoted(sentence.text),
        Verdict.FALSE,
        f"Le tableau montre le contraire, d’une ligne à la suivante : {grid.heads[columns[-1]]} de {shown}.",
    )


def _wants_up(found: re.Match[str], rises: bool, falls: bool) -> bool:
    """Tell whether a column is said to grow with its setting."""
    up = bool(found["up"]) or (rises if found["better"] else not rises if found["worse"] else False)
    return up is not falls


def _goes_down(grid: Grid, setting: int, column: int) -> bool | None:
    """Tell whether a column falls all along its setting, False where it grows; None for neither."""
    others = [rank for rank, _ in grid.settings() if rank != setting]
    if len(grid.rows) < LEAST or any(len({cell.value for cell in grid.column(rank)}) > 1 for rank in others):
        return None
    pairs = sorted(
        zip(grid.column(setting), grid.column(column), strict=True), key=lambda pair: pair[0].value
    )
    return _falls(pairs)


def _falls(pairs: Sequence[tuple[Cell, Cell]]) -> bool | None:
    if any(first[0].value == second[0].value for first, second in pairwise(pairs)):
        return None
    signs = {second[1].value - first[1].value > 0 for first, second in pairwise(pairs)}
    equal = any(second[1].value == first[1].value for first, second in pairwise(pairs))
    return None if len(signs) > 1 or equal else signs == {False}
