"""Rescaling: the same product and the same sum for every input."""

from generator.formulas.expression import Expression
from generator.formulas.functions import product
from generator.formulas.layers.kind import LayerKind, one_place, without_weights
from generator.formulas.layers.layer import Layer
from generator.formulas.layers.option import COMMA, Option


def _multiply_adds(layer: Layer) -> Expression:
    return product(layer.input_sizes())


RESCALING = LayerKind(
    type="Rescaling",
    why=without_weights("multiplie ses entrées par une constante fixée d’avance et leur en ajoute une autre"),
    options=(
        Option("scale", " de facteur {}", joint=COMMA),
        Option("offset", ", décalage {}", usual=0, joint=COMMA),
    ),
    multiply_adds=_multiply_adds,
    reach=one_place,
)
