"""Conv1D, Conv2D, Conv3D: filters that read the same small window everywhere."""

from generator.formulas.equation import Equation
from generator.formulas.expression import Expression, Value
from generator.formulas.layers.kind import FROZEN, LayerKind, Role
from generator.formulas.layers.layer import Layer
from generator.formulas.layers.option import Option
from generator.formulas.layers.trained import said_bias, weight_options, with_bias
from generator.formulas.layers.windows import (
    along_channels,
    channels,
    kernel_covers,
    kernel_positions,
    kernel_reach,
    output_positions,
    window_counts,
)

# What all convolutions are made with, besides their filters and their tables of weights.
KERNEL = Option("kernel_size", " de {}")
SLIDING_OPTIONS = (
    Option("strides", ", pas de {}", usual=1),
    Option("padding", ", padding {}", usual="valid"),
    Option("dilation_rate", ", dilatation de {}", usual=1),
)
FILTERS = Option("filters", " de {} filtres", singular=" de {} filtre")
_OPTIONS = (
    FILTERS,
    KERNEL,
    *SLIDING_OPTIONS,
    Option("groups", ", {} groupes de canaux", usual=1),
    Option("activation", ", {}", usual="linear"),
    Option("use_bias", ", sans biais", usual=True),
    *weight_options("kernel", "des noyaux", "GlorotUniform"),
    *weight_options("bias", "des biais", "Zeros"),
    FROZEN,
)


def filter_count(layer: Layer) -> Value:
    """Return the number of filters, that is of channels of the output."""
    return layer.setting("filters", r"n_{\text{filtres}}", "nombre de filtres, donc de canaux de sortie")


def _why(layer: Layer) -> str:
    return (
        "Chaque filtre a un poids par position de son noyau et par canal qu’il lit, "
        f"{said_bias(layer)}\u202f; les mêmes poids servent à toutes les positions de l’entrée."
    )


def _weights(layer: Layer) -> Expression:
    per_filter, filters = _kernel_size(layer), filter_count(layer)
    return filters * (per_filter + 1) if with_bias(layer) else filters * per_filter


def _kernel_size(layer: Layer) -> Expression:
    """Return the number of weights of one filter, bias left out."""
    if layer.config.get("groups", 1) == 1:
        return kernel_positions(layer) * channels(layer)
    groups = layer.setting("groups", "g", "nombre de groupes de canaux")
    return kernel_positions(layer) * (channels(layer) / groups)


def _output_shape(layer: Layer) -> tuple[Equation, ...]:
    return along_channels(layer, window_counts(layer, kernel_covers), filter_count(layer))


def _multiply_adds(layer: Layer) -> Expression:
    return output_positions(layer) * filter_count(layer) * _kernel_size(layer)


def _kind(layer_type: str) -> LayerKind:
    return LayerKind(
        type=layer_type,
        why=_why,
        role=Role.CONVOLUTION,
        options=_OPTIONS,
        weights=_weights,
        output_shape=_output_shape,
        multiply_adds=_multiply_adds,
        reach=kernel_reach,
    )


CONV1D, CONV2D, CONV3D = map(_kind, ("Conv1D", "Conv2D", "Conv3D"))
