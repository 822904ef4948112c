"""X-rays that a model misreads, drawn with what led it astray."""

import re
from dataclasses import dataclass
from typing import Any

from experiments import language
from experiments.errors import ResultError
from experiments.results.schema import Result
from generator.facts.quantity import Quantity, computed, computed_count, count
from generator.facts.reading import read
from generator.statistics.diagnosis.answers import POSITIVE
from generator.statistics.diagnosis.decision import Decision

BASE64 = re.compile(r"[A-Za-z0-9+/]+={0,2}")
FAINTEST = 0.02  # opacity under which a cell is not worth drawing
DEEPEST = 0.65
FOR, AGAINST = "series-2", "series-1"  # orange, blue


@dataclass(frozen=True)
class Cell:
    """One cell of an occlusion map.

    Attributes
    ----------
    x, y : int
        Upper left corner, in cells.
    css : str
        Whether the place speaks for pneumonia or against it.
    opacity : float
    """

    x: int
    y: int
    css: str
    opacity: float


@dataclass(frozen=True)
class Picture:
    """One misread image.

    Attributes
    ----------
    name : str
    truth, answer : str
        Classes, in French.
    probability : Quantity
        Of pneumonia.
    png : str
        The image, in base 64.
    side : int
        Cells of the map along each side.
    cells : list of Cell
    alternative : str
    source : str
    """

    name: str
    truth: str
    answer: str
    probability: Quantity
    png: str
    side: int
    cells: list[Cell]
    alternative: str
    source: str


@dataclass(frozen=True)
class Misread:
    """The misread test images of a model at its threshold.

    Attributes
    ----------
    alarms, missed : Quantity
        Healthy called ill; ill called healthy.
    pictures : list of Picture
        Those the model was surest of, of each kind.
    patch, stride : Quantity
        Side of the hidden square and step between its positions, in pixels.
    """

    alarms: Quantity
    missed: Quantity
    pictures: list[Picture]
    patch: Quantity
    stride: Quantity


def misread(decision: Decision) -> Misread:
    """Show the images that a model misreads, at the threshold it is used with."""
    result, test = decision.result, decision.test
    counts = test.counts(decision.threshold.value)
    wrong = ~decision.right
    shown = read(result, "/inspection/shown").value
    return Misread(
        alarms=computed_count(counts.false_positives, test.sources, "faux positifs"),
        missed=computed_count(counts.false_negatives, test.sources, "faux négatifs"),
        pictures=[
            _picture(result, rank, entry) for rank, entry in enumerate(shown) if wrong[int(entry["index"])]
        ],
        patch=count(read(result, "/inspection/occlusion/patch")),
        stride=count(read(result, "/inspection/occlusion/stride")),
    )


def _picture(result: Result, rank: int, entry: dict[str, Any]) -> Picture:
    source = f"{result.file}#/inspection/shown/{rank}"
    index = int(entry["index"])
    label = int(result.evaluation["test"].labels[index])
    probability = read(result, f"/evaluation/test/probabilities/{index}")
    classes = result.data.classes
    truth, answer = classes[label], classes[POSITIVE - label]
    if not BASE64.fullmatch(entry["image"]):
        raise ResultError(
            f"{result.file} : /inspection/shown/{rank}/image : ce n’est pas une image en base 64."
        )
    shown = computed(probability.value, (probability.source,), "sortie du modèle", 3)
    return Picture(
        name=entry["name"],
        truth=truth,
        answer=answer,
        probability=shown,
        png=entry["image"],
        side=len(entry["map"]),
        cells=_cells(entry["map"]),
        alternative=f"Radiographie {entry['name']} : {truth}, lue {answer} avec une probabilité de pneumonie "
        f"de {shown.text}. {_where(entry['map'])}",
        source=source,
    )


def _cells(rows: list[list[float]]) -> list[Cell]:
    deepest = max(abs(value) for row in rows for value in row) or 1.0
    cells = [
        Cell(
            x,
            y,
            FOR if value > 0 else AGAINST,
            round(DEEPEST * abs(value) / deepest, 2),
        )
        for y, row in enumerate(rows)
        for x, value in enumerate(row)
    ]
    return [cell for cell in cells if cell.opacity > FAINTEST]


def _where(rows: list[list[float]]) -> str:
    """Say where the strongest argument of each kind is, for those who do not see the map."""
    places = {value: (x, y) for y, row in enumerate(rows) for x, value in enumerate(row)}
    phrases = []
    for value, words in ((max(places), "en faveur d’une pneumonie"), (min(places), "contre une pneumonie")):
        if (value > 0) == (words.startswith("en")) and value:
            x, y = places[value]
            height = ("en haut", "au milieu", "en bas")[min(2, 3 * y // len(rows))]
            side = ("à gauche", "au centre", "à droite")[min(2, 3 * x // len(rows[0]))]
            phrases.append(f"{words}, surtout {height} {side} de l’image")
    return language.enumeration(phrases).capitalize() + "." if phrases else ""
