"""A chart of one or several curves against whole numbers, laid out for an SVG template."""

import math
from dataclasses import dataclass

from experiments import language

WIDTH, HEIGHT = 400, 270
LEFT, RIGHT, TOP, BOTTOM = 54, 12, 36, 44
TICKS = 5
ROUNDING = 1e-9


@dataclass(frozen=True)
class Series:
    """One curve.

    Attributes
    ----------
    name : str
        French name, as in the legend.
    css : str
        Class that colours it.
    values : list of float
        One per abscissa, from 1.
    """

    name: str
    css: str
    values: list[float]


@dataclass(frozen=True)
class Tick:
    """A mark along an axis: where it is and what it says."""

    position: float
    text: str


@dataclass(frozen=True)
class Point:
    """A value of a curve: where it is and what its tooltip says."""

    x: float
    y: float
    tooltip: str


@dataclass(frozen=True)
class LineChart:
    """Curves in a frame.

    Attributes
    ----------
    identifier : str
        Unique in its page.
    title, x_title : str
    series : list of Series
    alternative : str
        What the chart shows, in words.
    source : str
        File and JSON path of the values.
    """

    identifier: str
    title: str
    x_title: str
    series: list[Series]
    alternative: str
    source: str

    width = WIDTH
    height = HEIGHT
    left, right = LEFT, WIDTH - RIGHT
    top, bottom = TOP, HEIGHT - BOTTOM

    @property
    def length(self) -> int:
        """Number of abscissas."""
        return max(len(series.values) for series in self.series)

    @property
    def x_ticks(self) -> list[Tick]:
        """Marks of the horizontal axis, on whole numbers."""
        step = max(1, round(nice_step(self.length / TICKS)))
        numbers = [1, *range(step if step > 1 else 2, self.length + 1, step)]
        return [Tick(self.x(n), language.integer(n)) for n in numbers]

    @property
    def y_ticks(self) -> list[Tick]:
        """Marks of the vertical axis."""
        low, high, step = self._scale
        digits = max(0, math.ceil(-math.log10(step) - ROUNDING))
        return [
            Tick(self.y(low + i * step), language.decimal(low + i * step, digits))
            for i in range(round((high - low) / step) + 1)
        ]

    def x(self, number: float) -> float:
        """Return the horizontal position of abscissa `number`."""
        span = max(1, self.length - 1)
        return round(self.left + (self.right - self.left) * (number - 1) / span, 2)

    def y(self, value: float) -> float:
        """Return the vertical position of `value`."""
        low, high, _ = self._scale
        return round(self.bottom - (self.bottom - self.top) * (value - low) / (high - low), 2)

    def points(self, series: Series) -> list[Point]:
        """Return the points of one curve."""
        return [
            Point(self.x(n), self.y(v), f"{self.x_title} {n}, {series.name} : {language.significant(v, 4)}")
            for n, v in enumerate(series.values, start=1)
        ]

    def path(self, series: Series) -> str:
        """Return one curve as the ``d`` of an SVG path."""
        return "M" + " L".join(f"{point.x} {point.y}" for point in self.points(series))

    @property
    def _scale(self) -> tuple[float, float, float]:
        values = [value for series in self.series for value in series.values]
        low, high = min(values), max(values)
        # Values that no mark could tell apart are one value.
        flat = high - low <= ROUNDING * max(1.0, abs(high))
        step = nice_step(1.0 if flat else (high - low) / TICKS)
        bottom = math.floor(low / step + ROUNDING)
        top = max(bottom + 1, math.ceil(high / step - ROUNDING))
        return bottom * step, top * step, step


def nice_step(size: float) -> float:
    """Return 1, 2 or 5 times a power of ten, the nearest above `size`."""
    power = 10.0 ** math.floor(math.log10(size))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= size * (1 - ROUNDING))
