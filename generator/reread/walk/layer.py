"""A layer that words name, and what they say of it."""

from dataclasses import dataclass
from enum import Enum, auto
from fractions import Fraction


class LayerKind(Enum):
    """What becomes of maps in a layer."""

    CONV = auto()
    POOL = auto()
    GAP = auto()
    FLAT = auto()
    DENSE = auto()
    NORM = auto()
    DROPOUT = auto()
    ACTIVATION = auto()
    STRANGE = auto()
    # What enters the network.
    INPUT = auto()


SAME = frozenset({LayerKind.DROPOUT, LayerKind.ACTIVATION})


@dataclass(frozen=True)
class Mention:
    """A layer that words name; None for what they do not say.

    Attributes
    ----------
    end : int
        Where its name ends in the text.
    rank : int
        Among those of its kind, from 1, or -1 for the last one; 0 when it is not said.
    again : bool
        Whether it may be one that was named before.
    after : bool
        Whether what comes out of it is told, rather than the layer itself.
    hidden : bool
        Whether it is said to be between the input and the output.
    times : int or None
        How many layers of this kind there are, when it is said.
    side, stride : int or None
        Of its window, in pixels.
    biased : bool
        False when it is said to have no biases.
    padding : str
        « same », « valid » or empty.
    size : int or None
        Side of the maps that are said to come out, in pixels.
    other : int or None
        Their other side, where they are said not to be square.
    depth : int or None
        How many maps, or values when they are flat, are said to come out.
    count : int or None
        Its weights, as they are said.
    rate : Fraction or None
        Of a dropout.
    """

    kind: LayerKind
    text: str
    position: int
    end: int = 0
    rank: int = 0
    again: bool = False
    named: bool = True
    times: int | None = None
    units: int | None = None
    side: int | None = None
    stride: int | None = None
    padding: str = ""
    size: int | None = None
    depth: int | None = None
    count: int | None = None
    rate: Fraction | None = None
    first: bool = False
    after: bool = False
    hidden: bool = False
    biased: bool = True
    other: int | None = None

    @property
    def claims(self) -> bool:
        """Whether the size of what comes out is said."""
        return self.size is not None or (self.kind is LayerKind.FLAT and self.depth is not None)
