"""The confusion matrix of a model, or its largest confusions where it has too many classes to be read."""

from dataclasses import dataclass

from experiments import language
from experiments.results.schema import Result
from generator.facts.quantity import Quantity, computed_count, share
from generator.facts.reading import Reading, read
from generator.sections.confused import confused_file, confused_path
from generator.sections.loaded import versioned

# Beyond that many classes no page has room for the matrix.
LEGIBLE = 20
LISTED = 20


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
class Mistake:
    """Examples of a class that are put in another one.

    Attributes
    ----------
    share : Quantity
        Of the examples of the class.
    """

    truth: str
    answer: str
    times: Quantity
    share: Quantity


@dataclass(frozen=True)
class Confusion:
    """A confusion matrix: true classes in rows, predicted ones in columns.

    Attributes
    ----------
    rows : list of list of Cell
        Empty when there are too many classes to show them all.
    mistakes : list of Mistake
        The most frequent first; empty when the rows say it.
    examples : str
        Address, under ``docs/``, of the examples that the cells count; empty when they cannot be shown.
    """

    classes: list[str]
    rows: list[list[Cell]]
    mistakes: list[Mistake]
    errors: Quantity
    examples: str


def confusion(result: Result, split: str) -> Confusion:
    """Lay out the confusion matrix of a split."""
    matrix = read(result, f"/evaluation/{split}/confusion_matrix")
    legible = len(matrix.value) <= LEGIBLE
    examples = confused_file(result) if legible and split == "test" else b""
    errors = sum(number for i, row in enumerate(matrix.value) for j, number in enumerate(row) if i != j)
    return Confusion(
        classes=result.data.classes,
        rows=_rows(matrix) if legible else [],
        mistakes=[] if legible else _mistakes(result, matrix),
        errors=computed_count(errors, (matrix.source,), "somme des cases hors de la diagonale"),
        examples=versioned(confused_path(result), examples) if examples else "",
    )


def _rows(matrix: Reading) -> list[list[Cell]]:
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
    return rows


def _mistakes(result: Result, matrix: Reading) -> list[Mistake]:
    ranked = sorted(
        (-number, i, j)
        for i, row in enumerate(matrix.value)
        for j, number in enumerate(row)
        if i != j and number
    )
    found = []
    for _, i, j in ranked[:LISTED]:
        row, source = matrix.value[i], f"{matrix.source}/{i}"
        found.append(
            Mistake(
                truth=result.data.classes[i],
                answer=result.data.classes[j],
                times=Quantity(row[j], language.integer(row[j]), (f"{source}/{j}",)),
                share=share(row[j] / sum(row), sum(row), (source,), "confusions / exemples de cette classe"),
            )
        )
    return found
