"""What a convolutional network learned: the filters of its first convolution, and what each one finds."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from experiments import language
from experiments.figures.drawing import Cell, Drawing
from experiments.figures.kind import OfResult
from experiments.results.features import Quantized
from experiments.results.schema import Result

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# Shape, scale and values of an array, as a result keeps it.
Kept = tuple[tuple[int, ...], float, str]
# Filters side by side.
ROW = 8
GAP = 0.12
# Side of a square and its gap, in units of the SVG.
TILE = 64
FIGURES = 3


def filters(result: Result) -> Drawing:
    """Show each filter of the first convolution, as many cells as its kernel has."""
    assert result.features is not None
    kept = result.features.filters
    height, width, channels, number = kept.array.shape
    first = "" if channels == 1 else " Seul le premier canal de l’entrée est montré."
    size = f"{language.integer(height)} × {language.integer(width)}"
    said = f"{language.integer(number)} {language.plural(number, 'filtre', 'filtres')} de {size}"
    return Drawing(
        name="filtres",
        title=f"Les filtres de la première convolution ({kept.layer})",
        alternative=f"{said}, en mosaïque.",
        caption=f"Orange : poids positif ; bleu : négatif ; plus c’est foncé, plus il est grand.{first}",
        sources=(f"{result.file}#/features/filters",),
        table=(("filtre", "ligne", "colonne", "poids"), *_filter_rows(kept.array)),
        tooltips=(),
        draw=draw_filters,
        content=(_kept(kept.array),),
    )


def maps(result: Result) -> Drawing:
    """Show what a few filters of each convolution find in one example."""
    assert result.features is not None
    found = result.features
    label = result.data.classes[int(result.evaluation["test"].labels[found.example])]
    layers = [(each.layer, _kept(each.array)) for each in found.maps]
    columns = max(each.array.shape[1] for each in found.maps)
    return Drawing(
        name="cartes",
        title=f"Ce que les convolutions trouvent : {result.names.category} « {label} »",
        alternative=(
            f"L’entrée, puis une ligne par convolution ({', '.join(name for name, _ in layers)}), "
            "une case par filtre."
        ),
        caption=(
            "En haut, l’entrée ; au-dessous, une ligne par convolution, une case pour chacun de ses premiers "
            "filtres : plus c’est foncé, plus le filtre répond à cet endroit."
        ),
        sources=(f"{result.file}#/features/image", f"{result.file}#/features/maps"),
        table=(
            ("couche", "filtre", "ligne", *(f"colonne {column}" for column in range(columns))),
            *(row for each in found.maps for row in _map_rows(each.layer, each.array, columns)),
        ),
        tooltips=(),
        draw=draw_maps,
        content=(_kept(found.image), tuple(layers)),
    )


def draw_filters(kept: Kept) -> "Figure":
    """Draw a mosaic of small squares."""
    from matplotlib.colors import to_rgb

    from experiments.figures import style

    kernels = _array(kept)[:, :, 0, :]
    deepest = float(np.abs(kernels).max()) or 1.0
    number = kernels.shape[-1]
    positive, negative = (np.array(to_rgb(style.SERIES[rank])) for rank in (1, 0))
    lines = -(-number // ROW)
    figure, axes = _canvas(lines)
    for rank in range(number):
        values = kernels[:, :, rank, np.newaxis] / deepest
        _tile(axes, np.where(values > 0, positive, negative), np.abs(values), rank % ROW, rank // ROW)
    _frame(axes, lines)
    return figure


def draw_maps(image: Kept, layers: tuple[tuple[str, Kept], ...]) -> "Figure":
    """Draw the example, then a row of maps for each convolution."""
    from matplotlib.colors import to_rgb

    from experiments.figures import style

    ink = np.array(to_rgb(style.INK))
    rows = [_array(image)[:, :, :1], *(_array(kept) for _, kept in layers)]
    figure, axes = _canvas(len(rows))
    for line, values in enumerate(rows):
        opacity = np.clip(values / (float(values.max()) or 1.0), 0, 1)
        for rank in range(values.shape[-1]):
            _tile(axes, ink, opacity[:, :, rank, np.newaxis], rank, line)
    _frame(axes, len(rows))
    return figure


def _canvas(lines: int) -> tuple["Figure", "Axes"]:
    """Return a figure of the height that so many lines of squares need."""
    from experiments.figures import style

    figure, axes = style.canvas((ROW * TILE, lines * TILE))
    style.no_frame(axes)
    return figure, axes


def _tile(
    axes: "Axes", colour: NDArray[np.float64], opacity: NDArray[np.float64], column: int, row: int
) -> None:
    """Draw a square of cells on a light ground, which a dark page does not change."""
    from matplotlib.colors import to_rgb

    from experiments.figures import style

    left, top = column * (1 + GAP), row * (1 + GAP)
    levels = colour * opacity + np.array(to_rgb(style.PAPER)) * (1 - opacity)
    axes.imshow(levels, extent=(left, left + 1, top + 1, top), aspect="equal", clip_on=False)
    box = ([left, left + 1, left + 1, left, left], [top, top, top + 1, top + 1, top])
    axes.plot(*box, color=style.GRID, linewidth=1, clip_on=False)


def _frame(axes: "Axes", rows: int) -> None:
    axes.set_xlim(-GAP, ROW * (1 + GAP))
    axes.set_ylim(rows * (1 + GAP), -GAP)
    axes.set_aspect("equal")


def _kept(array: Quantized) -> Kept:
    return tuple(array.shape), array.scale, array.values


def _array(kept: Kept) -> NDArray[np.float64]:
    shape, scale, values = kept
    return Quantized(shape=list(shape), scale=scale, values=values).array()


def _filter_rows(array: Quantized) -> Iterator[tuple[Cell, ...]]:
    kernels = array.array()[:, :, 0, :]
    for rank in range(kernels.shape[-1]):
        for row, line in enumerate(_told(kernels[:, :, rank])):
            yield from ((rank, row, column, value) for column, value in enumerate(line))


def _told(values: NDArray[np.float64]) -> list[list[float]]:
    """Return values with the figures that one byte holds."""
    return [[float(f"{value:.{FIGURES}g}") for value in line] for line in values.tolist()]


def _map_rows(layer: str, array: Quantized, columns: int) -> Iterator[tuple[Cell, ...]]:
    values = array.array()
    for rank in range(values.shape[-1]):
        for row, line in enumerate(_told(values[:, :, rank])):
            yield (layer, rank, row, *line, *[""] * (columns - len(line)))


FEATURES = OfResult(
    lambda result: [filters(result), maps(result)], when=lambda result: result.features is not None
)
