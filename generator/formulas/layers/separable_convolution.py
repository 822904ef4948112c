"""SeparableConv1D, SeparableConv2D: kernels that read one channel each, then filters that mix channels."""

from generator.formulas.equation import Equation
from generator.formulas.expression import Expression
from generator.formulas.layers.convolution import FILTERS, KERNEL, SLIDING_OPTIONS, filter_count
from generator.formulas.layers.depthwise_convolution import PER_CHANNEL, kernels_per_channel
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

_OPTIONS = (
    FILTERS,
    KERNEL,
    *SLIDING_OPTIONS,
    PER_CHANNEL,
    Option("activation", ", {}", usual="linear"),
    Option("use_bias", ", sans biais", usual=True),
    *weight_options("depthwise", "des noyaux", "GlorotUniform"),
    *weight_options("pointwise", "des filtres", "GlorotUniform"),
    *weight_options("bias", "des biais", "Zeros"),
    FROZEN,
)


def _why(layer: Layer) -> str:
    return (
        "Chaque noyau ne lit qu’un canal, un poids par position\u202f; chaque filtre mélange ensuite ce "
        f"qu’ont donné tous les noyaux à une même position, un poids par noyau, {said_bias(layer)}."
    )


def _weights(layer: Layer) -> Expression:
    products = _products(layer)
    return products + filter_count(layer) if with_bias(layer) else products


def _products(layer: Layer) -> Expression:
    """Return the number of weights that multiply something, which all do once per position."""
    kernels = channels(layer) * kernels_per_channel(layer)
    return kernels * kernel_positions(layer) + kernels * filter_count(layer)


def _output_shape(layer: Layer) -> tuple[Equation, ...]:
    return along_channels(layer, window_counts(layer, kernel_covers), filter_count(layer))


def _multiply_adds(layer: Layer) -> Expression:
    return output_positions(layer) * _products(layer)


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


SEPARABLE_CONV1D, SEPARABLE_CONV2D = map(_kind, ("SeparableConv1D", "SeparableConv2D"))
