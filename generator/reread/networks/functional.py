"""Networks of the functional API: the layers on the paths from their inputs to their outputs."""

from collections.abc import Sequence
from dataclasses import dataclass

from generator.reread.documents.place import Place
from generator.reread.networks.stated import INPUTS, Origin, StatedLayer, StatedNetwork, total_of


@dataclass(frozen=True, eq=False)
class Tensor:
    """What a layer returned, after how many others; the tensors that it was given.

    Attributes
    ----------
    repeated : bool
        Whether a loop makes more of them, nobody knows how many.
    """

    layer: StatedLayer
    inputs: tuple["Tensor", ...]
    rank: int
    repeated: bool


def network_of(
    outputs: Sequence[Tensor],
    made: Sequence[Tensor],
    unread: Sequence[Tensor],
    place: Place,
    *,
    complete: bool,
) -> StatedNetwork:
    """Return the network that leads to some outputs.

    Parameters
    ----------
    outputs : sequence of Tensor
    made : sequence of Tensor
        All those of the code.
    unread : sequence of Tensor
        Those whose name nothing reads: of them, what no other layer is given is on no path.
    place : Place
    complete : bool
        Whether the code builds a model of them; else, their layers tell whether they end one.
    """
    reached: set[int] = set()
    waiting = [*outputs]
    found: list[Tensor] = []
    while waiting:
        tensor = waiting.pop()
        if id(tensor) not in reached:
            reached.add(id(tensor))
            found.append(tensor)
            waiting.extend(tensor.inputs)
    # Not by their lines: the turns of a loop stand on the same ones.
    found.sort(key=lambda tensor: tensor.rank)
    repeated = any(tensor.repeated for tensor in found)
    layers = tuple(t.layer for t in found if t.layer.type not in INPUTS)
    used = reached | {id(given) for tensor in made for given in tensor.inputs}
    apart = tuple(t.layer for t in unread if id(t) not in used and t.inputs)
    whole = complete or _is_output(outputs[-1])
    total = None if repeated else total_of(layers)
    return StatedNetwork(Origin.CODE, place, layers, total, apart, whole and not repeated)


def _is_output(tensor: Tensor) -> bool:
    """Tell whether a tensor ends a network of its own: one path from an input to classes."""
    last = tensor.layer
    ends = last.settings.get("activation") in ("softmax", "sigmoid") and last.type == "Dense"
    while len(tensor.inputs) == 1:
        (tensor,) = tensor.inputs
    return ends and tensor.layer.type in INPUTS and not tensor.inputs
