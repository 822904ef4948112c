"""UpSampling1D, UpSampling2D, UpSampling3D: each position becomes several."""

from generator.formulas.equation import Equation
from generator.formulas.expression import Constant, Expression
from generator.formulas.layers.kind import LayerKind, without_weights
from generator.formulas.layers.layer import Layer
from generator.formulas.layers.option import Option
from generator.formulas.layers.windows import along_channels, channels, grid_axes, input_along
from generator.formulas.layers.words import INTERPOLATIONS


def _output_shape(layer: Layer) -> tuple[Equation, ...]:
    grid = []
    for axis in grid_axes(layer):
        factor = layer.setting(f"size/{axis.rank}", f"f_{axis.letter}", f"facteur selon la {axis.name}")
        grid.append(Equation(f"{axis.letter}'", input_along(layer, axis) * factor))
    return along_channels(layer, tuple(grid), channels(layer))


def _multiply_adds(layer: Layer) -> Expression | None:
    return Constant(0) if layer.config.get("interpolation", "nearest") == "nearest" else None


def _kind(axes: int) -> LayerKind:
    interpolation = Option("interpolation", ", interpolation {}", usual="nearest", words=INTERPOLATIONS)
    return LayerKind(
        type=f"UpSampling{axes}D",
        why=without_weights("agrandit l’entrée"),
        # Keras lets only the one in two dimensions interpolate.
        options=(Option("size", " de facteur {}"), *([interpolation] if axes == len(("h", "l")) else [])),
        output_shape=_output_shape,
        multiply_adds=_multiply_adds,
    )


UP_SAMPLING_1D, UP_SAMPLING_2D, UP_SAMPLING_3D = map(_kind, (1, 2, 3))
