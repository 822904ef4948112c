"""The spread over seeds: the test accuracy of every training of every model, and their mean."""

from collections.abc import Sequence
from statistics import fmean
from typing import TYPE_CHECKING

from experiments import language
from experiments.figures.drawing import Drawing, sentence
from experiments.figures.kind import OfGroup
from experiments.figures.names import family_name, model_name
from experiments.results.replicate import Replicate
from experiments.results.schema import Result

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Row = tuple[str, int, tuple[float, ...]]
ROW_HEIGHT, FRAME_HEIGHT, WIDTH = 30, 80, 640
# Where names are above their rows.
HIGH_ROW, HIGH_FRAME = 40, 120


def seeds(results: Sequence[Result]) -> Drawing | None:
    """Show the test accuracy of each training of the models trained with several seeds; None without any."""
    repeated = [result for result in results if result.replicates]
    if not repeated:
        return None
    families = list(dict.fromkeys(family_name(result) for result in repeated))
    rows, tooltips, table = [], [], []
    for result in repeated:
        trainings: list[Result | Replicate] = [*result.trainings]
        accuracies = tuple(training.evaluation["test"].accuracy for training in trainings)
        rows.append((model_name(result), families.index(family_name(result)), accuracies))
        table += [
            (model_name(result), _seed(training), training.evaluation["test"].accuracy)
            for training in trainings
        ]
        said = [
            f"{model_name(result)}, graine {language.integer(_seed(training))} : "
            f"{language.percent(training.evaluation['test'].accuracy, training.evaluation['test'].count)}"
            for training in trainings
        ]
        mean = language.percent(fmean(accuracies), result.evaluation["test"].count)
        tooltips += [tuple(said), (f"{model_name(result)}, {mean} en moyenne",)]
    return Drawing(
        name="graines",
        title="Exactitude de test de chaque entraînement",
        alternative=sentence([text for group in tooltips for text in group]),
        caption=(
            "Chaque point vide est un entraînement du même modèle avec une autre graine : d’autres poids de "
            "départ, un autre ordre des exemples et, s’il y en a, un autre dropout ; le point plein est "
            "leur moyenne."
        ),
        sources=tuple(
            f"{training.file}#/evaluation/test/accuracy"
            for result in repeated
            for training in result.trainings
        ),
        table=(("modèle", "graine", "exactitude de test"), *table),
        tooltips=tuple(tooltips),
        draw=draw_seeds,
        content=(tuple(families), tuple(rows)),
        narrows=True,
    )


def draw_seeds(families: tuple[str, ...], rows: tuple[Row, ...], narrow: bool = False) -> "Figure":
    """Draw one line of points per model."""
    from experiments.figures import artists, style, ticks

    width, frame, row = (style.NARROW, HIGH_FRAME, HIGH_ROW) if narrow else (WIDTH, FRAME_HEIGHT, ROW_HEIGHT)
    figure, axes = style.canvas((width, frame + row * len(rows)))
    for place, (_, family, accuracies) in enumerate(rows):
        series = family % len(style.SERIES)
        artists.points(axes, accuracies, [place] * len(accuracies), series, 2 * place)
        artists.points(axes, [fmean(accuracies)], [place], series, 2 * place + 1, filled=True)
    artists.families(axes, families)
    ticks.rows(axes, [name for name, *_ in rows], above=narrow)
    ticks.decimals(axes.xaxis, percent=True, most=5 if narrow else 8)
    axes.set_xlabel("Exactitude de test", loc="right")
    style.legend(figure, len(families))
    return figure


def _seed(training: Result | Replicate) -> int:
    return training.seed if isinstance(training, Replicate) else training.training.seed


SEEDS = OfGroup(seeds)
