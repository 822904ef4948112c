"""The very examples that each cell of a confusion matrix counts, to be shown when the cell is opened."""

from collections.abc import Mapping

from experiments.measures.answers import labels_of, predictions_of
from experiments.results.schema import Result
from generator.facts.pictures import pictures
from generator.sections.loaded import loaded

# Rank in the test split and picture (PNG in base 64) of each example, by row and column of its cell: « 4/9 ».
Confused = Mapping[str, list[tuple[int, str]]]


def confused(result: Result) -> Confused:
    """Return the misread test examples, cell by cell; nothing if the result lacks the picture of one.

    Raises
    ------
    ResultError
        If what is kept as a picture is none.
    """
    test, kept = result.evaluation["test"], pictures(result)
    cells: dict[str, list[tuple[int, str]]] = {}
    labels, answers = labels_of(test), predictions_of(test)
    for rank in map(int, (labels != answers).nonzero()[0]):
        if rank not in kept:
            return {}
        cells.setdefault(f"{labels[rank]}/{answers[rank]}", []).append((rank, kept[rank].value))
    return cells


def confused_file(result: Result) -> bytes:
    """Return the file of these examples; empty if there is none to show."""
    cells = confused(result)
    return loaded(cells) if cells else b""


def confused_path(result: Result) -> str:
    """Return where the file of these examples is, under ``docs/``."""
    return f"confusions/{result.id}.js"
