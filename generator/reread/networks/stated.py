"""A network as a report states it, whatever it is stated in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from generator.reread.documents.place import Place

Shape = tuple[int, ...]
# Layers that pass on what they receive, and have nothing to say beyond that.
INPUTS = frozenset({"Input", "InputLayer"})


class Origin(Enum):
    """What a network is stated in, as a sentence names it."""

    CODE = "le code"
    SUMMARY = "le résumé"
    COMPUTATION = "le calcul"
    WORDS = "le texte"
    TABLE = "le tableau"


@dataclass(frozen=True)
class StatedLayer:
    """A layer; None stands for what is not stated, or cannot be told.

    Attributes
    ----------
    settings : mapping
        Arguments by the names that Keras gives them.
    output_shape : tuple of int or None
        Without the axis of the batch.
    parameters : int or None
        Written in a summary, derived elsewhere.
    """

    name: str
    type: str
    place: Place
    settings: Mapping[str, Any] = field(default_factory=dict, compare=False)
    input_shape: Shape | None = None
    output_shape: Shape | None = None
    parameters: int | None = None

    @property
    def label(self) -> str:
        """Its name and its class, as a sentence says them."""
        return f"{self.name} ({self.type})" if self.name else self.type


@dataclass(frozen=True)
class StatedNetwork:
    """Layers in order, those that only receive the input left out.

    Attributes
    ----------
    total : int or None
        Weights of all the layers; None unless every one is known.
    unconnected : tuple of StatedLayer
        Declared, but on no path from an input to an output.
    complete : bool
        Whether what is stated is known to be the whole network.
    """

    origin: Origin
    place: Place
    layers: tuple[StatedLayer, ...]
    total: int | None = None
    unconnected: tuple[StatedLayer, ...] = ()
    complete: bool = True

    @property
    def convolves(self) -> bool:
        """Whether some of its layers are convolutions."""
        return any(layer.type.startswith("Conv") for layer in self.layers)

    @property
    def units(self) -> tuple[int, ...]:
        """Sizes of the dense layers, in order."""
        return tuple(
            layer.output_shape[-1] for layer in self.layers if layer.type == "Dense" and layer.output_shape
        )


def total_of(layers: tuple[StatedLayer, ...]) -> int | None:
    """Return the weights of all of these layers, None unless each is known."""
    counts = [layer.parameters for layer in layers]
    return None if None in counts else sum(count for count in counts if count is not None)
