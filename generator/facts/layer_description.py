"""Describe a layer of a result in a few words, as a table or a comparison needs it."""

from experiments.results.network import Layer
from experiments.results.schema import Result
from generator.facts.quantity import Quantity, setting
from generator.facts.reading import read
from generator.formulas.calls import kind_of_call
from generator.formulas.layers.option import Setting
from generator.formulas.markup import Markup
from generator.formulas.operations import describe_operation


def describe_layer(result: Result, index: int) -> Markup:
    """Say what a call is: an operation, or the type of a layer and its arguments that are not usual.

    Parameters
    ----------
    result : Result
    index : int
        Rank of the layer in ``model.layers``, from 0.
    """
    layer = result.model.layers[index]

    def number(path: str) -> Quantity:
        return setting(read(result, f"/model/layers/{index}/config/{path}"))

    return describe_call(layer, number)


def describe_call(layer: Layer, number: Setting) -> Markup:
    """Say what a call is; `number` takes the path of a number in its configuration, returns it as shown."""
    if layer.operation:
        return describe_operation(layer.type, layer.config, layer.arguments)
    return kind_of_call(layer).describe(layer.config, number)
