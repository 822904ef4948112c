"""GlobalMaxPooling, GlobalAveragePooling: one value in place of each channel."""

from generator.formulas.equation import Equation
from generator.formulas.expression import Constant
from generator.formulas.layers.kind import LayerKind, Role, without_weights
from generator.formulas.layers.layer import Layer
from generator.formulas.layers.option import Option
from generator.formulas.layers.windows import along_channels, channels, grid_axes

_OPTIONS = (Option("keepdims", ", axes gardés", usual=False),)


def _output_shape(layer: Layer) -> tuple[Equation, ...]:
    kept = grid_axes(layer) if layer.config.get("keepdims") else ()
    return along_channels(
        layer, tuple(Equation(f"{axis.letter}'", Constant(1)) for axis in kept), channels(layer)
    )


def _kind(layer_type: str, action: str) -> LayerKind:
    return LayerKind(
        type=layer_type,
        why=without_weights(action),
        role=Role.POOLING,
        options=_OPTIONS,
        output_shape=_output_shape,
    )


GLOBAL_MAX_POOLING_1D, GLOBAL_MAX_POOLING_2D, GLOBAL_MAX_POOLING_3D = (
    _kind(f"GlobalMaxPooling{axes}D", "garde le maximum de chaque canal") for axes in (1, 2, 3)
)
GLOBAL_AVERAGE_POOLING_1D, GLOBAL_AVERAGE_POOLING_2D, GLOBAL_AVERAGE_POOLING_3D = (
    _kind(f"GlobalAveragePooling{axes}D", "calcule la moyenne de chaque canal") for axes in (1, 2, 3)
)
