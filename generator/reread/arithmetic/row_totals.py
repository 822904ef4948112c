"""Tables whose last column is the total of those before it: the one line that does not add up."""

import re
from collections.abc import Iterator

from generator.reread.arithmetic.check import CODE
from generator.reread.arithmetic.number import whole
from generator.reread.arithmetic.plain import plain
from generator.reread.documents.block import Block, Line
from generator.reread.documents.passage import cells
from generator.reread.finding import Finding, Verdict, quoted, shown

_TOTAL = re.compile(r"\W*(?:total|somme|sum|all|tous|toutes)\b(?:\s+\w+)?\W*", re.I)
# A line alone adds up where its columns are of one kind: the numbers of classes.
LEAST_LABELS = 3
_LABEL = re.compile(r"\W*\d{1,2}\W*")
_Row = tuple[list[int | None], Line]


def row_total_findings(block: Block) -> Iterator[Finding]:
    """Find the only line of a table that is not the sum that the others are."""
    heads, *rest = ([plain(cell).strip(" \x1e*") for cell in cells(line.text)] for line in block.lines)
    totals = [rank for rank, head in enumerate(heads) if rank > 1 and _TOTAL.fullmatch(head)]
    read = [([whole(cell) for cell in row], line) for row, line in zip(rest, block.lines[1:], strict=True)]
    rows = [(row, line) for row, line in read if len(row) == len(heads)]
    if len(totals) == 1 and rows:
        (total,) = totals
        first = _first(heads, rows, total)
        wrong = [each for each in rows if first and _is_wrong(each[0], first, total)]
        if len(wrong) == 1:
            ((row, line),) = wrong
            yield from _finding(row[first : total + 1], line)


def _first(heads: list[str], rows: list[_Row], total: int) -> int:
    """Return the column where the terms of the totals begin, 0 where nothing tells it."""
    # The first column, outside its bars, and the one that names the lines are no terms.
    for first in range(2, total - 1):
        terms = heads[first:total]
        known = [row for row, _ in rows if None not in row[first : total + 1]]
        sums = [row for row in known if not _is_wrong(row, first, total)]
        alone = len(known) == 1 and len(terms) >= LEAST_LABELS and all(map(_LABEL.fullmatch, terms))
        if alone or (sums and len(known) - len(sums) == 1 and (len(sums) > 1 or first == 2)):
            return first
        if sums and len(known) == len(sums):
            return 0
    return 0


def _is_wrong(row: list[int | None], first: int, total: int) -> bool:
    terms = [number for number in row[first:total] if number is not None]
    return len(terms) == total - first and row[total] is not None and sum(terms) != row[total]


def _finding(numbers: list[int | None], line: Line) -> Iterator[Finding]:
    *terms, total = (number for number in numbers if number is not None)
    right = shown(sum(terms))
    yield Finding(
        CODE,
        line.place,
        quoted(line.text),
        Verdict.FALSE,
        f"La somme de cette ligne est {right}, et non {shown(total)}.",
        f"{' + '.join(map(shown, terms))} = {right}",
        right,
        wrong=shown(total),
    )
