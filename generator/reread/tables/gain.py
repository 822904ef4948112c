"""« From model 1 to model 2 we gain 2.3 points »: against the scores of the two rows."""

import re
from collections.abc import Iterator
from fractions import Fraction

from generator.reread.documents.block import Kind
from generator.reread.documents.outline import Outline
from generator.reread.documents.passage import passages
from generator.reread.documents.sentence import Sentence, sentences
from generator.reread.finding import Finding, Verdict, quoted, rounded
from generator.reread.tables.cell import Cell
from generator.reread.tables.grid import NOTHING, Grid
from generator.reread.tables.measure import NO_SCORE, SPLITS, Measure, measure
from generator.reread.tables.paired import paired_rows
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
_BESIDE = 20
# So near to the scores, it is one of them.
NEAR = Fraction(1, 20)
_SIZE = re.compile(
    r"(?<![\w.,])(?P<number>\d{1,2}(?:[.,]\d{1,3})?)\s?(?P<unit>points?\b|pts?\b|pp\b|%)", re.I
)
# « 2 points of recall »
_OF = re.compile(r"\s*(?:de|d['’]|of|in|en)\s*[^\W\d]+(?:\s+(?!et\b|and\b)[^\W\d]+)?", re.I)


def gain_findings(outline: Outline, tables: Tables) -> Iterator[Finding]:
    """Go through differences of two rows that none of their scores has."""
    for rank, section in enumerate(outline.sections):
        for passage in (each for block in section.of(Kind.PROSE) for each in passages(block)):
            before = ""
            for sentence in sentences(passage):
                text = sentence.text
                # From one part of the data to another, it is a gap.
                splits = sum(pattern.search(text) is not None for pattern in SPLITS.values())
                if len(text) <= LONGEST and not NEGATION.search(text) and splits < 2:
                    yield from _each(sentence, before, rank, tables)
                before = text


def _each(sentence: Sentence, before: str, rank: int, tables: Tables) -> Iterator[Finding]:
    text, start, held = sentence.text, 0, None
    sizes = [*_SIZE.finditer(text)]
    for size in sizes:
        begun, own = start, text[start : size.end()] if len(sizes) > 1 else text
        start = size.end()
        of = _OF.match(text, size.end())
        said = measure(of[0]) if of and measure(of[0]) not in (None, NOTHING) else measure(own)
        # « 0.4 points of accuracy, then 1.0 point »: of the same score.
        held = said if said is None or said.metric or held is None else held
        # Of several, those in percent are scores.
        if (
            held
            and not NEARLY.search(text[: size.start()][-_BESIDE:])
            and (
                size["unit"] != "%" or (len(sizes) == 1 and _SAID.search(text) and not NO_SCORE.search(text))
            )
        ):
            after = next((x.start() for x in sizes if x.start() > size.start()), len(text))
            yield from _judged(sentence, size, (begun, after), held, before, rank, tables)


def _judged(
    sentence: Sentence,
    size: re.Match[str],
    span: tuple[int, int],
    said: Measure,
    before: str,
    rank: int,
    tables: Tables,
) -> Iterator[Finding]:
    text = sentence.text
    begun, after = span

    def pairs_of(grid: Grid) -> list[tuple[int, int]]:
        return paired_rows(grid, text[:after], begun, size.end(), before)

    grid = tables.only(rank, lambda grid: next(grid.measures(), None) is not None and bool(pairs_of(grid)))
    if grid is None:
        return
    # Points are of rates.
    columns = [
        (head, grid.column(head))
        for head, known in grid.measures()
        if said.covers(known) and known.metric != "loss" and all(x.value <= 1 for x in grid.column(head))
    ]
    body = size["number"].replace(",", ".")
    value, unit = Fraction(body), Fraction(1, 10 ** len(body.partition(".")[2]))
    pairs = [
        (head, first, second if second >= 0 else grid.best(head))
        for head, _ in columns
        for first, second in pairs_of(grid)
    ]
    score = size["unit"] == "%" and any(
        abs(cell.value - value / 100) < NEAR for _, cells in columns for cell in cells
    )
    fits = (
        _fits(grid.column(head)[first], grid.column(head)[second], value, unit, size["unit"] == "%")
        for head, first, second in pairs
    )
    if not pairs or score or any(fits):
        return
    head, first, second = pairs[-1]
    one, other = (grid.column(head)[row] for row in (first, second))
    right = rounded(100 * abs(one.value - other.value), ".4g")
    yield Finding(
        CODE,
        sentence.place(size.start()),
        quoted(text),
        Verdict.FALSE,
        f"Entre « {grid.label(first)} » et « {grid.label(second)} », {grid.heads[head]} change de {right} "
        "points dans le tableau.",
        f"{grid.rows[first][head]} et {grid.rows[second][head]}",
        right,
        wrong=size["number"],
    )


def _fits(first: Cell, second: Cell, value: Fraction, unit: Fraction, relative: bool) -> bool:
    """Tell whether a difference may be in points, or of one of the two scores, or of what they lack."""
    gap, leeway = 100 * abs(first.value - second.value), unit + 100 * (first.unit + second.unit) / 2
    if abs(gap - value) <= leeway:
        return True
    bases = [base for cell in (first, second) for base in (cell.value, 1 - cell.value) if base > 0]
    return relative and any(abs(gap / base - value) <= leeway / base for base in bases)
