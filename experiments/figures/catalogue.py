"""Which plots a result, or a group of results, has: the files of this folder say it, and the data decide.

To add a plot, write a file here that names it: ``ROC = OfResult(lambda result: [roc(result)])``.
"""

import importlib
import pkgutil
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from typing import TypeVar

from experiments import figures
from experiments.errors import ResultError
from experiments.figures.drawing import Drawing
from experiments.figures.kind import OfFamily, OfGroup, OfReport, OfResult
from experiments.figures.names import REPORT, group_name
from experiments.results.files import raise_fault, read_results
from experiments.results.replication import examine_replicates
from experiments.results.schema import Result

Kind = TypeVar("Kind", OfResult, OfFamily, OfGroup, OfReport)


def drawings(result: Result) -> list[Drawing]:
    """Return the plots of one result."""
    kinds = [kind for kind in _found(OfResult) if kind.when(result)]
    return [each for kind in kinds for drawing in kind.drawings(result) for each in drawing.every]


def group_drawings(results: Sequence[Result]) -> list[Drawing]:
    """Return the plots that compare the results of a group."""
    families: dict[str, list[Result]] = {}
    for result in results:
        families.setdefault(result.family, []).append(result)
    drawn = [kind.drawing(results) for kind in _found(OfGroup)]
    drawn += [kind.drawing(family) for kind in _found(OfFamily) for family in families.values()]
    return [each for drawing in drawn if drawing is not None for each in drawing.every]


def report_drawings(results: Sequence[Result]) -> list[Drawing]:
    """Return the plots of all the results of a report."""
    drawn = (kind.drawing(results) for kind in _found(OfReport))
    return [each for drawing in drawn if drawing is not None for each in drawing.every]


@cache
def _found(kind: type[Kind]) -> tuple[Kind, ...]:
    """Return the plots of a kind that the files of this folder name, file by file."""
    names = sorted(module.name for module in pkgutil.iter_modules(figures.__path__))
    modules = [importlib.import_module(f"{figures.__name__}.{name}") for name in names]
    return tuple(held for module in modules for held in vars(module).values() if isinstance(held, kind))


def all_drawings(
    folder: Path,
    refuse: Callable[[ResultError], None] = raise_fault,
    owners: Collection[str] | None = None,
) -> Iterator[tuple[str, Drawing]]:
    """Return every plot of a folder of results, each with what it belongs to: a result, a group, or all.

    Parameters
    ----------
    refuse : callable
        Receives what is wrong with a result that cannot be trusted, or whose values make no plot; if it
        returns, the plots of the others follow.
    owners : collection of str, optional
        Results and groups whose plots are returned, all by default.
    """
    results = [
        result.with_replicates(examine_replicates(result, folder).usable)
        for result in read_results(folder, refuse)
    ]
    planned: list[tuple[str, Callable[[], list[Drawing]]]] = [
        *((result.id, partial(drawings, result)) for result in results),
        *((name, partial(group_drawings, group)) for name, group in groups(results).items()),
        (REPORT, partial(report_drawings, results)),
    ]
    for owner, plan in planned:
        if owners is not None and owner not in owners:
            continue
        try:
            yield from [(owner, drawing) for drawing in plan()]
        # What a plot may raise on values that no schema looks into.
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
            refuse(
                ResultError(
                    f"{owner} : ses figures ne peuvent pas être préparées ({type(error).__name__} : {error})."
                )
            )


def groups(results: Sequence[Result]) -> dict[str, list[Result]]:
    """Return the results that can be compared, two at least, by name of their group.

    They were judged on the same test examples, in the same order.
    """
    alike: dict[str, list[Result]] = {}
    for result in results:
        alike.setdefault(group_name(result), []).append(result)
    return {name: group for name, group in alike.items() if len(group) > 1}
