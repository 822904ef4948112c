"""How the values of a cell of the HOG descriptor are made, on an image that the result shows."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from experiments.results.schema import Result
from generator.facts.quantity import Quantity, computed, computed_count
from generator.facts.reading import read
from generator.formulas.equation import Equation
from generator.formulas.hog import HogSettings
from generator.formulas.hog_cell import FEATURE, TOLERANCE, cell_steps, cell_votes
from generator.sections.symbols import SymbolLine, symbol_lines

DESCRIPTION = "/data/description"


@dataclass(frozen=True)
class LongestStroke:
    """The emptiest of the cells where one orientation takes all: its longest stroke says little of the digit.

    Attributes
    ----------
    row, column : Quantity
        Of the cell, from zero.
    longest : Quantity
        Its largest value.
    norm : Quantity
        That of its histogram, by which it is divided, as a share of the largest one.
    common : Quantity
        Largest value of the cell whose norm is the largest.
    """

    row: Quantity
    column: Quantity
    longest: Quantity
    norm: Quantity
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
    filled, tied : Quantity
        Cells where the intensity changes, and those of them whose largest value several orientations share.
    """

    equations: tuple[Equation, ...]
    symbols: list[SymbolLine]
    cells: Quantity
    gap: Quantity
    stroke: LongestStroke
    filled: Quantity
    tied: Quantity


def steps(result: Result, settings: HogSettings) -> Steps | None:
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
    filled = votes.sum(axis=-1) > 0
    largest = recorded.max(axis=-1, keepdims=True)
    tied = filled & ((recorded > largest - TOLERANCE).sum(axis=-1) > 1)
    return Steps(
        equations=shown,
        symbols=[*symbol_lines(shown), SymbolLine(*FEATURE, None)],
        cells=computed_count(len(cells), sources, "cellules de cette image"),
        gap=computed(difference, sources, "plus grand écart", 2),
        stroke=_longest_stroke(votes, recorded, sources),
        filled=computed_count(int(filled.sum()), sources, "cellules où l’intensité change"),
        tied=computed_count(int(tied.sum()), sources, "cellules dont plusieurs valeurs sont la plus grande"),
    )


def _longest_stroke(
    votes: NDArray[np.float64], values: NDArray[np.float64], sources: tuple[str, ...]
) -> LongestStroke:
    norms, longest = np.linalg.norm(votes, axis=-1), values.max(axis=-1)
    tops = norms > 0
    # Of the cells whose longest stroke is as good as the longest of all, the emptiest.
    tops &= longest >= longest.max() - TOLERANCE
    row, column = np.unravel_index(np.where(tops, norms, np.inf).argmin(), norms.shape)
    most = np.unravel_index(norms.argmax(), norms.shape)
    share = float(norms[row, column] / norms[most]) if norms[most] else 1.0
    return LongestStroke(
        row=computed_count(int(row), sources, "ligne de la cellule, à partir de zéro"),
        column=computed_count(int(column), sources, "colonne de la cellule, à partir de zéro"),
        longest=computed(float(longest[row, column]), sources, "plus grande valeur de la cellule", 2),
        norm=computed(share, sources, "norme de l’histogramme / la plus grande", 2),
        common=computed(float(longest[most]), sources, "plus grande valeur de cette cellule", 2),
    )
