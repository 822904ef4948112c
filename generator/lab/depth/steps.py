"""The layers that make the number of weights of a network: those that have some, those that spare some.

A pooling has no weight, but the fewer values it leaves to be flattened, the fewer the next dense layer has.
"""

from dataclasses import dataclass

from experiments.results.network import Layer
from experiments.results.schema import Result
from generator.facts.shape import flattens, shape
from generator.formulas.markup import Markup
from generator.sections.network import Network
from generator.sections.row import Row

CHANGED, FLATTENED = Markup("{} → {}"), Markup("{} = {}")


@dataclass(frozen=True)
class Step:
    """One layer; `shapes` is what it makes of a shape, empty for a layer with weights."""

    row: Row
    shapes: Markup


def steps(result: Result, network: Network) -> list[Step]:
    """Return them in order."""
    calls = [(rank, layer) for rank, layer in enumerate(result.model.layers) if layer.connected]
    found = [
        Step(row, Markup() if row.parameters.value else _shapes(result, rank, layer))
        for row, (rank, layer) in zip(network.rows, calls, strict=True)
    ]
    return [step for step in found if step.row.equation or step.shapes]


def _shapes(result: Result, rank: int, layer: Layer) -> Markup:
    """Write the shape before and after a layer; nothing where it stays the same, or where several meet."""
    if len(layer.inputs) != 1 or layer.input_shapes[0] == layer.output_shapes[0]:
        return Markup()
    before, after = (shape(result, f"/model/layers/{rank}/{side}_shapes/0") for side in ("input", "output"))
    return (FLATTENED if flattens(layer) else CHANGED).format(before, after)
