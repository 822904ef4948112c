"""The marks along axes, in French."""

import math

from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.ticker import FixedLocator, FuncFormatter, LogLocator, MaxNLocator, NullLocator

from experiments import language
from experiments.figures import style

STEPS = [1, 2, 5, 10]
FEW_DECADES = 300
HUGE = 1e7


def decimals(axis: Axis, percent: bool = False, most: int = 6) -> None:
    """Mark numbers, or proportions as percentages, with the decimals that tell the marks apart."""
    axis.set_major_locator(MaxNLocator(most, steps=STEPS))
    scale, unit = (100, f"{language.NARROW_SPACE}%") if percent else (1, "")

    def text(value: float, _: int | None) -> str:
        places = axis.get_majorticklocs()
        step = scale * float(places[1] - places[0]) if len(places) > 1 else 1.0
        digits = max(0, math.ceil(-math.log10(step) - 1e-9))
        return language.decimal(scale * value, digits) + unit

    axis.set_major_formatter(FuncFormatter(text))


def integers(axis: Axis, most: int = 6) -> None:
    """Mark whole numbers only, at most so many intervals."""
    axis.set_major_locator(MaxNLocator(most, integer=True, steps=STEPS, min_n_ticks=1))
    axis.set_major_formatter(FuncFormatter(lambda value, _: language.integer(round(value))))


def epochs(axes: Axes, count: int) -> None:
    """Mark epochs from the first to the last, and leave room on both sides when there is one alone."""
    axes.set_xlim((1, count) if count > 1 else (0.5, 1.5))
    integers(axes.xaxis)
    places = [place for place in axes.get_xticks() if 1 < place <= count]
    axes.set_xticks([1, *places])


def logarithmic(axis: Axis, most: int = 9) -> None:
    """Mark powers of ten of whole numbers, and some between them when they are few; so many at most."""
    low, high = axis.get_view_interval()
    axis.set_major_locator(LogLocator(10, subs=(1, 2, 5) if high < FEW_DECADES * low else (1,)))
    places = [place for place in axis.get_majorticklocs() if low <= place <= high]
    if len(places) > most:
        axis.set_major_locator(FixedLocator(places[:: math.ceil(len(places) / most)]))
    axis.set_minor_locator(NullLocator())
    axis.set_major_formatter(
        FuncFormatter(
            lambda value, _: (
                language.significant(value, 1)
                if value > HUGE or value < 1
                else language.integer(round(value))
            )
        )
    )


def rows(axes: Axes, names: list[str], above: bool = False) -> None:
    """Name the rows of a plot, the first at the top: each beside its row, or above, to leave it the width."""
    axes.set_ylim(len(names) - 0.5, -0.5)
    if above:
        axes.set_ylim(len(names) - 0.6, -0.8)
        axes.set_yticks(range(len(names)), [""] * len(names))
        for place, name in enumerate(names):
            axes.text(
                0.01,
                place - 0.42,
                name,
                va="center",
                fontsize=style.TEXT,
                transform=axes.get_yaxis_transform(),
            )
        return
    axes.set_yticks(range(len(names)), names, color=style.INK, fontsize=style.TEXT)


def unit_square(axes: Axes) -> None:
    """Let both axes run from 0 to 1, on a square."""
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1)
    axes.set_box_aspect(1)
    for axis in (axes.xaxis, axes.yaxis):
        decimals(axis)
