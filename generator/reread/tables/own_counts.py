"""Rows that give the four counts of two classes, and scores which are not those of these counts."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice

from generator.reread.documents.block import Kind
from generator.reread.documents.outline import Outline
from generator.reread.finding import Finding, Verdict, quoted, rounded
from generator.reread.scores.matrix import Matrix
from generator.reread.scores.metrics import possible
from generator.reread.scores.named_counts import row_matrices
from generator.reread.tables.grid import grid
from generator.reread.tables.place import Tables

CODE = "taux-et-matrice"
_SCORES = ("accuracy", "f1", "precision", "recall", "specificity")


def own_count_findings(outline: Outline, tables: Tables) -> Iterator[Finding]:
    """Go through the scores of a table that the counts on their own row do not give."""
    del tables
    for block in (each for section in outline.sections for each in section.of(Kind.TABLE)):
        read = grid(block)
        known = {matrix.places[0]: matrix for matrix in row_matrices(block)}
        if read is None or not known:
            continue
        for column, said in read.measures():
            for line, cell, row in zip(read.lines, read.column(column), read.rows, strict=True):
                rights = _rights(known[line.place], said.metric) if line.place in known else []
                if (
                    cell.value <= 1
                    and rights
                    and not any(abs(cell.value - each) <= cell.unit for each in rights)
                ):
                    right = rounded(rights[0], ".4f")
                    yield Finding(
                        CODE,
                        line.place,
                        quoted(line.text),
                        Verdict.FALSE,
                        f"Avec les comptes de cette ligne, ce score vaut {right}, et non {row[column]}.",
                        "",
                        right,
                        wrong=row[column],
                    )


def _rights(table: Matrix, metric: str) -> list[Fraction]:
    """Return what a score of these counts may be; the micro-average of the F1 is the accuracy, named so."""
    every = possible(metric, table, sure=True) if metric in _SCORES else []
    return [*islice(every, 4 if metric == "f1" else None)]
