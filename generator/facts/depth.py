"""Depth of a network, as a number of the report."""

from experiments.measures import depth as measure
from experiments.results.schema import Result
from generator.facts.quantity import Quantity, computed_count

FORMULA = "couches qui combinent leurs entrées par des poids, sur le plus long chemin jusqu’à la sortie"


def depth(result: Result) -> int:
    """Return the depth of the network of a result."""
    return measure.depth(result.model)


def depth_quantity(result: Result) -> Quantity:
    """Return the depth as a number of the report."""
    return computed_count(depth(result), (f"{result.file}#/model/layers",), FORMULA)
