"""A line of the original report that counts the weights of a layer, and what it may leave out."""

from dataclasses import dataclass
from itertools import chain, combinations

from generator.formulas.expression import Expression
from generator.formulas.layers.layer import Layer
from generator.formulas.weights import weight_count
from generator.lab.review.arithmetic import Calculation
from generator.lab.review.stated_network import CONVOLUTION, DENSE

BIASES, CHANNELS, IMAGE = "biais", "canaux", "image"


@dataclass(frozen=True)
class LayerLine:
    """A computation and the layers it is about.

    Attributes
    ----------
    calculation : Calculation
    layers : tuple of Layer
        Several when the report counts them all alike.
    window : Layer or None
        Convolution whose output a dense layer receives, all its values in a row; None for any other layer.
    flattened : tuple of int
        Height, width and channels of that output, poolings included.
    assumption : str
        What had to be assumed to count these layers, in French; empty when the report says all.
    """

    calculation: Calculation
    layers: tuple[Layer, ...]
    window: Layer | None = None
    flattened: tuple[int, ...] = ()
    assumption: str = ""

    @property
    def counts(self) -> tuple[Expression, ...]:
        """How many weights each layer has."""
        return tuple(map(weight_count, self.layers))

    @property
    def total_right(self) -> bool:
        """Whether the number announced is that of every layer."""
        return all(count.value == self.calculation.claimed for count in self.counts)

    @property
    def window_fits(self) -> bool:
        """Whether what the dense layer receives has, by chance, the size of a window of the filters."""
        return self.window is not None and self.flattened[:2] == tuple(self.window.config["kernel_size"])

    def forgotten(self, layer: Layer) -> frozenset[str] | None:
        """Return what the operation leaves out of the count of a layer.

        Returns
        -------
        frozenset of str or None
            The fewest parts that explain the value of the operation; None when nothing explains it.
        """
        parts = self._parts(layer)
        subsets = chain.from_iterable(combinations(parts, size) for size in range(len(parts) + 1))
        for subset in map(frozenset, subsets):
            if self._count_without(layer, subset) == self.calculation.operation.value:
                return subset
        return None

    def lacking(self, part: str) -> list[Layer]:
        """Return the layers whose count leaves out a part."""
        return [layer for layer in self.layers if part in (self.forgotten(layer) or ())]

    def _parts(self, layer: Layer) -> list[str]:
        """Return the parts of the count of a layer that can be forgotten."""
        parts = [BIASES] if layer.config.get("use_bias", True) else []
        if layer.type == CONVOLUTION and layer.input_shape[-1] > 1:
            parts.append(CHANNELS)
        if self.window is not None and not self.window_fits:
            parts.append(IMAGE)
        return parts

    def _count_without(self, layer: Layer, parts: frozenset[str]) -> float:
        if layer.type not in (CONVOLUTION, DENSE):
            return weight_count(layer).value
        if layer.type == CONVOLUTION:
            height, width = layer.config["kernel_size"]
            inputs = height * width * (1 if CHANNELS in parts else layer.input_shape[-1])
        elif self.window is not None and IMAGE in parts:
            inputs = self._window_size(self.window)
        else:
            inputs = layer.input_shape[0]
        biases = BIASES not in parts and layer.config.get("use_bias", True)
        return int(neurons(layer) * (inputs + biases))

    @staticmethod
    def _window_size(window: Layer) -> int:
        """Return how many inputs a dense layer would have if it received a single window of the filters."""
        height, width = window.config["kernel_size"]
        return int(height * width * window.config["filters"])


def neurons(layer: Layer) -> int:
    """Return how many neurons, or filters, a layer has: as many as biases."""
    return int(layer.config["filters" if layer.type == CONVOLUTION else "units"])
