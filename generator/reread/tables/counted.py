"""Numbers of errors in a table, against the accuracies of its lines: all but one are of the same cases."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from generator.reread.documents.outline import Outline
from generator.reread.finding import Finding, Verdict, quoted, shown
from generator.reread.tables.grid import Cell, Grid
from generator.reread.tables.place import Tables

CODE = "erreurs-du-tableau"
ERRORS = re.compile(r"\b(?:erreurs|errors|mistakes|mal class[ée]\w*|misclassified)\b", re.I)
# Fewer lines agree by chance.
LEAST = 2


def counted_findings(
    outline: Outline, tables: Tables, class_counts: Sequence[Sequence[int]]
) -> Iterator[Finding]:
    """Find the only line of a table whose errors are not those of its accuracy on a known partition."""
    sizes = sorted({sum(counts) for counts in class_counts})
    for rank in range(len(outline.sections)):
        for grid in tables.of(rank):
            errors = [k for k, head in enumerate(grid.heads) if ERRORS.search(head) and "%" not in head]
            rates = [k for k, said in grid.measures() if said.metric == "accuracy" and said.split != "train"]
            if len(errors) == 1:
                yield from _column(grid, errors[0], rates, sizes)


def _column(grid: Grid, errors: int, rates: Sequence[int], sizes: Sequence[int]) -> Iterator[Finding]:
    counts = grid.column(errors)
    if not counts or any(cell.value.denominator > 1 or cell.value < 1 for cell in counts):
        return
    for column in rates:
        for size in sizes:
            cells = grid.column(column)
            wrong = [row for row, cell in enumerate(cells) if not _fits(cell, counts[row].value, size)]
            if len(wrong) != 1 or len(cells) - 1 < LEAST:
                continue
            (row,) = wrong
            right = shown(round((1 - cells[row].value) * size))
            yield Finding(
                CODE,
                grid.lines[row].place,
                quoted(grid.lines[row].text),
                Verdict.FALSE,
                f"Avec {grid.rows[row][column]} d’exactitude sur {shown(size)} cas, comme les autres lignes, "
                f"« {grid.label(row)} » se trompe {right} fois, et non {grid.rows[row][errors]}.",
                f"(1 − {grid.rows[row][column]}) × {shown(size)} = {right}",
                right,
                wrong=grid.rows[row][errors],
            )
            return


def _fits(cell: Cell, count: Fraction, size: int) -> bool:
    return abs((1 - cell.value) * size - count) <= cell.unit * size + Fraction(1, 2)
