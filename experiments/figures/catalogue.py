"""Which plots a result, or a group of results, has: its data decide.

To add a plot, write a function that returns a `Drawing` in a file of its own and name it here.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from experiments.figures.confusion import confusion
from experiments.figures.drawing import Drawing
from experiments.figures.history import accuracy_history, loss_history
from experiments.figures.hog import hog_cells, hog_gradient, hog_image
from experiments.figures.judgement import is_judged
from experiments.figures.occlusion import occlusions
from experiments.figures.precision_recall import precision_recall
from experiments.figures.reliability import reliability_curve
from experiments.figures.roc import roc
from experiments.figures.seeds import seeds
from experiments.figures.shared_errors import shared_errors
from experiments.figures.thresholds import thresholds
from experiments.figures.weights import accuracy_against_weights, weights_by_layer
from experiments.results.files import read_results
from experiments.results.replication import examine_replicates
from experiments.results.schema import Result

ALWAYS: tuple[Callable[[Result], Drawing], ...] = (loss_history, accuracy_history, confusion)
DIAGNOSTIC: tuple[Callable[[Result], Drawing], ...] = (roc, precision_recall, reliability_curve, thresholds)
DESCRIPTOR: tuple[Callable[[Result], Drawing], ...] = (hog_image, hog_gradient, hog_cells)
COMPARING: tuple[Callable[[Sequence[Result]], Drawing | None], ...] = (
    seeds,
    accuracy_against_weights,
    weights_by_layer,
    shared_errors,
)
GROUP = "comparaison"


def drawings(result: Result) -> list[Drawing]:
    """Return the plots of one result."""
    functions = [
        *ALWAYS,
        *(DIAGNOSTIC if is_judged(result) else ()),
        *(DESCRIPTOR if "illustration" in result.data.description else ()),
    ]
    return [function(result) for function in functions] + occlusions(result)


def group_drawings(results: Sequence[Result]) -> list[Drawing]:
    """Return the plots that compare the results of a group."""
    drawn = (function(results) for function in COMPARING)
    return [drawing for drawing in drawn if drawing is not None]


def all_drawings(folder: Path) -> Iterator[tuple[str, Drawing]]:
    """Return every plot of a folder of results, each with what it belongs to: a result, or a group.

    Raises
    ------
    ResultError
        If a result cannot be trusted.
    """
    results = [
        result.with_replicates(examine_replicates(result, folder).usable) for result in read_results(folder)
    ]
    for result in results:
        yield from ((result.id, drawing) for drawing in drawings(result))
    for name, group in groups(results).items():
        yield from ((name, drawing) for drawing in group_drawings(group))


def groups(results: Sequence[Result]) -> dict[str, list[Result]]:
    """Return the results that can be compared, two at least, by name of their group.

    They were judged on the same test examples, in the same order. A group is named after the first of its
    families in alphabetical order: ``comparaison-cnn-digits``.
    """
    alike: dict[tuple[tuple[str, ...], tuple[str, ...]], list[Result]] = {}
    for result in results:
        examples = tuple(result.data.classes), tuple(result.evaluation["test"].labels)
        alike.setdefault(examples, []).append(result)
    return {group_name(group): group for group in alike.values() if len(group) > 1}


def group_name(results: Sequence[Result]) -> str:
    """Return the name of the group that results make."""
    return f"{GROUP}-{min(result.family for result in results)}"
