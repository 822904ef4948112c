"""AdaptiveMaxPooling, AdaptiveAveragePooling: windows as large as the size of the output asks for."""

from generator.formulas.equation import Equation
from generator.formulas.layers.kind import LayerKind, Role, without_weights
from generator.formulas.layers.layer import Layer
from generator.formulas.layers.option import Option
from generator.formulas.layers.windows import along_channels, channels, grid_axes

_OPTIONS = (Option("output_size", " vers {}"),)


def _output_shape(layer: Layer) -> tuple[Equation, ...]:
    grid = tuple(
        Equation(
            f"{axis.letter}'",
            layer.setting(f"output_size/{axis.rank}", f"n_{axis.letter}", f"{axis.name} demandée"),
        )
        for axis in grid_axes(layer)
    )
    return along_channels(layer, grid, channels(layer))


def _kind(layer_type: str, action: str) -> LayerKind:
    return LayerKind(
        type=layer_type,
        why=without_weights(
            f"{action} de chaque fenêtre, assez grande pour que la sortie ait la taille voulue"
        ),
        role=Role.POOLING,
        options=_OPTIONS,
        output_shape=_output_shape,
    )


ADAPTIVE_MAX_POOLING_1D, ADAPTIVE_MAX_POOLING_2D, ADAPTIVE_MAX_POOLING_3D = (
    _kind(f"AdaptiveMaxPooling{axes}D", "garde le maximum") for axes in (1, 2, 3)
)
ADAPTIVE_AVERAGE_POOLING_1D, ADAPTIVE_AVERAGE_POOLING_2D, ADAPTIVE_AVERAGE_POOLING_3D = (
    _kind(f"AdaptiveAveragePooling{axes}D", "calcule la moyenne") for axes in (1, 2, 3)
)
