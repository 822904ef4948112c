"""A plot before it is drawn: what it shows and says, complete, without matplotlib."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from experiments.errors import LabError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Cell = str | int | float
# How the name of a plot ends when it is drawn for a narrow screen.
NARROW = "-etroit"
# Gid of cells that touch one another.
ADJOINING = "cells"


class FigureError(LabError):
    """A plot cannot be written or read."""


class DrawingError(FigureError):
    """The function that draws a plot failed; others may not."""


@dataclass(frozen=True)
class Drawing:
    """One plot.

    Attributes
    ----------
    name : str
        Of its files.
    title : str
    alternative : str
        What it shows, in words, for those who do not see it.
    caption : str
        What to look at.
    sources : tuple of str
        File and JSON path of what is drawn: ``results/mlp-raw-1.json#/history``.
    table : tuple of tuples
        What is drawn, as rows of numbers under a row of French names.
    tooltips : tuple of tuples of str
        What each focusable mark says: the k-th tuple is about the artists whose gid is ``marks(k)``, in the
        order in which they are drawn.
    draw : callable
        Draws `content` with matplotlib.
    content : tuple
        Plain values whose ``repr`` says all of them: nothing else decides of the picture.
    narrows : bool
        Whether `draw` takes one value more, True for the same plot on a screen as narrow as a phone.
    """

    name: str
    title: str
    alternative: str
    caption: str
    sources: tuple[str, ...]
    table: tuple[tuple[Cell, ...], ...]
    tooltips: tuple[tuple[str, ...], ...]
    draw: Callable[..., "Figure"]
    content: tuple[Any, ...]
    narrows: bool = False

    @property
    def every(self) -> "list[Drawing]":
        """The plot, and the narrow one if there is one."""
        if not self.narrows:
            return [self]
        return [self, replace(self, name=self.name + NARROW, content=(*self.content, True), narrows=False)]

    def figure(self) -> "Figure":
        """Draw the plot."""
        return self.draw(*self.content)

    @property
    def digest(self) -> str:
        """One SHA-256 for everything shown and said."""
        said = (self.name, self.title, self.alternative, self.caption, self.sources, self.table)
        return hashlib.sha256(repr((said, self.tooltips, self.content)).encode()).hexdigest()


def marks(group: int) -> str:
    """Return the gid of the artists that the tooltips of a group are about."""
    return f"marks-{group}"


def sentence(parts: list[str]) -> str:
    """Join what the marks say into one text."""
    return " ; ".join(parts) + "."
