"""What a layer makes of the maps that it receives."""

from collections.abc import Iterator, Set
from dataclasses import dataclass, replace

from generator.reread.walk.layer import SAME, LayerKind, Mention


@dataclass(frozen=True)
class Maps:
    """Square maps, or flat values; None for a number of maps that is not known.

    Attributes
    ----------
    size : int
        Side of the maps, 0 for flat values.
    depth : int or None
        How many maps, or values.
    """

    size: int
    depth: int | None

    @property
    def values(self) -> int | None:
        """How many values there are in all."""
        return self.depth * (self.size**2 or 1) if self.depth else None

    @property
    def shown(self) -> str:
        """Size and number, as a sentence gives them."""
        if not self.size:
            return f"{self.depth}"
        return f"{self.size} × {self.size}" + (f" × {self.depth}" if self.depth else "")


@dataclass(frozen=True)
class Habits:
    """What a part says of its layers, for those that say nothing of themselves: windows and borders."""

    sides: frozenset[int]
    paddings: frozenset[str]
    strides: frozenset[int]
    pool_sides: frozenset[int]


def habits(every: list[Mention]) -> Habits:
    """Return what some layers say of themselves."""
    convs = [each for each in every if each.kind is LayerKind.CONV]
    pools = [each for each in every if each.kind is LayerKind.POOL]
    return Habits(
        frozenset(each.side for each in convs if each.side),
        # The default of Keras, for a layer that says nothing, is that it has none.
        (
            frozenset(each.padding for each in every if each.padding and each.kind is not LayerKind.POOL)
            or frozenset(("same",))
        )
        | {"valid"},
        frozenset(each.stride for each in convs if each.stride) | {1},
        frozenset(each.side for each in pools if each.side) or frozenset((2,)),
    )


def outputs(layer: Mention, maps: Maps, usual: Habits) -> Iterator[Maps]:
    """Go through what a layer may put out; nothing when that cannot be told."""
    kind = layer.kind
    if kind is LayerKind.CONV and maps.size:
        for side in {layer.side} if layer.side else usual.sides:
            for padding in {layer.padding} if layer.padding else usual.paddings:
                for stride in {layer.stride} if layer.stride else usual.strides:
                    yield Maps(_size(maps.size, side, stride, padding), layer.units or layer.depth)
    elif kind is LayerKind.POOL and maps.size:
        for side in {layer.side} if layer.side else usual.pool_sides:
            yield replace(maps, size=_size(maps.size, side, layer.stride or side, layer.padding or "valid"))
    elif kind is LayerKind.FLAT and maps.size and maps.values:
        yield Maps(0, maps.values)
    elif kind is LayerKind.GAP:
        yield Maps(0, maps.depth)
    elif kind is LayerKind.DENSE and (layer.units or layer.depth):
        yield Maps(0, layer.units or layer.depth)
    elif kind is LayerKind.NORM or kind in SAME:
        yield maps


def weights(layer: Mention, maps: Maps, usual: Habits) -> Iterator[int]:
    """Go through the weights that a layer may have, biases included; nothing when they cannot be told."""
    kind, units = layer.kind, layer.units or layer.depth
    if kind is LayerKind.CONV and units and maps.depth and maps.size:
        for side in {layer.side} if layer.side else usual.sides:
            yield from _with_biases(units * side * side * maps.depth, units, layer)
    elif kind is LayerKind.DENSE and units and maps.depth:
        # Maps that nothing is told to flatten are read one by one, or were averaged.
        for read in sorted({maps.values or 0, maps.depth}):
            yield from _with_biases(units * read, units, layer)
    elif kind in (LayerKind.POOL, LayerKind.FLAT, LayerKind.GAP, *SAME):
        yield 0
    elif kind is LayerKind.NORM and maps.depth:
        yield from (maps.depth * each for each in (4, 3, 2))


def _with_biases(count: int, units: int, layer: Mention) -> Iterator[int]:
    yield count + units
    if not layer.biased:
        yield count


def fits(said: Maps, possible: Set[Maps]) -> bool:
    """Tell whether what is said is one of what is possible, as far as it is said."""
    return any(
        said.size == each.size and (said.depth is None or each.depth is None or said.depth == each.depth)
        for each in possible
    )


def _size(size: int, side: int, stride: int, padding: str) -> int:
    return -(-size // stride) if padding == "same" else (size - side) // stride + 1
