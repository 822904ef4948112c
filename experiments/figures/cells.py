"""Pictures made of square cells, each a colour and a depth: a style sheet may change the colour alone."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_rgba

from experiments.figures.drawing import ADJOINING

Cell = tuple[str, float]

# Beyond that many cells a raster weighs less than shapes.
MANY = 900
FAINTEST = 0.01


def draw(axes: Axes, rows: Sequence[Sequence[Cell]]) -> None:
    """Fill the axes with cells of side 1, the first row at the top.

    Parameters
    ----------
    axes : Axes
    rows : height sequences of width cells
        Colour and opacity, in [0, 1].
    """
    height, width = len(rows), len(rows[0])
    axes.set_xlim(0, width)
    axes.set_ylim(height, 0)
    if height * width > MANY:
        draw_raster(axes, np.array([[to_rgba(*cell) for cell in row] for row in rows]))
        return
    shown = [(x, y, cell) for y, row in enumerate(rows) for x, cell in enumerate(row) if cell[1] > FAINTEST]
    axes.add_collection(
        PolyCollection(
            [[(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)] for x, y, _ in shown],
            facecolors=[to_rgba(*cell) for *_, cell in shown],
            edgecolors="none",
            antialiaseds=False,  # no seam between neighbours
            gid=ADJOINING,
            clip_on=False,
        )
    )


def draw_raster(axes: Axes, levels: np.ndarray, **options: object) -> None:
    """Fill the axes with a picture, one pixel per value, the first row at the top.

    Parameters
    ----------
    axes : Axes
        Its limits say how many units the picture covers.
    levels : array, shape (height, width) or (height, width, 4)
        Grey levels, or colours with their opacity, in [0, 1].
    """
    (left, right), (bottom, top) = axes.get_xlim(), axes.get_ylim()
    axes.imshow(
        levels,
        extent=(left, right, bottom, top),
        aspect="auto",
        cmap="gray",
        vmin=0,
        vmax=1,
        clip_on=False,
        **options,  # type: ignore[arg-type]
    )
