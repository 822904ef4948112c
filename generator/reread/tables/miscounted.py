"""Tables that give both an accuracy and a number of errors: the one row whose two numbers do not agree."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from generator.reread.documents.outline import Outline
from generator.reread.finding import Finding, Verdict, quoted, shown
from generator.reread.tables.cell import Cell
from generator.reread.tables.grid import Grid
from generator.reread.tables.place import Tables

CODE = "erreurs-du-tableau"
LEAST = 3


def miscounted_row_findings(
    outline: Outline, tables: Tables, class_counts: Sequence[Sequence[int]]
) -> Iterator[Finding]:
    """Find the row of a table whose number of errors is not that of its accuracy, as the others are."""
    for rank in range(len(outline.sections)):
        for grid in tables.of(rank):
            for size in sorted({sum(counts) for counts in class_counts}):
                yield from _of_size(grid, size)


def _of_size(grid: Grid, size: int) -> Iterator[Finding]:
    measures = [*grid.measures()]
    accuracies = [
        grid.column(k) for k, said in measures if said.metric == "accuracy" and said.split != "train"
    ]
    counts = [grid.column(k) for k, said in measures if said.metric == "error"]
    for accuracy in accuracies:
        for count in counts:
            wrong = [row for row in range(len(grid.rows)) if not _agrees(accuracy[row], count[row], size)]
            whole = all(cell.value.denominator == 1 and cell.unit == 1 for cell in count)
            if whole and len(grid.rows) >= LEAST and len(wrong) == 1:
                (row,) = wrong
                right = round((1 - accuracy[row].value) * size)
                yield Finding(
                    CODE,
                    grid.lines[row].place,
                    quoted(" | ".join(grid.rows[row])),
                    Verdict.FALSE,
                    f"Sur {shown(size)} cas, cette exactitude fait {shown(right)} erreurs, et non "
                    f"{shown(count[row].value)} : dans les autres lignes, les deux s’accordent.",
                    "",
                    shown(right),
                )


def _agrees(accuracy: Cell, count: Cell, size: int) -> bool:
    return abs((1 - accuracy.value) * size - count.value) <= accuracy.unit * size + Fraction(1, 2)
