"""Curves between 0 and 1 on both axes, laid out for an SVG template."""

from dataclasses import dataclass
from itertools import pairwise

from experiments import language

SIZE = 300
LEFT, RIGHT, TOP, BOTTOM = 54, 14, 58, 48
TICKS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)


@dataclass(frozen=True)
class Tick:
    """A mark along an axis: where it is and what it says."""

    position: float
    text: str


@dataclass(frozen=True)
class Marker:
    """A point of a curve with a tooltip, and the interval of its ordinate when it has one.

    Attributes
    ----------
    x, y : float
        In [0, 1].
    tooltip : str
    low, high : float or None
        Ends of the interval, in [0, 1].
    """

    x: float
    y: float
    tooltip: str
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Curve:
    """One curve.

    Attributes
    ----------
    name : str
        As in the legend.
    css : str
        Class that colours it.
    points : list of (float, float)
        In [0, 1] x [0, 1].
    markers : list of Marker
    """

    name: str
    css: str
    points: list[tuple[float, float]]
    markers: list[Marker]


@dataclass(frozen=True)
class UnitChart:
    """A square chart.

    Attributes
    ----------
    identifier : str
        Unique in its page.
    title, x_title, y_title : str
    curves : list of Curve
    reference : list of (float, float)
        Ends of the line that a useless (or perfect) model would follow; empty for none.
    caption : str
        What to look at.
    alternative : str
        What the chart shows, in words, for those who do not see it.
    source : str
        Files and JSON paths of the values.
    """

    identifier: str
    title: str
    x_title: str
    y_title: str
    curves: list[Curve]
    reference: list[tuple[float, float]]
    caption: str
    alternative: str
    source: str

    width = LEFT + SIZE + RIGHT
    height = TOP + SIZE + BOTTOM
    left, right = LEFT, LEFT + SIZE
    top, bottom = TOP, TOP + SIZE

    @property
    def x_ticks(self) -> list[Tick]:
        """Marks of the horizontal axis."""
        return [Tick(self.x(value), language.decimal(value, 1)) for value in TICKS]

    @property
    def y_ticks(self) -> list[Tick]:
        """Marks of the vertical axis."""
        return [Tick(self.y(value), language.decimal(value, 1)) for value in TICKS]

    def x(self, value: float) -> float:
        """Return the horizontal position of a value."""
        return round(LEFT + SIZE * value, 1)

    def y(self, value: float) -> float:
        """Return the vertical position of a value."""
        return round(TOP + SIZE * (1 - value), 1)

    def path(self, points: list[tuple[float, float]]) -> str:
        """Return points as the ``d`` of an SVG path, without those that lie on a straight stretch."""
        return "M" + " L".join(f"{self.x(x)} {self.y(y)}" for x, y in corners(points))


def corners(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Leave out the points between two others on one horizontal or vertical line."""
    kept = points[:1]
    for here, following in pairwise(points[1:]):
        if not any(kept[-1][axis] == here[axis] == following[axis] for axis in (0, 1)):
            kept.append(here)
    return [*kept, *points[1:][-1:]]
