"""Describe a layer of a result in a few words, as a table or a comparison needs it."""

from markupsafe import Markup

from experiments.results.schema import Result
from generator.facts.quantity import Quantity, setting
from generator.facts.reading import read
from generator.formulas.layers.catalogue import kind_of


def describe_layer(result: Result, index: int) -> Markup:
    """Return the type of a layer and the arguments that matter, each number with its source.

    Parameters
    ----------
    result : Result
    index : int
        Rank of the layer in ``model.layers``, from 0.
    """
    layer = result.model.layers[index]

    def number(path: str) -> Quantity:
        return setting(read(result, f"/model/layers/{index}/config/{path}"))

    return kind_of(layer.type).describe(layer.config, number)
