"""« From 100 to 400 units multiplies the weights by 4 »: against the counts of the two rows."""

import re
from collections.abc import Iterator
from fractions import Fraction

from generator.reread.arithmetic.number import NUMBER, readings
from generator.reread.documents.block import Kind
from generator.reread.documents.outline import Outline
from generator.reread.documents.passage import passages
from generator.reread.documents.sentence import Sentence, sentences
from generator.reread.finding import Finding, Verdict, quoted, rounded
from generator.reread.tables.grid import Grid
from generator.reread.tables.paired import two_rows
from generator.reread.tables.place import Tables
from generator.reread.tables.superlative import LONGEST
from generator.reread.wording.links import NEARLY
from generator.reread.wording.phrase import NEGATION

CODE = "facteur-du-tableau"
THING = r"(?:poids|param[èe]tres|weights|parameters|params)"
_SAID = re.compile(
    rf"\b(?:multipli\w*|divis\w*|divid\w*)\b[^.;\d]{{0,30}}\b{THING}\b[^.;\d]{{0,20}}\b(?:par|by)\s+(?P<number>\d{{1,3}}(?:[.,]\d+)?)|"
    rf"(?<![\w.,])(?P<times>\d{{1,3}}(?:[.,]\d+)?)\s*(?:fois|times|x)\s+(?:plus|moins|as\s+many|more|fewer|less)\s+(?:de\s+)?{THING}",
    re.I,
)
_WEIGHTS = re.compile(rf"\b{THING}\b", re.I)
# How far a factor may be rounded.
EXACT, NEAR = Fraction(1, 8), Fraction(1, 3)


def factor_findings(outline: Outline, tables: Tables) -> Iterator[Finding]:
    """Go through factors between the weights of two rows that are not theirs."""
    for rank, section in enumerate(outline.sections):
        for passage in (each for block in section.of(Kind.PROSE) for each in passages(block)):
            for sentence in sentences(passage):
                said = _SAID.search(sentence.text) if len(sentence.text) <= LONGEST else None
                if said and not NEGATION.search(sentence.text):
                    yield from _judged(sentence, said, rank, tables)


def _judged(sentence: Sentence, said: re.Match[str], rank: int, tables: Tables) -> Iterator[Finding]:
    text = sentence.text
    grid = tables.only(rank, lambda grid: len(two_rows(grid, text)) == 1 and bool(weights(grid)))
    if grid is None:
        return
    small, large = sorted(weights(grid)[row] for row in two_rows(grid, text)[0])
    written = said["number"] or said["times"]
    factor, right = Fraction(written.replace(",", ".")), Fraction(large, small)
    leeway = NEAR if NEARLY.search(text) else EXACT
    # « 3 times more » may mean four times as many.
    if any(abs(each - right) <= leeway * right for each in (factor, factor + 1 if said["times"] else factor)):
        return
    shown = rounded(right)
    yield Finding(
        CODE,
        sentence.place(said.start()),
        quoted(text),
        Verdict.FALSE,
        f"D’après le tableau, le nombre de poids est multiplié par {shown}, et non par {written}.",
        f"{large} / {small} = {shown}",
        shown,
        wrong=written,
    )


def weights(grid: Grid) -> list[int]:
    """Return the counts of the only column of weights, empty where there is none."""
    columns = [rank for rank, head in enumerate(grid.heads) if _WEIGHTS.search(head)]
    if len(columns) != 1:
        return []
    cells = [row[columns[0]].strip() for row in grid.rows]
    known = [readings(cell)[0] for cell in cells if re.fullmatch(NUMBER, cell) and readings(cell)]
    counts = [int(span.low) for span in known if span.is_exact and span.low > 0]
    return counts if len(counts) == len(cells) else []
