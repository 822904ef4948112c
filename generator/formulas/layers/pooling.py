"""MaxPooling2D, AveragePooling2D: one value in place of each window."""

from generator.formulas.equation import Equation
from generator.formulas.expression import Expression
from generator.formulas.layers.kind import LayerKind, Role, without_weights
from generator.formulas.layers.layer import Layer
from generator.formulas.layers.option import Like, Option
from generator.formulas.layers.windows import AXES, channels, window_counts

_OPTIONS = (
    Option("pool_size", " de {}"),
    Option("strides", ", pas de {}", usual=Like("pool_size")),
    Option("padding", ", padding {}", usual="valid"),
)


def _output_shape(layer: Layer) -> tuple[Equation, ...]:
    return (*window_counts(layer, _covered), Equation("c'", channels(layer)))


def _covered(layer: Layer, axis: int) -> Expression:
    letter, name = AXES[axis]
    return layer.setting(f"pool_size/{axis}", f"p_{letter}", f"{name} de la fenêtre")


MAX_POOLING = LayerKind(
    type="MaxPooling2D",
    why=without_weights("garde le maximum de chaque fenêtre"),
    role=Role.POOLING,
    options=_OPTIONS,
    output_shape=_output_shape,
)
AVERAGE_POOLING = LayerKind(
    type="AveragePooling2D",
    why=without_weights("calcule la moyenne de chaque fenêtre"),
    role=Role.POOLING,
    options=_OPTIONS,
    output_shape=_output_shape,
)
