"""The confusion matrix, for any number of classes."""

from typing import TYPE_CHECKING

from experiments import language
from experiments.figures.drawing import Cell, Drawing
from experiments.figures.kind import OfResult
from experiments.figures.names import examples
from experiments.results.schema import Result

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# Beyond that many classes counts no longer fit into cells, nor every name beside them.
LEGIBLE = 14
# More letters than that do not fit on one line above the columns.
ROOM = 36
SHOWN_PAIRS = 3


def confusion(result: Result) -> Drawing:
    """Show how many examples of each class of the test split are put in each class."""
    evaluation, classes = result.evaluation["test"], result.data.classes
    matrix = evaluation.confusion_matrix
    rows: list[tuple[Cell, ...]] = [(name, *row) for name, row in zip(classes, matrix, strict=True)]
    pairs = sorted(
        (-count, true, said)
        for true, row in enumerate(matrix)
        for said, count in enumerate(row)
        if true != said and count
    )
    right = sum(row[i] for i, row in enumerate(matrix))
    worst = [
        f"{language.integer(-count)} « {classes[true]} » lus « {classes[said]} »"
        for count, true, said in pairs[:SHOWN_PAIRS]
    ]
    errors = f"Erreurs les plus nombreuses : {' ; '.join(worst)}." if worst else "Aucune erreur."
    return Drawing(
        name="confusion",
        title="Matrice de confusion",
        alternative=(
            f"Sur le test, {language.integer(right)} bonnes réponses sur "
            f"{examples(result, evaluation.count)}. {errors}"
        ),
        caption=(
            "Classes vraies en lignes, réponses du modèle en colonnes. Bleu : bonnes réponses, selon leur "
            "part dans la ligne ; orange : erreurs, selon leur part dans les erreurs de la ligne, pour que "
            "les plus rares restent visibles."
        ),
        sources=(f"{result.file}#/evaluation/test/confusion_matrix", f"{result.file}#/data/classes"),
        table=(
            ("vrai \\ prédit", *classes),
            *rows,
        ),
        tooltips=(),
        draw=draw_confusion,
        content=(tuple(classes), tuple(map(tuple, matrix))),
    )


def draw_confusion(classes: tuple[str, ...], matrix: tuple[tuple[int, ...], ...]) -> "Figure":
    """Draw the matrix as coloured cells, with their counts while there is room for them."""
    from experiments.figures import cells, style

    size = len(classes)
    figure, axes = style.canvas(style.SQUARE)
    style.no_frame(axes)
    cells.draw(axes, [[_cell(row, i, j) for j in range(size)] for i, row in enumerate(matrix)])
    legible = size <= LEGIBLE
    places = range(size) if legible else range(0, size, -(-size // 10))
    names = [classes[place] for place in places]
    turned = sum(map(len, names)) > ROOM
    axes.set_xticks([place + 0.5 for place in places], names, rotation=90 if turned else 0)
    axes.set_yticks([place + 0.5 for place in places], names)
    axes.xaxis.tick_top()
    axes.xaxis.set_label_position("top")
    axes.set_xlabel("Réponse du modèle", labelpad=8)
    axes.set_ylabel("Classe vraie")
    axes.set_aspect("equal")
    if legible:
        for i, row in enumerate(matrix):
            for j, count in enumerate(row):
                axes.text(
                    j + 0.5,
                    i + 0.5,
                    language.integer(count),
                    ha="center",
                    va="center",
                    fontsize=style.SMALL_TEXT if size > 4 else style.TEXT,
                    color=style.MUTED if i != j and not count else style.INK,
                )
    return figure


def _cell(row: tuple[int, ...], true: int, said: int) -> tuple[str, float]:
    """Return the colour of a cell and its depth in [0, 1]."""
    from experiments.figures import style

    right = true == said
    whole = sum(row) if right else sum(row) - row[true]
    return (style.CELL_RIGHT if right else style.CELL_WRONG, row[said] / whole if whole else 0.0)


CONFUSION = OfResult(lambda result: [confusion(result)])
