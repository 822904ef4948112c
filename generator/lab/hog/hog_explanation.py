"""Explain the HOG descriptor on one digit, step by step, with pictures computed from the result."""

import math
from dataclasses import dataclass

from experiments.results.schema import Result
from generator.facts.quantity import Quantity, count
from generator.facts.reading import read
from generator.facts.reference import ModelReference, reference
from generator.formulas.equation import Equation
from generator.formulas.hog import HogSettings, descriptor_size

PIXEL = 10
# Weaker edges than this share of the strongest would be dust in the picture.
VISIBLE_SHARE = 0.05
DESCRIPTION = "/data/description"


@dataclass(frozen=True)
class Mark:
    """A grey square, or a stroke from one point to another, with its opacity."""

    x1: float
    y1: float
    x2: float
    y2: float
    opacity: float


@dataclass(frozen=True)
class Picture:
    """One step of the descriptor, drawn.

    Attributes
    ----------
    kind : str
        ``pixels`` for squares, ``strokes`` for lines.
    marks : list of Mark
    grid : list of float
        Positions of the borders between cells, in both directions; empty for none.
    size : int
        Side of the picture.
    """

    identifier: str
    kind: str
    caption: str
    marks: list[Mark]
    grid: list[float]
    size: int
    source: str


@dataclass(frozen=True)
class Configuration:
    """One setting of the descriptor: its size, its cells drawn, the models that use it."""

    orientations: Quantity
    pixels_per_cell: Quantity
    models: list[ModelReference]
    size: Equation
    cells: Picture


@dataclass(frozen=True)
class HogExplanation:
    """The descriptor on one digit.

    Attributes
    ----------
    digit : Quantity
    image, gradient : Picture
    configurations : list of Configuration
    """

    digit: Quantity
    image: Picture
    gradient: Picture
    configurations: list[Configuration]


def hog_explanation(results: list[Result]) -> HogExplanation:
    """Explain the descriptor from the results of the models that use it."""
    groups: dict[tuple[int, int], list[Result]] = {}
    for result in results:
        orientations, side = (
            read(result, f"{DESCRIPTION}/{name}").value for name in ("orientations", "pixels_per_cell")
        )
        groups.setdefault((orientations, side), []).append(result)
    first = results[0]
    return HogExplanation(
        digit=count(read(first, f"{DESCRIPTION}/illustration/label")),
        image=_image(first),
        gradient=_gradient(first),
        configurations=[_configuration(group) for group in groups.values()],
    )


def _image(result: Result) -> Picture:
    reading = read(result, f"{DESCRIPTION}/illustration/image")
    marks = [
        Mark(x * PIXEL, y * PIXEL, (x + 1) * PIXEL, (y + 1) * PIXEL, round(level, 2))
        for y, row in enumerate(reading.value)
        for x, level in enumerate(row)
        if level > 0
    ]
    caption = "L’image : ses niveaux de gris."
    return Picture(
        f"{result.id}-image", "pixels", caption, marks, [], len(reading.value) * PIXEL, reading.source
    )


def _gradient(result: Result) -> Picture:
    magnitude = read(result, f"{DESCRIPTION}/illustration/magnitude")
    orientation = read(result, f"{DESCRIPTION}/illustration/orientation").value
    strongest = max(map(max, magnitude.value))
    marks = []
    for y, row in enumerate(magnitude.value):
        for x, strength in enumerate(row):
            share = strength / strongest if strongest else 0.0
            if share > VISIBLE_SHARE:
                centre = ((x + 0.5) * PIXEL, (y + 0.5) * PIXEL)
                marks.append(_stroke(centre, orientation[y][x], PIXEL * share, share))
    caption = (
        "Son gradient : en chaque pixel, un trait dans la direction où l’intensité change le plus, "
        "d’autant plus long que le changement est fort."
    )
    size = len(magnitude.value) * PIXEL
    return Picture(f"{result.id}-gradient", "strokes", caption, marks, [], size, magnitude.source)


def _configuration(group: list[Result]) -> Configuration:
    result = group[0]
    orientations = count(read(result, f"{DESCRIPTION}/orientations"))
    side = count(read(result, f"{DESCRIPTION}/pixels_per_cell"))
    source = f"{result.file}#{DESCRIPTION}"
    settings = HogSettings(
        shape=tuple(read(result, f"{DESCRIPTION}/image_shape").value),
        cell=(int(side.value), int(side.value)),
        block=(1, 1),
        orientations=int(orientations.value),
        sources={
            "shape": f"{source}/image_shape",
            "cell": f"{source}/pixels_per_cell",
            "orientations": f"{source}/orientations",
        },
    )
    return Configuration(
        orientations=orientations,
        pixels_per_cell=side,
        models=[reference(member) for member in group],
        size=Equation(r"n_{\text{HOG}}", descriptor_size(settings)),
        cells=_cells(result, int(side.value), int(orientations.value)),
    )


def _cells(result: Result, side: int, orientations: int) -> Picture:
    reading = read(result, f"{DESCRIPTION}/illustration/cells")
    cell = side * PIXEL
    marks = []
    for row, line in enumerate(reading.value):
        for column, histogram in enumerate(line):
            centre = ((column + 0.5) * cell, (row + 0.5) * cell)
            for place, share in enumerate(histogram):
                if share > VISIBLE_SHARE:
                    angle = 180 * (place + 0.5) / orientations
                    marks.append(_stroke(centre, angle, cell * share, share))
    caption = (
        "Ses cellules : dans chacune, un trait par orientation, d’autant plus long que l’orientation y est "
        "présente. Ces longueurs sont ce que le réseau reçoit."
    )
    grid = [float(i * cell) for i in range(len(reading.value) + 1)]
    size = len(reading.value) * cell
    return Picture(f"{result.id}-cellules", "strokes", caption, marks, grid, size, reading.source)


def _stroke(centre: tuple[float, float], angle: float, length: float, opacity: float) -> Mark:
    """Draw a stroke around a point; angles are in degrees, clockwise as images are."""
    dx, dy = (length / 2 * f(math.radians(angle)) for f in (math.cos, math.sin))
    x, y = centre
    return Mark(round(x - dx, 1), round(y - dy, 1), round(x + dx, 1), round(y + dy, 1), round(opacity, 2))
