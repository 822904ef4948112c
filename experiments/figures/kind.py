"""Kinds of plots: each file of this folder names its own, and the catalogue finds them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from experiments.figures.drawing import Drawing
from experiments.results.schema import Result


def always(result: Result) -> bool:
    """Tell that any result has such a plot."""
    return True


@dataclass(frozen=True)
class OfResult:
    """Plots of one result.

    Attributes
    ----------
    drawings : callable
    when : callable
        Tells whether a result holds what they show.
    """

    drawings: Callable[[Result], Sequence[Drawing]]
    when: Callable[[Result], bool] = always


@dataclass(frozen=True)
class OfReport:
    """A plot of all the results of a report; None where there is nothing to show."""

    drawing: Callable[[Sequence[Result]], Drawing | None]


@dataclass(frozen=True)
class OfGroup:
    """A plot that compares the results of a group; None where there is nothing to compare."""

    drawing: Callable[[Sequence[Result]], Drawing | None]


@dataclass(frozen=True)
class OfFamily:
    """A plot of the results of a group that are of one family; None where there is nothing to compare."""

    drawing: Callable[[Sequence[Result]], Drawing | None]
