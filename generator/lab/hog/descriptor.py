"""The HOG descriptor: its settings, and how many values it has."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from experiments.results.schema import Result
from generator.facts.grouping import grouped
from generator.facts.quantity import Quantity, computed, computed_count, count, exact
from generator.facts.reading import read
from generator.facts.reference import ModelReference, reference
from generator.formulas.equation import Equation, Symbol
from generator.formulas.hog import HogSettings, descriptor_size
from generator.formulas.hog_cell import FEATURE, TOLERANCE, cell_steps, cell_votes, orientation_width
from generator.sections.symbols import SymbolLine, symbol_lines
from generator.statistics.factor_pairs import closest_pair
from generator.statistics.factors import Factor

DESCRIPTION = "/data/description"


@dataclass(frozen=True)
class Comparison:
    """How near the values are to those of scikit-image: the largest difference, over how many images."""

    difference: Quantity
    images: Quantity


@dataclass(frozen=True)
class LongestStroke:
    """The emptiest of the cells where one orientation takes all: its longest stroke says little of the digit.

    Attributes
    ----------
    row, column : Quantity
        Of the cell, from zero.
    longest : Quantity
        Its largest value.
    contrast : Quantity
        Mean strength of its gradients, as a share of that of the most contrasted cell.
    common : Quantity
        Largest value of the most contrasted cell.
    """

    row: Quantity
    column: Quantity
    longest: Quantity
    contrast: Quantity
    common: Quantity


@dataclass(frozen=True)
class Steps:
    """How the values of a cell are made, checked on all the cells of the image.

    Attributes
    ----------
    equations : tuple of Equation
        To be shown with their symbols.
    cells : Quantity
        On how many cells they were checked.
    gap : Quantity
        Largest difference with what the network receives.
    stroke : LongestStroke
    """

    equations: tuple[Equation, ...]
    symbols: list[SymbolLine]
    cells: Quantity
    gap: Quantity
    stroke: LongestStroke


@dataclass(frozen=True)
class Configuration:
    """One setting of the descriptor, and the models that use it; plots are those of the first one.

    Attributes
    ----------
    width : Equation
        How many degrees one orientation covers.
    """

    orientations: Quantity
    pixels_per_cell: Quantity
    models: list[ModelReference]
    size: Equation
    width: Equation
    reference: Comparison


@dataclass(frozen=True)
class Cells:
    """The cells of one model: their side and how many pixels each sums up, how many they are."""

    model: ModelReference
    side: Quantity
    pixels: Quantity
    number: Quantity


@dataclass(frozen=True)
class Coarser:
    """Two models set apart by their cells."""

    small: Cells
    large: Cells


@dataclass(frozen=True)
class Descriptor:
    """The descriptor on one digit.

    Attributes
    ----------
    drawn : ModelReference
        The model whose plots show the image and its gradient, first of the first configuration.
    steps : Steps or None
        Of that configuration; None when the equations do not give what was recorded.
    coarser : Coarser or None
        None when no two models differ by their cells.
    """

    digit: Quantity
    drawn: ModelReference
    configurations: list[Configuration]
    steps: Steps | None
    coarser: Coarser | None

    @property
    def symbols(self) -> list[Symbol]:
        """What the symbols of the sizes mean, each once."""
        equations = [each for one in self.configurations for each in (one.size, one.width)]
        return list(dict.fromkeys(symbol for equation in equations for symbol in equation.symbols))


def descriptor(results: list[Result]) -> Descriptor:
    """Explain the descriptor from the results of the models that use it."""
    groups = grouped(
        results,
        lambda result: tuple(
            read(result, f"{DESCRIPTION}/{name}").value for name in ("orientations", "pixels_per_cell")
        ),
    )
    first = results[0]
    return Descriptor(
        digit=count(read(first, f"{DESCRIPTION}/illustration/label")),
        drawn=reference(first),
        configurations=[_configuration(group) for group in groups.values()],
        steps=_steps(first, _settings(first)),
        coarser=_coarser(results),
    )


def _settings(result: Result) -> HogSettings:
    side = int(read(result, f"{DESCRIPTION}/pixels_per_cell").value)
    source = f"{result.file}#{DESCRIPTION}"
    return HogSettings(
        shape=tuple(read(result, f"{DESCRIPTION}/image_shape").value),
        cell=(side, side),
        orientations=int(read(result, f"{DESCRIPTION}/orientations").value),
        sources={
            "shape": f"{source}/image_shape",
            "cell": f"{source}/pixels_per_cell",
            "orientations": f"{source}/orientations",
        },
    )


def _configuration(group: list[Result]) -> Configuration:
    result = group[0]
    settings = _settings(result)
    return Configuration(
        orientations=count(read(result, f"{DESCRIPTION}/orientations")),
        pixels_per_cell=count(read(result, f"{DESCRIPTION}/pixels_per_cell")),
        models=[reference(member) for member in group],
        size=Equation(r"n_{\text{HOG}}", descriptor_size(settings)),
        width=Equation(r"\delta", orientation_width(settings)),
        reference=Comparison(
            difference=exact(read(result, f"{DESCRIPTION}/reference/difference"), digits=1),
            images=count(read(result, f"{DESCRIPTION}/reference/images")),
        ),
    )


def _coarser(results: list[Result]) -> Coarser | None:
    pair = closest_pair(Factor.CELL, results)
    return Coarser(large=_cells(pair[0]), small=_cells(pair[1])) if pair else None


def _cells(result: Result) -> Cells:
    settings = _settings(result)
    (height, width), (rows, columns) = settings.shape, settings.cell
    sources = (settings.sources["shape"], settings.sources["cell"])
    return Cells(
        model=reference(result),
        side=count(read(result, f"{DESCRIPTION}/pixels_per_cell")),
        pixels=computed_count(rows * columns, sources[1:], "côté × côté"),
        number=computed_count((height // rows) * (width // columns), sources, "cellules dans l’image"),
    )


def _steps(result: Result, settings: HogSettings) -> Steps | None:
    """Make the values of every cell of the image again, from its gradients."""
    path = f"{DESCRIPTION}/illustration"
    magnitude, orientation, recorded = (
        np.array(read(result, f"{path}/{name}").value, dtype=float)
        for name in ("magnitude", "orientation", "cells")
    )
    votes = cell_votes(magnitude, orientation, settings)
    if votes.shape != recorded.shape:
        return None
    cells = [cell_steps(histogram) for histogram in votes.reshape(-1, settings.orientations).tolist()]
    difference = float(
        np.abs(np.array([cell.values for cell in cells]) - recorded.reshape(len(cells), -1)).max()
    )
    if difference > TOLERANCE:
        return None
    sources = tuple(f"{result.file}#{path}/{name}" for name in ("magnitude", "orientation", "cells"))
    shown = cells[0].shown
    return Steps(
        equations=shown,
        symbols=[*symbol_lines(shown), SymbolLine(*FEATURE, None)],
        cells=computed_count(len(cells), sources, "cellules de cette image"),
        gap=computed(difference, sources, "plus grand écart", 2),
        stroke=_longest_stroke(votes, recorded, sources),
    )


def _longest_stroke(
    votes: NDArray[np.float64], values: NDArray[np.float64], sources: tuple[str, ...]
) -> LongestStroke:
    contrast, longest = votes.sum(axis=-1), values.max(axis=-1)
    tops = contrast > 0
    # Of the cells whose longest stroke is as good as the longest of all, the emptiest.
    tops &= longest >= longest.max() - TOLERANCE
    row, column = np.unravel_index(np.where(tops, contrast, np.inf).argmin(), contrast.shape)
    most = np.unravel_index(contrast.argmax(), contrast.shape)
    share = float(contrast[row, column] / contrast[most]) if contrast[most] else 1.0
    return LongestStroke(
        row=computed_count(int(row), sources, "ligne de la cellule, à partir de zéro"),
        column=computed_count(int(column), sources, "colonne de la cellule, à partir de zéro"),
        longest=computed(float(longest[row, column]), sources, "plus grande valeur de la cellule", 2),
        contrast=computed(share, sources, "somme des gradients / celle de la cellule la plus contrastée", 2),
        common=computed(float(longest[most]), sources, "plus grande valeur de cette cellule", 2),
    )
