"""The histories of the models of a family on one chart: their accuracy on validation, epoch by epoch."""

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

from experiments import language
from experiments.figures.alike import alike
from experiments.figures.drawing import Drawing, sentence
from experiments.figures.kind import OfFamily
from experiments.figures.names import examples, family_name, histories_name, model_name
from experiments.results.schema import Result

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# Name of a model, its accuracy after each epoch, and the epochs marked.
Course = tuple[str, tuple[float, ...], tuple[int, ...]]
MARKS = 8
WIDTH, HEIGHT, LEGEND_LINE = 400, 300, 20
# What a letter of a legend takes of the width, then what is around its words; how many fill a line.
LETTER, AROUND, LINE = 8, 60, 40


def histories(results: Sequence[Result]) -> Drawing | None:
    """Show the accuracy on validation after each epoch of every model of a family; None of one alone."""
    if len(results) < 2:
        return None
    courses, tooltips, said = [], [], []
    for result in results:
        values = tuple(result.history.val_accuracy)
        marked = marked_epochs(values)
        courses.append((model_name(result), values, marked))
        tooltips.append(
            tuple(
                f"{model_name(result)}, époque {language.integer(epoch)} : "
                f"{language.significant(values[epoch - 1], 4)}"
                for epoch in marked
            )
        )
        first, last, best = alike((values[0], values[-1], max(values)))
        epoch = language.integer(values.index(max(values)) + 1)
        said.append(f"{model_name(result)} : de {first} à {last}, maximum de {best} à l’époque {epoch}")
    longest = max(len(values) for _, values, _ in courses)
    return Drawing(
        name=histories_name(results[0]),
        title=f"Exactitude sur la validation, époque par époque : {family_name(results[0])}",
        alternative=sentence(said),
        caption=(
            f"Premier entraînement de chaque modèle. {_validation(results)} Une marque pleine est le maximum "
            "d’un modèle."
        ),
        sources=tuple(f"{result.file}#/history/val_accuracy" for result in results),
        table=(
            ("époque", *(name for name, *_ in courses)),
            *(
                (epoch, *(values[epoch - 1] if epoch <= len(values) else "" for _, values, _ in courses))
                for epoch in range(1, longest + 1)
            ),
        ),
        tooltips=tuple(tooltips),
        draw=draw_histories,
        content=(tuple(courses),),
    )


def draw_histories(courses: tuple[Course, ...]) -> "Figure":
    """Draw one line per model; its colour, its dashes and its marks tell it apart, each of them alone."""
    from experiments.figures import artists, style, ticks

    names = [textwrap.fill(name, LINE) for name, *_ in courses]
    columns = max(1, WIDTH // (AROUND + LETTER * max(map(len, names))))
    lines = sum(name.count("\n") + 1 for name in names[::columns])
    figure, axes = style.canvas((WIDTH, HEIGHT + LEGEND_LINE * lines))
    for series, (name, (_, values, marked)) in enumerate(zip(names, courses, strict=True)):
        epochs = range(1, len(values) + 1)
        artists.line(axes, epochs, values, series, name, marked=True)
        best = values.index(max(values)) + 1
        for epoch in marked:
            artists.points(axes, [epoch], [values[epoch - 1]], series, series, filled=epoch == best)
    style.titles(axes, "Époque", "Exactitude sur la validation")
    ticks.epochs(axes, max(len(values) for _, values, _ in courses))
    ticks.decimals(axes.yaxis)
    style.legend(figure, columns)
    return figure


def marked_epochs(values: Sequence[float]) -> tuple[int, ...]:
    """Return some epochs, from the first to the last, and the first of the greatest value."""
    last = len(values)
    spread = {1 + round(step * (last - 1) / (MARKS - 1)) for step in range(MARKS)}
    return tuple(sorted(spread | {values.index(max(values)) + 1}))


def _validation(results: Sequence[Result]) -> str:
    """Say on which examples the models are validated, and when these differ."""
    sizes = {result.evaluation["validation"].count: result for result in results}
    counts = [examples(result, size) for size, result in sizes.items()]
    if len({repr(result.evaluation["validation"].labels) for result in results}) == 1:
        return f"Tous les modèles sont validés sur les mêmes {counts[0]}."
    return (
        f"Les modèles ne sont pas validés sur les mêmes exemples ({' et '.join(counts)}) : "
        "chaque courbe se lit seule."
    )


HISTORIES = OfFamily(histories)
