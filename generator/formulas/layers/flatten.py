"""Flatten: all the values in a row."""

from generator.formulas.equation import Equation
from generator.formulas.functions import product
from generator.formulas.layers.kind import LayerKind, without_weights
from generator.formulas.layers.layer import Layer
from generator.formulas.layers.windows import channels, grid_axes, input_along

_GRID = 3


def _output_shape(layer: Layer) -> tuple[Equation, ...]:
    if len(layer.input_shape) != _GRID:
        return (Equation(r"n_{\text{sorties}}", product(layer.input_sizes())),)
    grid = [input_along(layer, axis) for axis in grid_axes(layer)]
    return (Equation(r"n_{\text{sorties}}", product([*grid, channels(layer)])),)


FLATTEN = LayerKind(
    type="Flatten",
    why=without_weights("aligne les valeurs de tous les canaux en un seul vecteur"),
    output_shape=_output_shape,
)
