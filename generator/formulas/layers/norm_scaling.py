"""RMSNormalization, UnitNormalization: inputs divided by their size, without a mean taken out."""

from generator.formulas.expression import Expression
from generator.formulas.functions import product
from generator.formulas.layers.kind import FROZEN, LayerKind, without_weights
from generator.formulas.layers.layer import Layer
from generator.formulas.layers.option import AxesOption, Option

_AXES = AxesOption("axis", ", axes {}", usual=-1, singular=", axe {}")


def _why(layer: Layer) -> str:
    return (
        "La couche divise chaque exemple par sa moyenne quadratique\u202f; chaque position des axes "
        "normalisés a un facteur appris."
    )


def _weights(layer: Layer) -> Expression:
    sizes = layer.input_sizes()
    return product(sizes[axis] for axis in layer.axes())


def _multiply_adds(layer: Layer) -> Expression:
    return product(layer.input_sizes())


RMS_NORMALIZATION = LayerKind(
    type="RMSNormalization",
    why=_why,
    options=(_AXES, Option("epsilon", ", epsilon {}", usual=1e-6), FROZEN),
    weights=_weights,
    multiply_adds=_multiply_adds,
)
UNIT_NORMALIZATION = LayerKind(
    type="UnitNormalization",
    why=without_weights("divise chaque vecteur par sa norme"),
    options=(_AXES,),
    multiply_adds=_multiply_adds,
)
