"""Rows of a table whose last number is said to be their total, and is not the sum of those before it."""

from collections.abc import Iterator, Sequence

from generator.reread.arithmetic.check import CODE
from generator.reread.arithmetic.columns import TOTAL, number_of
from generator.reread.arithmetic.slips import near
from generator.reread.documents.block import Block, Line
from generator.reread.documents.passage import cells
from generator.reread.finding import Finding, Verdict, quoted, shown

_Row = tuple[Line, list[int | None]]


def row_total_findings(block: Block) -> Iterator[Finding]:
    """Find the totals that the other rows, or a slip, show to be those of the columns before them."""
    heads = cells(block.lines[0].text)
    rows = [(line, [number_of(cell) for cell in cells(line.text)]) for line in block.lines[1:]]
    rows = [(line, row) for line, row in rows if len(row) == len(heads)]
    for rank in (rank for rank, head in enumerate(heads) if TOTAL.search(head)):
        own = [(line, row) for line, row in rows if row[rank] is not None]
        first = _first(own, rank)
        for line, row in own if first else ():
            terms = [each for each in row[first:rank] if each is not None]
            if len(terms) > 1 and sum(terms) != row[rank]:
                yield _finding(line, terms, row[rank] or 0)


def _first(rows: Sequence[_Row], rank: int) -> int:
    """Return the first of the columns that a total is the sum of, in all rows but one; 0 for none."""
    found: list[int] = []
    for first in range(1, rank - 1):
        terms = [row[first:rank] for _, row in rows]
        if any(None in each for each in terms):
            continue
        sums = [(sum(filter(None, each)), row[rank] or 0) for each, (_, row) in zip(terms, rows, strict=True)]
        wrong = [(own, total) for own, total in sums if own != total]
        if not wrong:
            return 0
        # Two rows show little: then it is of all the columns, and a slip.
        shown = len(rows) > 2 or (near(*wrong[0]) and not found)
        found.append(first if len(wrong) == 1 and shown else 0)
    return next((each for each in found if each), 0) if len(rows) > 2 else (found or [0])[0]


def _finding(line: Line, terms: Sequence[int], total: int) -> Finding:
    right = shown(sum(terms))
    return Finding(
        CODE,
        line.place,
        quoted(line.text),
        Verdict.FALSE,
        f"La somme de cette ligne est {right}, et non {shown(total)}.",
        f"{' + '.join(map(shown, terms))} = {right}",
        right,
    )
