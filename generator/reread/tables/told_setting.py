"""« For C, a dropout of 0.4 »: settings that a sentence gives of the only row that it names."""

import re
from collections.abc import Iterator
from fractions import Fraction

from generator.reread.documents.block import Kind
from generator.reread.documents.outline import Outline
from generator.reread.documents.passage import passages
from generator.reread.documents.sentence import Sentence, sentences
from generator.reread.finding import Finding, Verdict, quoted
from generator.reread.tables.grid import Grid
from generator.reread.tables.place import Tables
from generator.reread.tables.segment import segments
from generator.reread.tables.superlative import LONGEST
from generator.reread.wording.links import NEARLY
from generator.reread.wording.phrase import NEGATION

CODE = "reglage-du-tableau"
_IS = r"\W{0,3}(?:(?:de|of|à|at|=|rate|size|taux|est|is|[ée]tait|was)\W{1,2}){0,3}"
_SHARE = r"(?P<number>0?[.,]\d{1,2}|\d{1,2}\s?%)(?![\d%]|[.,]\d)"
_COUNT = r"(?P<number>\d{1,5})(?![\w%]|[.,]\d)"
_EPOCHS = r"(?:[ée]poques?|epochs?)"
_SETTINGS = (
    (re.compile(r"dropout", re.I), re.compile(rf"\bdropout\b{_IS}{_SHARE}", re.I)),
    (re.compile(r"batch|\blots?\b", re.I), re.compile(rf"\b(?:batch(?:es)?|lots?)\b{_IS}{_COUNT}", re.I)),
    (
        re.compile(_EPOCHS, re.I),
        re.compile(
            rf"\b(?:entra[iî]n\w+|trained)\b[^.;\d]{{0,30}}?\b(?:pendant|sur|durant|for|over|during)\s+{_COUNT}\s+{_EPOCHS}",
            re.I,
        ),
    ),
)
_NUMBER = re.compile(r"(?<![\w.,])(\d{1,5}(?:[.,]\d{1,3})?)\s?(%?)")
_NONE = re.compile(r"[\s*_–—-]*|aucune?|none|no|non|sans", re.I)
_OTHER = re.compile(
    r"\b(?:would|could|aurai\w*|pourrai\w*|si|if|au lieu|instead|avant|before|plus|moins|more|less|than|que|"
    r"puis|then|essay\w*|tried|test[ée]\w*)\b",
    re.I,
)


def told_setting_findings(outline: Outline, tables: Tables) -> Iterator[Finding]:
    """Go through settings of rows that are not those of the table."""
    for rank, section in enumerate(outline.sections):
        for passage in (each for block in section.of(Kind.PROSE) for each in passages(block)):
            for sentence in sentences(passage):
                text = sentence.text
                if len(text) > LONGEST or any(x.search(text) for x in (NEGATION, NEARLY, _OTHER)):
                    continue
                for head, pattern in _SETTINGS:
                    said = [*pattern.finditer(text)]
                    if len(said) == 1:
                        yield from _judged(sentence, head, said[0], rank, tables)


def _judged(
    sentence: Sentence, head: re.Pattern[str], said: re.Match[str], rank: int, tables: Tables
) -> Iterator[Finding]:
    text = sentence.text

    def place(grid: Grid) -> tuple[int, int] | None:
        columns = [k for k, each in enumerate(grid.heads) if k and head.search(each)]
        rows = {each.row for each in segments(grid, text)}
        return (rows.pop(), columns[0]) if len(rows) == len(columns) == 1 else None

    grid = tables.only(rank, lambda grid: place(grid) is not None)
    found = place(grid) if grid else None
    if grid is None or found is None:
        return
    row, column = found
    cell = grid.rows[row][column]
    worth = {_value(*each.groups()) for each in _NUMBER.finditer(cell)}
    number = _NUMBER.search(said["number"]) or re.match(r"([.,]\d+)()", said["number"])
    if number is None or not (worth or _NONE.fullmatch(cell)) or _value(*number.groups()) in worth:
        return
    yield Finding(
        CODE,
        sentence.place(said.start("number")),
        quoted(text),
        Verdict.FALSE,
        f"Le tableau donne « {cell} » pour « {grid.label(row)} » ({grid.heads[column]}), et non "
        f"{said['number']}.",
        "",
        cell,
        wrong=said["number"],
    )


def _value(body: str, percent: str) -> Fraction:
    return Fraction(body.replace(",", ".")) / (100 if percent else 1)
