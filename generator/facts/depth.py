"""Depth of a network: its layers that have weights."""

from experiments.results.schema import Result
from generator.facts.quantity import Quantity, computed_count


def depth(result: Result) -> int:
    """Return how many layers with weights the network has."""
    return sum(layer.connected and layer.parameters > 0 for layer in result.model.layers)


def depth_quantity(result: Result) -> Quantity:
    """Return the depth as a number of the report."""
    return computed_count(
        depth(result), (f"{result.file}#/model/layers",), "nombre de couches qui ont des poids"
    )
