"""MaxPooling, AveragePooling, in one, two or three dimensions: one value in place of each window."""

from generator.formulas.equation import Equation
from generator.formulas.expression import Expression
from generator.formulas.layers.kind import LayerKind, Role, without_weights
from generator.formulas.layers.layer import Layer
from generator.formulas.layers.option import Like, Option
from generator.formulas.layers.windows import GridAxis, along_channels, channels, stride_along, window_counts

_OPTIONS = (
    Option("pool_size", " de {}"),
    Option("strides", ", pas de {}", usual=Like("pool_size")),
    Option("padding", ", padding {}", usual="valid"),
)


def _output_shape(layer: Layer) -> tuple[Equation, ...]:
    return along_channels(layer, window_counts(layer, _covered), channels(layer))


def _covered(layer: Layer, axis: GridAxis) -> Expression:
    return layer.setting(f"pool_size/{axis.rank}", f"p_{axis.letter}", f"{axis.name} de la fenêtre")


def _reach(layer: Layer, axis: GridAxis) -> tuple[Expression, Expression]:
    return _covered(layer, axis), stride_along(layer, axis)


def _kind(layer_type: str, action: str) -> LayerKind:
    return LayerKind(
        type=layer_type,
        why=without_weights(action),
        role=Role.POOLING,
        options=_OPTIONS,
        output_shape=_output_shape,
        reach=_reach,
    )


MAX_POOLING_1D, MAX_POOLING_2D, MAX_POOLING_3D = (
    _kind(f"MaxPooling{axes}D", "garde le maximum de chaque fenêtre") for axes in (1, 2, 3)
)
AVERAGE_POOLING_1D, AVERAGE_POOLING_2D, AVERAGE_POOLING_3D = (
    _kind(f"AveragePooling{axes}D", "calcule la moyenne de chaque fenêtre") for axes in (1, 2, 3)
)
