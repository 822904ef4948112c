"""The test examples that few or many models misread."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from experiments import language
from experiments.figures.drawing import Drawing, sentence
from experiments.figures.kind import OfGroup
from experiments.figures.names import examples, examples_noun
from experiments.measures.shared_errors import misreadings, tally
from experiments.results.schema import Result

if TYPE_CHECKING:
    from matplotlib.figure import Figure

SOME, ALL = 0, 1  # series of the columns


def shared_errors(results: Sequence[Result]) -> Drawing:
    """Count the test examples misread by one model, by two… by all."""
    evaluations = [result.evaluation["test"] for result in results]
    well_read, *counts = tally(misreadings(evaluations), len(results))
    noun = examples_noun(results[0])
    said = [_said(results, count, models) for models, count in enumerate(counts, start=1)]
    return Drawing(
        name="erreurs-communes",
        title=f"{noun.capitalize()} de test selon le nombre de modèles qui les classent mal",
        alternative=sentence(
            [*said, f"{examples(results[0], well_read)} de test que tous classent correctement"]
        ),
        caption=(
            "Premier entraînement de chaque modèle. La dernière barre compte ce que tous les modèles "
            "classent mal. Non dessiné : "
            f"{examples(results[0], well_read)} de test que tous classent correctement."
        ),
        sources=(
            f"{results[0].file}#/evaluation/test/labels",
            *(f"{result.file}#/evaluation/test/predictions" for result in results),
        ),
        table=(
            ("modèles qui classent mal", f"{noun} de test"),
            (0, well_read),
            *((models, count) for models, count in enumerate(counts, start=1)),
        ),
        tooltips=(tuple(said),),
        draw=draw_shared_errors,
        content=(noun, tuple(counts)),
        narrows=True,
    )


def draw_shared_errors(noun: str, counts: tuple[int, ...], narrow: bool = False) -> "Figure":
    """Draw one column per number of models."""
    from experiments.figures import artists, style, ticks

    width, height = style.WIDE
    figure, axes = style.canvas((style.NARROW if narrow else width, height))
    places = range(1, len(counts) + 1)
    for place, count in zip(places, counts, strict=True):
        series = ALL if place == len(counts) else SOME
        artists.column(axes, place, count, series, language.integer(count), 0)
    axes.set_xticks(places, [language.integer(place) for place in places])
    ticks.integers(axes.yaxis)
    axes.grid(visible=False, axis="x")
    axes.set_ylim(0, 1.15 * max(1, *counts))
    style.titles(axes, "Nombre de modèles qui classent mal", f"{noun.capitalize()} de test")
    return figure


def _said(results: Sequence[Result], count: int, models: int) -> str:
    if models == 1:
        return f"{examples(results[0], count)} qu’un seul modèle classe mal"
    who = "les " if models == len(results) else ""
    return f"{examples(results[0], count)} que {who}{language.integer(models)} modèles classent mal"


SHARED_ERRORS = OfGroup(shared_errors)
