"""Every model of a report at a glance: its test accuracy, seed by seed, and their mean."""

from collections.abc import Sequence
from statistics import fmean
from typing import TYPE_CHECKING

import numpy as np

from experiments import language
from experiments.figures.drawing import Drawing, sentence
from experiments.figures.judgement import JUDGED, is_judged, judge, threshold_of
from experiments.figures.kind import OfReport
from experiments.figures.names import examples, family_name, group_name, model_name
from experiments.measures.answers import predictions_at
from experiments.results.replicate import Replicate
from experiments.results.schema import Result

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# Name of a model, number of its family, and accuracies of its trainings.
Row = tuple[str, int, tuple[float, ...]]
ROW_HEIGHT, PANEL_HEIGHT, LEGEND_HEIGHT, WIDTH = 28, 60, 30, 640
# Where names are above their rows.
HIGH_ROW, HIGH_LEGEND = 40, 70


def overview(results: Sequence[Result]) -> Drawing | None:
    """Show the test accuracy of every model; those judged on the same examples share an axis."""
    if not results:
        return None
    families = list(dict.fromkeys(map(family_name, results)))
    panels: dict[str, tuple[str, list[Row]]] = {}
    tooltips, table = [], []
    ordered = sorted(results, key=lambda result: (group_name(result), families.index(family_name(result))))
    for result in ordered:
        count = result.evaluation["test"].count
        accuracies = tuple(_accuracy(result, training) for training in result.trainings)
        title = f"Exactitude sur {examples(result, count)} de test"
        _, rows = panels.setdefault(group_name(result), (title, []))
        rows.append((model_name(result), families.index(family_name(result)), accuracies))
        table.append((family_name(result), model_name(result), len(accuracies), fmean(accuracies)))
        said = [f"{model_name(result)} : {language.percent(each, count)}" for each in accuracies]
        mean = f"{model_name(result)}, {language.percent(fmean(accuracies), count)} en moyenne"
        tooltips += [tuple(said), (mean,)]
    return Drawing(
        name="modeles",
        title="Tous les modèles : exactitude sur le test",
        alternative=sentence([mean for (mean,) in tooltips[1::2]]),
        caption=(
            "Le point plein est la moyenne sur les graines, chaque point vide un entraînement, dont "
            "une graine fixe le hasard. Des exemples différents ne se comparent pas : chaque jeu de test a "
            "son axe. Un modèle qui choisit un seuil sur la validation est jugé à ce seuil."
        ),
        sources=tuple(
            f"{training.file}#/evaluation/{split}"
            for result in ordered
            for training in result.trainings
            for split in (JUDGED if is_judged(result) else ("test",))
        ),
        table=(("expérience", "modèle", "graines", "exactitude de test moyenne"), *table),
        tooltips=tuple(tooltips),
        draw=draw_overview,
        content=(tuple(families), tuple((title, tuple(rows)) for title, rows in panels.values())),
        narrows=True,
    )


def _accuracy(result: Result, training: Result | Replicate) -> float:
    """Return how right a training is on the test, at the threshold of its own validation if it has one."""
    if not is_judged(result):
        return training.evaluation["test"].accuracy
    judged = judge(result, training)
    threshold = threshold_of(judged).value
    (test,) = (each for each in judged if each.split == "test")
    return float(np.mean(predictions_at(test.probabilities, threshold) == test.labels))


def draw_overview(
    families: tuple[str, ...], panels: tuple[tuple[str, tuple[Row, ...]], ...], narrow: bool = False
) -> "Figure":
    """Draw one panel per set of test examples, one line of points per model."""
    from experiments.figures import artists, style, ticks

    width, row, legend = (
        (style.NARROW, HIGH_ROW, HIGH_LEGEND) if narrow else (WIDTH, ROW_HEIGHT, LEGEND_HEIGHT)
    )
    heights = [PANEL_HEIGHT + row * len(rows) for _, rows in panels]
    figure, grid = style.panels((width, legend + sum(heights)), heights)
    group = 0
    for axes, (title, rows) in zip(grid, panels, strict=True):
        for place, (_, family, accuracies) in enumerate(rows):
            series = family % len(style.SERIES)
            artists.points(axes, accuracies, [place] * len(accuracies), series, group)
            artists.points(axes, [fmean(accuracies)], [place], series, group + 1, filled=True)
            group += 2
        ticks.rows(axes, [name for name, *_ in rows], above=narrow)
        ticks.decimals(axes.xaxis, percent=True, most=5 if narrow else 8)
        axes.set_xlabel(title, loc="right")
    artists.families(grid[0], families)
    style.legend(figure, len(families))
    return figure


OVERVIEW = OfReport(overview)
