"""Shapes and weights of a stated layer, by the formulas of the report."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from experiments.errors import LabError
from generator.formulas.layers.catalogue import kind_of, layer_kinds
from generator.formulas.layers.layer import Layer
from generator.reread.networks.signatures import completed
from generator.reread.networks.stated import INPUTS, Shape, StatedLayer

# What a formula raises on settings that no layer has: a window larger than what it reads, a text for a size.
IMPOSSIBLE = (LabError, ArithmeticError, TypeError, ValueError, KeyError, IndexError, AttributeError)
LARGEST_SIDE = 10**7


def derived(layers: Iterable[StatedLayer], shape: Shape | None) -> Iterator[StatedLayer]:
    """Go through layers wired one after another, with the shapes and weights that formulas give them."""
    for layer in layers:
        if layer.type in INPUTS:
            shape = layer.output_shape
            continue
        found = derived_layer(layer, shape)
        shape = found.output_shape
        yield found


def derived_layer(layer: StatedLayer, shape: Shape | None) -> StatedLayer:
    """Return a layer that receives this shape with its own shape and weights, as far as they are known."""
    kinds = layer_kinds()
    if layer.type not in kinds:
        return replace(layer, input_shape=shape, output_shape=None, parameters=None)
    kind, settings = kind_of(layer.type), completed(layer.type, layer.settings)
    if layer.type == "Dense" and shape is None:
        units = settings.get("units")
        return replace(layer, output_shape=(units,) if isinstance(units, int) and units > 0 else None)
    if shape is None or not _are_sizes(shape):
        return replace(layer, input_shape=None, output_shape=None, parameters=None)
    laid = Layer(layer.name, layer.type, settings, shape, shape, 0)
    try:
        sizes = tuple(int(size.value) for size in kind.output_shape(laid))
        if layer.type == "Dense":
            sizes = (*shape[:-1], *sizes)
        output = sizes or shape
        weights = int(kind.weights(replace(laid, output_shape=output)).value) if kind.known else None
    except IMPOSSIBLE:
        return replace(layer, input_shape=shape, output_shape=None, parameters=None)
    if not _are_sizes(output):
        return replace(layer, input_shape=shape, output_shape=None, parameters=None)
    return replace(layer, input_shape=shape, output_shape=output, parameters=weights)


def laid(layer: StatedLayer) -> Layer:
    """Return a layer whose shapes and weights are known, as formulas take it."""
    shapes = layer.input_shape or (), layer.output_shape or ()
    return Layer(
        layer.name, layer.type, completed(layer.type, layer.settings), *shapes, layer.parameters or 0
    )


def _are_sizes(shape: Shape) -> bool:
    return all(isinstance(size, int) and 0 < size < LARGEST_SIDE for size in shape)
