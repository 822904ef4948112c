"""The first dense layer of a network: the one that receives what convolutions or inputs give."""

from experiments.results.network import Layer
from experiments.results.schema import Result


def first_dense(result: Result) -> Layer | None:
    """Return the first dense layer, the heaviest of several branches; None for a network without any."""
    after: set[str] = set()
    found: list[Layer] = []
    for layer in result.model.layers:
        dense = layer.type == "Dense" and layer.connected
        if not after.isdisjoint(layer.inputs):
            after.add(layer.name)
        elif dense:
            after.add(layer.name)
            found.append(layer)
    return max(found, key=lambda layer: layer.parameters, default=None)
