"""How every plot looks. Importing this module imports matplotlib: only what draws does."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from experiments.language import typeset
from experiments.project import CACHE

# Before matplotlib is imported: it keeps its list of fonts there instead of in the home folder.
os.environ.setdefault("MPLCONFIGDIR", str(CACHE / "matplotlib"))

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure

# The light values of docs/assets/css/palette.css, which plots.css turns into its variables again.
INK, MUTED, GRID, PAPER = "#20282c", "#566168", "#dfdacd", "#fdfcf9"
SERIES = ("#0072b2", "#c24e00", "#007a5a", "#a3447c", "#7d5c00")
CELL, CELL_RIGHT, CELL_WRONG = "#fbf9f4", "#7fc0d2", "#f0a07e"
# Colour is never alone to tell series apart.
DASHES: tuple[str | tuple[int, tuple[int, ...]], ...] = (
    "-",
    (0, (7, 4)),
    (0, (2, 3)),
    (0, (10, 3, 2, 3)),
    (0, (14, 4)),
)
MARKERS = ("o", "s", "^", "D", "v")


def colour(series: int) -> str:
    """Return the colour of a series; those of the sixth and of the first are the same."""
    return SERIES[series % len(SERIES)]


def turn(series: int) -> int:
    """Return which dashes and marks a series has: where colours come back, they are others."""
    return (series + series // len(SERIES)) % len(SERIES)


UNITS_PER_INCH = 72  # one unit of the SVG is one point
SMALL, TALL, SQUARE, PICTURE = (400, 270), (400, 350), (400, 430), (320, 320)
WIDE, LARGE = (640, 270), (640, 380)
# Of a plot on a phone, whose words keep their size: as wide as the text is there.
NARROW = 360
TEXT, SMALL_TEXT = 13, 12

PARAMETERS: dict[Any, Any] = {
    "figure.constrained_layout.h_pad": 0.06,
    "figure.constrained_layout.w_pad": 0.06,
    "figure.dpi": UNITS_PER_INCH,
    "figure.facecolor": "none",
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"],
    "font.size": TEXT,
    "text.color": INK,
    "text.parse_math": False,
    "axes.axisbelow": True,
    "axes.edgecolor": MUTED,
    "axes.facecolor": "none",
    "axes.grid": True,
    "axes.labelcolor": INK,
    "axes.labelsize": TEXT,
    "axes.linewidth": 1,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlecolor": INK,
    "axes.titlelocation": "left",
    "axes.titlesize": TEXT,
    "axes.titlepad": 8,
    "grid.color": GRID,
    "grid.linewidth": 1,
    "hatch.linewidth": 1,
    "image.composite_image": False,
    "image.interpolation": "none",
    "legend.borderaxespad": 0.4,
    "legend.borderpad": 0,
    "legend.columnspacing": 1.6,
    "legend.fontsize": TEXT,
    "legend.frameon": False,
    "legend.handlelength": 2.2,
    "lines.linewidth": 2.2,
    "pdf.fonttype": 42,
    "svg.fonttype": "none",
    "xtick.color": MUTED,
    "xtick.labelsize": SMALL_TEXT,
    "xtick.major.pad": 6,
    "xtick.major.size": 0,
    "xtick.minor.size": 0,
    "ytick.color": MUTED,
    "ytick.labelsize": SMALL_TEXT,
    "ytick.major.pad": 8,  # apart from the first mark of the other axis, below it
    "ytick.major.size": 0,
    "ytick.minor.size": 0,
}


@contextmanager
def applied(salt: str) -> Iterator[None]:
    """Draw and write under this style, whatever the settings of the user; `salt` makes identifiers."""
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update({**PARAMETERS, "svg.hashsalt": salt})
        yield


def canvas(size: tuple[int, int]) -> tuple[Figure, Axes]:
    """Return a figure of that width and height, in units of the SVG, and its axes."""
    width, height = size
    figure = Figure(figsize=(width / UNITS_PER_INCH, height / UNITS_PER_INCH), layout="constrained")
    return figure, figure.subplots()


def panels(size: tuple[int, int], heights: Sequence[int]) -> tuple[Figure, list[Axes]]:
    """Return a figure of that size, and its axes one under the other, as high as told in proportion."""
    width, height = size
    figure = Figure(figsize=(width / UNITS_PER_INCH, height / UNITS_PER_INCH), layout="constrained")
    grid = figure.subplots(len(heights), 1, squeeze=False, height_ratios=heights)
    return figure, [*grid[:, 0]]


def legend(figure: Figure, most: int) -> None:
    """Put the legend above the axes, `most` entries to a line, or as many as there is room for."""
    for columns in range(most, 0, -1):
        drawn = figure.legend(loc="outside upper left", ncols=columns)
        if columns == 1 or drawn.get_window_extent().width <= figure.bbox.width:
            return
        drawn.remove()


def titles(axes: Axes, x: str, y: str) -> None:
    """Name both axes, the vertical one above it, where it can be read without turning the head."""
    axes.set_xlabel(typeset(x), loc="right")
    axes.set_title(typeset(y))


def no_frame(axes: Axes) -> None:
    """Leave a picture alone: neither axes nor grid."""
    axes.grid(visible=False)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.spines[:].set_visible(False)


def message(axes: Axes, text: str) -> None:
    """Say in the middle of empty axes why nothing is drawn."""
    axes.text(0.5, 0.5, text, color=MUTED, ha="center", va="center", transform=axes.transAxes)
