"""The HOG descriptor on one image, step by step."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from experiments import language
from experiments.figures.drawing import Drawing
from experiments.figures.kind import OfResult
from experiments.results.schema import Result

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Rows = tuple[tuple[float, ...], ...]
# Middle of a stroke, its angle in degrees, clockwise, its length and its depth.
Stroke = tuple[float, float, float, float, float]
# Weaker edges than this share of the strongest would be dust in the picture.
VISIBLE_SHARE = 0.05
PATH = "/data/description/illustration"


def hog_image(result: Result) -> Drawing:
    """Show the image."""
    illustration = _illustration(result)
    rows: Rows = tuple(map(tuple, illustration["image"]))
    return Drawing(
        name="hog-image",
        title=f"L’image d’un « {_label(result)} »",
        alternative=f"{_size(rows)} pixels.",
        caption="Plus un pixel ressort du fond, plus son niveau est élevé.",
        sources=(f"{result.file}#{PATH}/image",),
        table=(("ligne", "colonne", "niveau"), *_flat(rows)),
        tooltips=(),
        draw=draw_image,
        content=(rows,),
    )


def draw_image(rows: Rows) -> "Figure":
    """Draw each pixel as a cell."""
    from experiments.figures import cells, style

    figure, axes = style.canvas(style.PICTURE)
    style.no_frame(axes)
    cells.draw(axes, [[(style.INK, level) for level in row] for row in rows])
    axes.set_aspect("equal")
    return figure


def hog_gradient(result: Result) -> Drawing:
    """Show the gradient of the image: a stroke in each pixel."""
    illustration = _illustration(result)
    magnitude: Rows = tuple(map(tuple, illustration["magnitude"]))
    orientation: Rows = tuple(map(tuple, illustration["orientation"]))
    strongest = max(map(max, magnitude))
    strokes = [
        (x + 0.5, y + 0.5, orientation[y][x], strength / strongest, strength / strongest)
        for y, row in enumerate(magnitude)
        for x, strength in enumerate(row)
        if strength > VISIBLE_SHARE * strongest
    ]
    return Drawing(
        name="hog-gradient",
        title=f"Le gradient de l’image d’un « {_label(result)} »",
        alternative=(
            f"{language.integer(len(strokes))} {language.plural(len(strokes), 'trait', 'traits')} sur les "
            "contours, aucun où l’image est unie."
        ),
        caption=(
            "En chaque pixel, un trait dans la direction où l’intensité change le plus, "
            "d’autant plus long que le changement est fort."
        ),
        sources=(f"{result.file}#{PATH}/magnitude", f"{result.file}#{PATH}/orientation"),
        table=(
            ("ligne", "colonne", "force", "direction (degrés)"),
            *(
                (*place, *values)
                for (*place, _), *values in zip(
                    _flat(magnitude), _values(magnitude), _values(orientation), strict=True
                )
            ),
        ),
        tooltips=(),
        draw=draw_strokes,
        content=(len(magnitude), len(magnitude[0]), tuple(strokes), False),
    )


def hog_cells(result: Result) -> Drawing:
    """Show the descriptor: one stroke per orientation in each cell."""
    description = result.data.description
    histograms: list[list[list[float]]] = _illustration(result)["cells"]
    orientations = int(description["orientations"])
    side = language.integer(int(description["pixels_per_cell"]))
    strokes = [
        # An edge runs across its gradient.
        (column + 0.5, row + 0.5, 180 * (place + 0.5) / orientations + 90, share, share)
        for row, line in enumerate(histograms)
        for column, histogram in enumerate(line)
        for place, share in enumerate(histogram)
        if share > VISIBLE_SHARE
    ]
    return Drawing(
        name="hog-cellules",
        title=f"Les cellules du descripteur de l’image d’un « {_label(result)} » : {_setting(result)}",
        alternative=(
            f"{language.integer(len(histograms))} × {language.integer(len(histograms[0]))} cellules de "
            f"{side} × {side} pixels, de {language.integer(orientations)} orientations chacune ; les traits "
            "suivent les contours, et les cellules sans contour sont vides."
        ),
        caption=(
            f"Dans chaque cellule de {side} × {side} pixels, un trait pour chacune des "
            f"{language.integer(orientations)} orientations, le long du contour donc en travers du gradient, "
            "d’autant plus long que l’orientation y est présente. Ces longueurs sont ce que le réseau reçoit."
        ),
        sources=(f"{result.file}#{PATH}/cells", f"{result.file}#/data/description/orientations"),
        table=(
            ("ligne", "colonne", "orientation", "valeur"),
            *(
                (row, column, place, share)
                for row, line in enumerate(histograms)
                for column, histogram in enumerate(line)
                for place, share in enumerate(histogram)
            ),
        ),
        tooltips=(),
        draw=draw_strokes,
        content=(len(histograms), len(histograms[0]), tuple(strokes), True),
    )


def hog_reference(result: Result) -> Drawing:
    """Show the picture that scikit-image draws of the same descriptor."""
    drawing: Rows = tuple(map(tuple, _illustration(result)["drawing"]))
    strongest = max(map(max, drawing)) or 1.0
    rows: Rows = tuple(tuple(value / strongest for value in row) for row in drawing)
    return Drawing(
        name="hog-reference",
        title=f"Le même descripteur ({_setting(result)}), dessiné par scikit-image",
        alternative=f"{_size(rows)} pixels ; les traits suivent les mêmes contours.",
        caption=(
            "L’image que rend skimage.feature.hog avec visualize=True : elle a la taille de "
            "l’image de départ, et chaque cellule n’a que peu de pixels pour ses traits."
        ),
        sources=(f"{result.file}#{PATH}/drawing",),
        table=(("ligne", "colonne", "valeur"), *_flat(drawing)),
        tooltips=(),
        draw=draw_image,
        content=(rows,),
    )


def draw_strokes(height: int, width: int, strokes: tuple[Stroke, ...], grid: bool) -> "Figure":
    """Draw strokes around points of an image, with the borders of its cells or without."""
    from experiments.figures import artists, style

    figure, axes = style.canvas(style.PICTURE)
    style.no_frame(axes)
    axes.set_xlim(0, width)
    axes.set_ylim(height, 0)
    axes.set_aspect("equal")
    if grid:
        artists.borders(axes, height, width)
    artists.strokes(axes, [(*_ends(stroke), stroke[-1]) for stroke in strokes])
    return figure


def _ends(stroke: Stroke) -> tuple[tuple[float, float], tuple[float, float]]:
    x, y, angle, length, _ = stroke
    dx, dy = (length / 2 * f(math.radians(angle)) for f in (math.cos, math.sin))
    return (x - dx, y - dy), (x + dx, y + dy)


def _illustration(result: Result) -> dict[str, Any]:
    illustration: dict[str, Any] = result.data.description["illustration"]
    return illustration


def _setting(result: Result) -> str:
    """Say in a few words which descriptor it is: a page may show several."""
    orientations, side = (int(result.data.description[key]) for key in ("orientations", "pixels_per_cell"))
    return f"{language.integer(orientations)} orientations, cellules de {language.integer(side)} pixels"


def _label(result: Result) -> str:
    return result.data.classes[int(_illustration(result)["label"])]


def _size(rows: Rows) -> str:
    return f"{language.integer(len(rows))} × {language.integer(len(rows[0]))}"


def _flat(rows: Rows) -> list[tuple[int, int, float]]:
    return [(y, x, value) for y, row in enumerate(rows) for x, value in enumerate(row)]


def _values(rows: Sequence[Sequence[float]]) -> list[float]:
    return [value for row in rows for value in row]


HOG = OfResult(
    lambda result: [hog_image(result), hog_gradient(result), hog_cells(result), hog_reference(result)],
    when=lambda result: "illustration" in result.data.description,
)
