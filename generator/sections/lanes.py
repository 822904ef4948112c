"""Draw who feeds whom beside a list of calls: each tensor still awaited has a lane that runs down it."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Stretch:
    """What the drawing shows beside one call; lanes are numbered from 0, left to right.

    Attributes
    ----------
    lane : int
        Of the call: where its dot is, and where what it gives goes on.
    enters : tuple of int
        Lanes of what it receives.
    passes : tuple of int
        Lanes that others further down still wait for.
    leaves : bool
        Whether others further down receive what it gives.
    """

    lane: int
    enters: tuple[int, ...]
    passes: tuple[int, ...]
    leaves: bool

    @property
    def path(self) -> str:
        """Lines of the drawing, as an SVG path one unit wide per lane and two units high."""
        lines = [f"M{lane + 0.5} 0V2" for lane in self.passes]
        lines += [
            f"M{lane + 0.5} 0C{lane + 0.5} .7 {self.lane + 0.5} .3 {self.lane + 0.5} 1"
            for lane in self.enters
        ]
        return "".join([*lines, f"M{self.lane + 0.5} 1V2"] if self.leaves else lines)

    @property
    def dot(self) -> str:
        """A path of no length, that round ends make a dot."""
        return f"M{self.lane + 0.5} 1h0"


def lay_lanes(calls: Sequence[tuple[str, Sequence[str]]]) -> list[Stretch]:
    """Give each call its place in the drawing.

    Parameters
    ----------
    calls : sequence of (str, sequence of str)
        Name of each call and of those that feed it, in an order where each comes after those.
    """
    last_use = {source: rank for rank, (_, sources) in enumerate(calls) for source in sources}
    lanes: list[str | None] = []
    stretches = []
    for rank, (name, sources) in enumerate(calls):
        enters = tuple(lane for lane, held in enumerate(lanes) if held in sources)
        lanes = [held if held is not None and last_use[held] > rank else None for held in lanes]
        passes = tuple(lane for lane, held in enumerate(lanes) if held is not None)
        free = [lane for lane in (*enters, *range(len(lanes) + 1)) if lane not in passes]
        leaves = name in last_use
        lanes += [None] * (free[0] + 1 - len(lanes))
        lanes[free[0]] = name if leaves else None
        stretches.append(Stretch(free[0], enters, passes, leaves))
    return stretches
