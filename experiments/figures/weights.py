"""Weights: the accuracy against their number, and the layers where they sit."""

from collections.abc import Sequence
from statistics import fmean
from typing import TYPE_CHECKING

from experiments import language
from experiments.figures.drawing import Drawing, sentence
from experiments.figures.kind import OfGroup
from experiments.figures.names import family_name, model_name
from experiments.measures.depth import depth
from experiments.results.network import Layer
from experiments.results.schema import Result

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# Number of weights, depth, accuracy and family of a model.
Model = tuple[int, int, float, int]
# Name of a model, then the kind and the weights of each layer.
Stack = tuple[str, tuple[tuple[int, int], ...]]
KINDS = ("convolution", "dense", "autre")
COLOURS = (2, 0, 4)
ROW_HEIGHT, FRAME_HEIGHT, WIDTH = 30, 90, 640


def accuracy_against_weights(results: Sequence[Result]) -> Drawing | None:
    """Place each model by its weights and its mean test accuracy; None when no model has weights."""
    weighted = [result for result in results if result.model.parameters]
    if not weighted:
        return None
    families = list(dict.fromkeys(family_name(result) for result in weighted))
    accuracies = [
        fmean(training.evaluation["test"].accuracy for training in result.trainings) for result in weighted
    ]
    said = [
        f"{model_name(result)} : {language.integer(result.model.parameters)} poids, "
        f"{_layers(depth(result.model))}, {language.percent(accuracy, result.evaluation['test'].count)}"
        for result, accuracy in zip(weighted, accuracies, strict=True)
    ]
    models = [
        (
            result.model.parameters,
            depth(result.model),
            accuracy,
            families.index(family_name(result)),
        )
        for result, accuracy in zip(weighted, accuracies, strict=True)
    ]
    return Drawing(
        name="poids-exactitude",
        title="Exactitude de test selon le nombre de poids",
        alternative=sentence(said),
        caption=(
            "Exactitude en moyenne sur les entraînements de chaque modèle, une graine chacun. Échelle "
            "logarithmique en abscisse ; près de chaque point, le nombre de couches qui combinent "
            "leurs entrées par des poids, sur le plus long chemin de l’entrée à la sortie."
        ),
        sources=tuple(
            source
            for result in weighted
            for source in (
                f"{result.file}#/model/parameters",
                f"{result.file}#/model/layers",
                *(f"{training.file}#/evaluation/test/accuracy" for training in result.trainings),
            )
        ),
        table=(
            ("modèle", "poids", "profondeur", "exactitude de test moyenne"),
            *(
                (model_name(result), weights, deep, accuracy)
                for result, (weights, deep, accuracy, _) in zip(weighted, models, strict=True)
            ),
        ),
        tooltips=tuple(
            tuple(text for text, model in zip(said, models, strict=True) if model[3] == family)
            for family in range(len(families))
        ),
        draw=draw_accuracy_against_weights,
        content=(tuple(families), tuple(models)),
        narrows=True,
    )


def draw_accuracy_against_weights(
    families: tuple[str, ...], models: tuple[Model, ...], narrow: bool = False
) -> "Figure":
    """Draw one point per model, with its depth beside it."""
    from experiments.figures import artists, style, ticks

    width, height = style.LARGE
    figure, axes = style.canvas((style.NARROW if narrow else width, height))
    axes.set_xscale("log")
    for family in range(len(families)):
        inside = [model for model in models if model[3] == family]
        series = family % len(style.SERIES)
        weights, _, accuracies, _ = zip(*inside, strict=True)
        artists.points(axes, weights, accuracies, series, family)
    artists.families(axes, families)
    ticks.logarithmic(axes.xaxis, 3 if narrow else 9)
    ticks.decimals(axes.yaxis, percent=True)
    style.titles(axes, "Nombre de poids (échelle logarithmique)", "Exactitude de test")
    style.legend(figure, len(families))
    artists.notes(axes, [((x, y), language.integer(deep)) for x, deep, y, _ in models])
    return figure


def weights_by_layer(results: Sequence[Result]) -> Drawing | None:
    """Show the weights of each layer of each model to one scale; None when no model has weights."""
    stacks, tooltips, table = [], [], []
    for result in results:
        layers = [layer for layer in result.model.layers if layer.connected and layer.parameters]
        stacks.append((model_name(result), tuple((_kind(layer), layer.parameters) for layer in layers)))
        table += [(model_name(result), layer.name, layer.type, layer.parameters) for layer in layers]
        tooltips.append(
            tuple(
                f"{model_name(result)}, {layer.name} ({KINDS[_kind(layer)]}) : "
                f"{language.integer(layer.parameters)} poids"
                for layer in layers
            )
        )
    if not any(layers for _, layers in stacks):
        return None
    return Drawing(
        name="poids-couches",
        title="Nombre de poids de chaque couche de chaque modèle",
        alternative=sentence([text for group in tooltips for text in group]),
        caption="Chaque segment est une couche ; toutes les barres ont la même échelle.",
        sources=tuple(f"{result.file}#/model/layers" for result in results),
        table=(("modèle", "couche", "type", "poids"), *table),
        tooltips=tuple(tooltips),
        draw=draw_weights_by_layer,
        content=(tuple(stacks),),
        narrows=True,
    )


def draw_weights_by_layer(stacks: tuple[Stack, ...], narrow: bool = False) -> "Figure":
    """Draw one bar per model, cut into its layers."""
    from experiments.figures import artists, style, ticks

    width = style.NARROW if narrow else WIDTH
    figure, axes = style.canvas((width, FRAME_HEIGHT + ROW_HEIGHT * len(stacks)))
    for place, (_, layers) in enumerate(stacks):
        start = 0
        for kind, weights in layers:
            artists.segment(axes, place, start, weights, COLOURS[kind], place)
            start += weights
        artists.row_total(axes, place, start, language.integer(start))
    used = sorted({kind for _, layers in stacks for kind, _ in layers})
    artists.kinds(axes, [(COLOURS[kind], KINDS[kind]) for kind in used])
    ticks.rows(axes, [name for name, _ in stacks])
    axes.grid(visible=False, axis="y")
    ticks.integers(axes.xaxis, 2 if narrow else 6)
    axes.set_xlim(left=0)
    axes.set_xlabel("Nombre de poids", loc="right")
    style.legend(figure, len(used))
    return figure


def _layers(number: int) -> str:
    return f"{language.integer(number)} {language.plural(number, 'couche', 'couches')}"


def _kind(layer: Layer) -> int:
    if "Conv" in layer.type:
        return 0
    return 1 if layer.type == "Dense" else 2


ACCURACY = OfGroup(accuracy_against_weights)
LAYERS = OfGroup(weights_by_layer)
