"""F1 scores of a table that are not those of the precision and the recall on their line."""

from collections.abc import Iterator
from fractions import Fraction

from generator.reread.documents.outline import THING, Outline
from generator.reread.finding import Finding, Verdict, quoted, rounded
from generator.reread.tables.cell import Cell
from generator.reread.tables.grid import Grid
from generator.reread.tables.place import Tables

CODE = "f1-du-tableau"
_MEANS = Fraction(3, 100)
_NEEDED = ("precision", "recall", "f1")


def harmonic_findings(outline: Outline, tables: Tables) -> Iterator[Finding]:
    """Go through the lines whose three scores cannot be those of one class."""
    for rank in range(len(outline.sections)):
        for grid in tables.of(rank):
            columns = [[k for k, said in grid.measures() if said.metric == name] for name in _NEEDED]
            if all(len(ranks) == 1 for ranks in columns):
                yield from _rows(grid, *(grid.column(ranks[0]) for ranks in columns))


def _rows(
    grid: Grid, precisions: tuple[Cell, ...], recalls: tuple[Cell, ...], scores: tuple[Cell, ...]
) -> Iterator[Finding]:
    for row, (p, r, f1) in enumerate(zip(precisions, recalls, scores, strict=True)):
        low, high = (_f1(p.value + sign * p.unit / 2, r.value + sign * r.unit / 2) for sign in (-1, 1))
        # The mean of the F1 of classes is not the F1 of their means.
        of_model = THING.search(f"{grid.heads[0]}\n{grid.rows[row][0]}")
        leeway = max(f1.unit, _MEANS) if of_model else f1.unit
        if not low - leeway <= f1.value <= high + leeway:
            decimals = len(str(round(1 / f1.unit))) - 1
            right = rounded(_f1(p.value, r.value), f".{decimals}f")
            yield Finding(
                CODE,
                grid.lines[row].place,
                quoted(grid.lines[row].text),
                Verdict.DOUBT if of_model else Verdict.FALSE,
                f"Avec cette précision et ce rappel, le F1 de « {grid.label(row)} » vaut {right}.",
                "2 × précision × rappel / (précision + rappel)",
                right,
            )


def _f1(precision: Fraction, recall: Fraction) -> Fraction:
    total = precision + recall
    return 2 * precision * recall / total if total > 0 else Fraction(0)
