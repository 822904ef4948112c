"""Flatten: all the values in a row."""

from generator.formulas.equation import Equation
from generator.formulas.functions import product
from generator.formulas.layers.kind import LayerKind, without_weights
from generator.formulas.layers.layer import Layer

_GRID = (
    ("h", "hauteur de l’entrée"),
    ("l", "largeur de l’entrée"),
    ("c", "nombre de canaux d’entrée"),
)


def _output_shape(layer: Layer) -> tuple[Equation, ...]:
    if len(layer.input_shape) != len(_GRID):
        return (Equation(r"n_{\text{sorties}}", product(layer.input_sizes())),)
    sizes = [layer.input_size(axis, symbol, meaning) for axis, (symbol, meaning) in enumerate(_GRID)]
    return (Equation(r"n_{\text{sorties}}", product(sizes)),)


FLATTEN = LayerKind(
    type="Flatten",
    why=without_weights("aligne les valeurs de tous les canaux en un seul vecteur"),
    output_shape=_output_shape,
)
