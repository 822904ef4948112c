"""What plots are made of: lines, points, bars, each told apart by more than its colour."""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.colors import to_rgba
from matplotlib.transforms import Bbox

from experiments.figures import style
from experiments.figures.drawing import marks
from experiments.language import typeset

MARK_AREA, SMALL_MARK_AREA = 36, 14
MANY_MARKS = 20
STROKE = 1.6
# Where a note may stand beside its point: offset, and how it is aligned there.
SIDES = (
    ((7, 3), "left", "bottom"),
    ((-7, 3), "right", "bottom"),
    ((7, -3), "left", "top"),
    ((-7, -3), "right", "top"),
)
ROOM = 2  # around a note, in pixels
BAR = 0.7  # share of its place that a bar takes


def line(
    axes: Axes, xs: Sequence[float], ys: Sequence[float], series: int, label: str, marked: bool = False
) -> None:
    """Draw one curve; `marked` puts the mark of its points in the legend too."""
    colour, turn = style.colour(series), style.turn(series)
    (drawn,) = axes.plot(
        xs,
        ys,
        color=colour,
        linestyle=style.DASHES[turn],
        label=typeset(label),
        clip_on=False,
        zorder=2.5,
        markeredgewidth=2,
        markerfacecolor=style.PAPER,
        markevery=[],
    )
    if marked:
        drawn.set_marker(style.MARKERS[turn])


def points(
    axes: Axes, xs: Sequence[float], ys: Sequence[float], series: int, group: int, filled: bool = False
) -> None:
    """Draw the marks of a series, those that the tooltips of a group are about."""
    many = len(xs) > MANY_MARKS
    axes.scatter(
        xs,
        ys,
        s=SMALL_MARK_AREA if many else MARK_AREA,
        marker=style.MARKERS[style.turn(series)],
        facecolor=style.colour(series) if filled else style.PAPER,
        edgecolor=style.colour(series),
        linewidth=1.4 if many else 2,
        clip_on=False,
        gid=marks(group),
        zorder=3,
    )


def families(axes: Axes, names: Sequence[str]) -> None:
    """Name the mark of each family in the legend."""
    for number, name in enumerate(names):
        series = number % len(style.SERIES)
        axes.scatter(
            [],
            [],
            s=MARK_AREA,
            marker=style.MARKERS[series],
            facecolor=style.PAPER,
            edgecolor=style.SERIES[series],
            linewidth=2,
            label=name,
        )


def reference_line(axes: Axes) -> None:
    """Draw the diagonal, which a model answering at random, or a perfect one, would follow."""
    axes.plot([0, 1], [0, 1], color=style.MUTED, linestyle=(0, (2, 4)), linewidth=1, clip_on=False)


def interval(axes: Axes, x: float, low: float, high: float, series: int) -> None:
    """Draw the interval of an ordinate."""
    axes.plot([x, x], [low, high], color=style.SERIES[series], linewidth=1, clip_on=False, zorder=2.2)


def notes(axes: Axes, noted: Sequence[tuple[tuple[float, float], str]]) -> None:
    """Write beside each point, once all is drawn: on the first side free of marks and notes, or the last."""
    axes.get_figure(root=True).draw_without_rendering()  # type: ignore[union-attr]
    taken: list[Bbox] = []
    marked = [_mark(axes, place) for place, _ in noted]
    for number, (place, text) in enumerate(noted):
        marks_of_others = [mark for other, mark in enumerate(marked) if other != number]
        for rank, (offset, side, height) in enumerate(SIDES, start=1):
            written = axes.annotate(
                text,
                place,
                offset,
                textcoords="offset points",
                ha=side,
                va=height,
                color=style.MUTED,
                fontsize=style.SMALL_TEXT,
            )
            # The fonts of a browser are taller.
            box = written.get_window_extent().padded(ROOM)
            if rank == len(SIDES) or not any(box.overlaps(other) for other in (*taken, *marks_of_others)):
                taken.append(box)
                break
            written.remove()


def _mark(axes: Axes, place: tuple[float, float]) -> Bbox:
    """Return the box, in pixels, of the mark of a point."""
    (x, y), side = axes.transData.transform(place), MARK_AREA**0.5 * axes.figure.dpi / 72
    return Bbox.from_bounds(x - side / 2, y - side / 2, side, side)


def segment(axes: Axes, row: int, start: float, length: float, series: int, group: int) -> None:
    """Draw one part of the bar of a row, those that the tooltips of a group are about."""
    (patch,) = axes.barh(
        row,
        length,
        BAR,
        left=start,
        facecolor=style.SERIES[series],
        edgecolor=style.PAPER,
        linewidth=0.5,
        clip_on=False,
    )
    patch.set_gid(marks(group))


def row_total(axes: Axes, row: int, end: float, text: str) -> None:
    """Write at the end of the bar of a row."""
    axes.annotate(
        text,
        (end, row),
        (6, 0),
        textcoords="offset points",
        va="center",
        color=style.MUTED,
        fontsize=style.SMALL_TEXT,
    )


def kinds(axes: Axes, names: Sequence[tuple[int, str]]) -> None:
    """Name the colours of bars in the legend, each with the number of its series."""
    for series, name in names:
        axes.barh([0], [0], facecolor=style.SERIES[series], label=name)


def column(axes: Axes, place: int, height: float, series: int, text: str, group: int) -> None:
    """Draw one column, with its number above it."""
    (patch,) = axes.bar(place, height, BAR, facecolor=style.SERIES[series], clip_on=False)
    patch.set_gid(marks(group))
    axes.annotate(text, (place, height), (0, 4), textcoords="offset points", ha="center")


def vertical(axes: Axes, x: float) -> None:
    """Draw a vertical line across the axes."""
    axes.axvline(x, color=style.INK, linestyle=(0, (2, 4)), linewidth=1.4, clip_on=False, zorder=2)


def borders(axes: Axes, height: int, width: int) -> None:
    """Draw the borders of the cells of a picture."""
    lines = [[(0, y), (width, y)] for y in range(height + 1)]
    lines += [[(x, 0), (x, height)] for x in range(width + 1)]
    axes.add_collection(LineCollection(lines, colors=style.GRID, linewidths=1, clip_on=False))


def strokes(axes: Axes, ends: Sequence[tuple[tuple[float, float], tuple[float, float], float]]) -> None:
    """Draw strokes from one point to another, each with its opacity."""
    axes.add_collection(
        LineCollection(
            [[start, end] for start, end, _ in ends],
            colors=[to_rgba(style.INK, opacity) for *_, opacity in ends],
            linewidths=STROKE,
            clip_on=False,
        )
    )
