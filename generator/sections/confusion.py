"""The confusion matrix of a model."""

from dataclasses import dataclass

from experiments import language
from experiments.results.schema import Result
from generator.facts.quantity import Quantity, computed_count
from generator.facts.reading import read


@dataclass(frozen=True)
class Cell:
    """One count of the matrix.

    Attributes
    ----------
    source : str
        File and JSON path.
    right : bool
        Whether it counts correct answers.
    level : float
        Depth of its colour in [0, 1]: share of the row for a correct answer, share of the
        row's errors for an error, so that rare errors remain visible.
    """

    text: str
    source: str
    right: bool
    level: float

    @property
    def css(self) -> str:
        """Classes of the cell."""
        return "diagonal" if self.right else "error" if self.level else "error zero"


@dataclass(frozen=True)
class Confusion:
    """A confusion matrix: true classes in rows, predicted ones in columns."""

    classes: list[str]
    rows: list[list[Cell]]
    errors: Quantity


def confusion(result: Result, split: str) -> Confusion:
    """Lay out the confusion matrix of a split."""
    matrix = read(result, f"/evaluation/{split}/confusion_matrix")
    rows = []
    for i, row in enumerate(matrix.value):
        wrong = sum(row) - row[i]
        cells = []
        for j, number in enumerate(row):
            whole = sum(row) if i == j else wrong
            cells.append(
                Cell(
                    text=language.integer(number),
                    source=f"{matrix.source}/{i}/{j}",
                    right=i == j,
                    level=number / whole if whole else 0.0,
                )
            )
        rows.append(cells)
    errors = sum(number for i, row in enumerate(matrix.value) for j, number in enumerate(row) if i != j)
    return Confusion(
        classes=result.data.classes,
        rows=rows,
        errors=computed_count(errors, (matrix.source,), "somme des cases hors de la diagonale"),
    )
