"""Normalization: inputs brought to mean 0 and variance 1, as measured on some data before the training."""

from generator.formulas.expression import Constant, Expression
from generator.formulas.functions import product
from generator.formulas.layers.kind import FROZEN, LayerKind
from generator.formulas.layers.layer import Layer
from generator.formulas.layers.option import COMMA, AxesOption, Option
from generator.formulas.layers.trained import times


def _given(layer: Layer) -> bool:
    """Tell whether the means are settings rather than weights."""
    return layer.config.get("mean") is not None


def _why(layer: Layer) -> str:
    action = "La couche retire une moyenne et divise par un écart-type"
    if _given(layer):
        return f"{action}, fixés d’avance\u202f: elle n’a aucun poids."
    return (
        f"{action}. Chaque position des axes gardés a une moyenne et une variance, mesurées avant "
        "l’entraînement et non apprises par le gradient\u202f; un compteur s’y ajoute."
    )


def _weights(layer: Layer) -> Expression:
    if _given(layer):
        return Constant(0)
    sizes = layer.input_sizes()
    return times(2, product(sizes[axis] for axis in layer.axes())) + 1


def _multiply_adds(layer: Layer) -> Expression:
    return product(layer.input_sizes())


NORMALIZATION = LayerKind(
    type="Normalization",
    why=_why,
    options=(
        AxesOption(
            "axis",
            ", axes gardés {}",
            usual=-1,
            singular=", axe gardé {}",
            absent=", mêmes pour toutes les positions",
        ),
        Option("mean", ", moyenne fixée à {}", usual=None, joint=COMMA),
        Option("variance", ", variance fixée à {}", usual=None, joint=COMMA),
        Option("invert", ", inversée", usual=False),
        FROZEN,
    ),
    weights=_weights,
    multiply_adds=_multiply_adds,
)
