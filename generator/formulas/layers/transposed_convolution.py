"""Conv1DTranspose, Conv2DTranspose, Conv3DTranspose: each position of the input spreads over a window."""

from generator.formulas.equation import Equation
from generator.formulas.expression import Constant, Expression
from generator.formulas.functions import product
from generator.formulas.layers.convolution import FILTERS, KERNEL, SLIDING_OPTIONS, filter_count
from generator.formulas.layers.kind import FROZEN, LayerKind
from generator.formulas.layers.layer import Layer
from generator.formulas.layers.option import Option
from generator.formulas.layers.trained import said_bias, weight_options, with_bias
from generator.formulas.layers.windows import (
    GridAxis,
    along_channels,
    channels,
    grid_axes,
    input_along,
    kernel_covers,
    kernel_positions,
    stride_along,
)

_OPTIONS = (
    FILTERS,
    KERNEL,
    *SLIDING_OPTIONS,
    Option("output_padding", ", sortie prolongée de {}", usual=None),
    Option("activation", ", {}", usual="linear"),
    Option("use_bias", ", sans biais", usual=True),
    *weight_options("kernel", "des noyaux", "GlorotUniform"),
    *weight_options("bias", "des biais", "Zeros"),
    FROZEN,
)


def _why(layer: Layer) -> str:
    return (
        "Chaque position de l’entrée s’étale sur une fenêtre de la sortie. Chaque filtre a un poids par "
        f"position de son noyau et par canal d’entrée, {said_bias(layer)}\u202f; les mêmes poids servent à "
        "toutes les positions."
    )


def _weights(layer: Layer) -> Expression:
    per_filter, filters = kernel_positions(layer) * channels(layer), filter_count(layer)
    return filters * (per_filter + 1) if with_bias(layer) else filters * per_filter


def _output_shape(layer: Layer) -> tuple[Equation, ...]:
    grid = tuple(Equation(f"{axis.letter}'", _spread(layer, axis)) for axis in grid_axes(layer))
    return along_channels(layer, grid, filter_count(layer))


def _spread(layer: Layer, axis: GridAxis) -> Expression:
    """Return the size of the output along an axis, as Keras computes it."""
    size, stride, covered = input_along(layer, axis), stride_along(layer, axis), kernel_covers(layer, axis)
    same = layer.config["padding"] == "same"
    if layer.config.get("output_padding") is None:
        if same:
            return size * stride
        return (size - 1) * stride + (covered if covered.value >= stride.value else stride)
    added = layer.setting(
        f"output_padding/{axis.rank}", f"a_{axis.letter}", f"prolongement selon la {axis.name}"
    )
    # Keras keeps one position of an odd kernel, none of an even one.
    return (size - 1) * stride + (Constant(int(covered.value) % 2) if same else covered) + added


def _multiply_adds(layer: Layer) -> Expression:
    positions = product(input_along(layer, axis) for axis in grid_axes(layer))
    return positions * channels(layer) * filter_count(layer) * kernel_positions(layer)


def _kind(layer_type: str) -> LayerKind:
    return LayerKind(
        type=layer_type,
        why=_why,
        options=_OPTIONS,
        weights=_weights,
        output_shape=_output_shape,
        multiply_adds=_multiply_adds,
    )


CONV1D_TRANSPOSE, CONV2D_TRANSPOSE, CONV3D_TRANSPOSE = map(
    _kind, ("Conv1DTranspose", "Conv2DTranspose", "Conv3DTranspose")
)
