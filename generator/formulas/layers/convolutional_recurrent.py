"""ConvLSTM1D, ConvLSTM2D, ConvLSTM3D: an LSTM whose products are convolutions (Shi et al., 2015)."""

from dataclasses import replace

from generator.formulas.equation import Equation
from generator.formulas.expression import Expression
from generator.formulas.layers.convolution import FILTERS, KERNEL, SLIDING_OPTIONS, filter_count
from generator.formulas.layers.kind import LayerKind
from generator.formulas.layers.layer import Layer
from generator.formulas.layers.recurrent import FORGETTING, GATE, STEP_OPTIONS, UNSAID
from generator.formulas.layers.trained import said_bias, times, with_bias
from generator.formulas.layers.windows import (
    along_channels,
    channels,
    kernel_covers,
    kernel_positions,
    output_positions,
    window_counts,
)

# Three gates, and what enters the memory.
_TABLES = 4


def _step(layer: Layer) -> Layer:
    """Return what happens at one step."""
    kept = int(bool(layer.config.get("return_sequences")))
    # The shape of an output is read from its end where it holds no step.
    return replace(
        layer,
        input_shape=layer.input_shape[1:],
        output_shape=layer.output_shape[kept:],
        skipped_axes=layer.skipped_axes + 1,
    )


def _why(layer: Layer) -> str:
    return (
        "À chaque étape, chaque filtre lit une fenêtre de l’entrée et de l’état, un poids par position et "
        f"par canal, {said_bias(layer)}, quatre fois\u202f: pour trois portes et pour ce qui entre en "
        "mémoire\u202f; les mêmes poids servent à toutes les positions et à toutes les étapes."
    )


def _products(layer: Layer) -> Expression:
    step, filters = _step(layer), filter_count(layer)
    return filters * (kernel_positions(step) * (channels(step) + filters))


def _weights(layer: Layer) -> Expression:
    products = _products(layer)
    return times(_TABLES, products + filter_count(layer) if with_bias(layer) else products)


def _output_shape(layer: Layer) -> tuple[Equation, ...]:
    step = _step(layer)
    sizes = along_channels(step, window_counts(step, kernel_covers), filter_count(layer))
    if not layer.config.get("return_sequences"):
        return sizes
    return (Equation("t'", layer.input_size(0, "t", "nombre d’étapes")), *sizes)


def _multiply_adds(layer: Layer) -> Expression:
    steps = layer.input_size(0, "t", "nombre d’étapes")
    return steps * output_positions(_step(layer)) * times(_TABLES, _products(layer))


def _kind(layer_type: str) -> LayerKind:
    return LayerKind(
        type=layer_type,
        why=_why,
        options=(FILTERS, KERNEL, *SLIDING_OPTIONS, GATE, FORGETTING, *STEP_OPTIONS),
        unsaid=UNSAID,
        weights=_weights,
        output_shape=_output_shape,
        multiply_adds=_multiply_adds,
    )


CONV_LSTM_1D, CONV_LSTM_2D, CONV_LSTM_3D = map(_kind, ("ConvLSTM1D", "ConvLSTM2D", "ConvLSTM3D"))
