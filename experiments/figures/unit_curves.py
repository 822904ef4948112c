"""Curves between 0 and 1 on both axes, one per split, each with a mark."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Place = tuple[float, float]
# Name of the split, series, curve, marked places.
Curve = tuple[str, int, tuple[Place, ...], tuple[Place, ...]]
NOTHING = "Une seule classe est présente :\naucune courbe n’est définie."


def draw_unit_curves(x: str, y: str, curves: tuple[Curve, ...], diagonal: bool) -> "Figure":
    """Draw the curves, or say why there is none."""
    from experiments.figures import artists, style, ticks

    figure, axes = style.canvas(style.SQUARE)
    ticks.unit_square(axes)
    style.titles(axes, x, y)
    if not curves:
        style.message(axes, NOTHING)
        return figure
    if diagonal:
        artists.reference_line(axes)
    for group, (name, series, places, marked) in enumerate(curves):
        artists.line(axes, *_coordinates(places), series, name)
        artists.points(axes, *_coordinates(marked), series, group)
    style.legend(figure, len(curves))
    return figure


def _coordinates(places: tuple[Place, ...]) -> tuple[list[float], list[float]]:
    return [x for x, _ in places], [y for _, y in places]
