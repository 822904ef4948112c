"""DepthwiseConv1D, DepthwiseConv2D: kernels that each read a single channel."""

from generator.formulas.equation import Equation
from generator.formulas.expression import Expression, Value
from generator.formulas.layers.convolution import SLIDING_OPTIONS
from generator.formulas.layers.kind import FROZEN, LayerKind
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

PER_CHANNEL = Option("depth_multiplier", ", {} noyaux par canal", usual=1)
_OPTIONS = (
    Option("kernel_size", ", noyaux de {}"),
    *SLIDING_OPTIONS,
    PER_CHANNEL,
    Option("activation", ", {}", usual="linear"),
    Option("use_bias", ", sans biais", usual=True),
    *weight_options("depthwise", "des noyaux", "GlorotUniform"),
    *weight_options("bias", "des biais", "Zeros"),
    FROZEN,
)


def kernels_per_channel(layer: Layer) -> Value:
    """Return how many kernels read each channel."""
    return layer.setting("depth_multiplier", "m", "nombre de noyaux par canal d’entrée")


def _why(layer: Layer) -> str:
    return (
        f"Chaque noyau ne lit qu’un canal, un poids par position, {said_bias(layer)}\u202f; les mêmes poids "
        "servent à toutes les positions de l’entrée."
    )


def _weights(layer: Layer) -> Expression:
    kernels = channels(layer) * kernels_per_channel(layer)
    positions = kernel_positions(layer)
    return kernels * (positions + 1) if with_bias(layer) else kernels * positions


def _output_shape(layer: Layer) -> tuple[Equation, ...]:
    kernels = channels(layer) * kernels_per_channel(layer)
    return along_channels(layer, window_counts(layer, kernel_covers), kernels)


def _multiply_adds(layer: Layer) -> Expression:
    kernels = channels(layer) * kernels_per_channel(layer)
    return output_positions(layer) * kernels * kernel_positions(layer)


def _kind(layer_type: str) -> LayerKind:
    return LayerKind(
        type=layer_type,
        why=_why,
        options=_OPTIONS,
        weights=_weights,
        output_shape=_output_shape,
        multiply_adds=_multiply_adds,
        reach=kernel_reach,
    )


DEPTHWISE_CONV1D, DEPTHWISE_CONV2D = map(_kind, ("DepthwiseConv1D", "DepthwiseConv2D"))
