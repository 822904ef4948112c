"""Shapes of what passes from one layer to the next."""

import math

from experiments.results.network import Layer
from experiments.results.schema import Result
from generator.facts.first_dense import first_dense
from generator.facts.quantity import count
from generator.facts.reading import read
from generator.formulas.markup import Markup

TIMES = Markup("\u202f×\u202f")


def shape(result: Result, pointer: str) -> Markup:
    """Write a shape as the product of its sizes."""
    axes = range(len(read(result, pointer).value))
    return TIMES.join(count(read(result, f"{pointer}/{axis}")) for axis in axes) or Markup("un nombre")


def flattens(layer: Layer) -> bool:
    """Tell whether a layer puts in a row all that it receives."""
    if len(layer.inputs) != 1:
        return False
    before, after = layer.input_shapes[0], layer.output_shapes[0]
    return len(before) > len(after) == 1 and math.prod(before) == after[0]


def flattened(result: Result) -> Markup | None:
    """Write the shape of what is put in a row for the first dense layer; None where nothing is."""
    ranks = {layer.name: rank for rank, layer in enumerate(result.model.layers)}
    layer = first_dense(result)
    while layer is not None and len(layer.inputs) == 1 and layer.inputs[0] in ranks:
        rank = ranks[layer.inputs[0]]
        layer = result.model.layers[rank]
        if flattens(layer):
            return shape(result, f"/model/layers/{rank}/input_shapes/0")
    return None
