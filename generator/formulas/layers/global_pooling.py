"""GlobalMaxPooling2D, GlobalAveragePooling2D: one value in place of each channel."""

from generator.formulas.equation import Equation
from generator.formulas.expression import Constant
from generator.formulas.layers.kind import LayerKind, Role, without_weights
from generator.formulas.layers.layer import Layer
from generator.formulas.layers.option import Option
from generator.formulas.layers.windows import AXES, channels

_OPTIONS = (Option("keepdims", ", axes gardés", usual=False),)


def _output_shape(layer: Layer) -> tuple[Equation, ...]:
    kept = AXES if layer.config.get("keepdims") else ()
    return (*(Equation(f"{letter}'", Constant(1)) for letter, _ in kept), Equation("c'", channels(layer)))


GLOBAL_MAX_POOLING = LayerKind(
    type="GlobalMaxPooling2D",
    why=without_weights("garde le maximum de chaque canal"),
    role=Role.POOLING,
    options=_OPTIONS,
    output_shape=_output_shape,
)
GLOBAL_AVERAGE_POOLING = LayerKind(
    type="GlobalAveragePooling2D",
    why=without_weights("calcule la moyenne de chaque canal"),
    role=Role.POOLING,
    options=_OPTIONS,
    output_shape=_output_shape,
)
