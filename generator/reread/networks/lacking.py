"""What a count of the weights of a layer leaves out: its biases, its channels, the size of flattened maps."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import prod

from generator.reread.networks.grounds import biases
from generator.reread.networks.stated import StatedLayer


@dataclass(frozen=True)
class LeftOut:
    """What is left out of a count; nothing, unless said otherwise.

    Attributes
    ----------
    channels, window : bool
        Whether a convolution is counted as if it read one channel, or one position of each.
    inputs : int
        What a dense layer is counted to read in place of whole maps: their channels, or one window of each.
    """

    biases: bool = False
    channels: bool = False
    window: bool = False
    inputs: int = 0


def left_out(layers: Sequence[StatedLayer], rank: int, count: float) -> LeftOut | None:
    """Return the least whose absence explains a count of the layer of this rank, None when nothing does."""
    layer = layers[rank]
    units = biases(layer)
    if not units or layer.parameters is None:
        return LeftOut() if count == layer.parameters else None
    for reads, found in _readings(layers, rank):
        for forgotten in (False, True):
            if count == units * (reads + (not forgotten)):
                return replace(found, biases=forgotten)
    return None


def window(layer: StatedLayer) -> int:
    """Return how many positions the window of a convolution has, 0 when it cannot be told."""
    units = biases(layer)
    if layer.type != "Conv2D" or not units or not layer.parameters or not layer.input_shape:
        return 0
    return (layer.parameters // units - 1) // layer.input_shape[-1]


def _readings(layers: Sequence[StatedLayer], rank: int) -> Iterator[tuple[int, LeftOut]]:
    """Go through what each unit of a layer reads: all of it, then what it may wrongly be counted to read."""
    layer = layers[rank]
    right = (layer.parameters or 0) // biases(layer) - 1
    yield right, LeftOut()
    if layer.type == "Conv2D" and layer.input_shape and layer.input_shape[-1] > 1:
        yield window(layer), LeftOut(channels=True)
        yield layer.input_shape[-1], LeftOut(window=True)
    flat = layers[rank - 1] if rank else layer
    if flat.type == "Flatten" and flat.input_shape and prod(flat.input_shape) > flat.input_shape[-1]:
        maps = flat.input_shape[-1]
        windows = {window(each) for each in layers[:rank]} - {0}
        yield from (
            (size, LeftOut(inputs=size)) for size in sorted({maps, *(maps * each for each in windows)})
        )
