"""Which part of healthy X-rays argues more for pneumonia, in the false alarms shown of a model.

The maps are few, of one network, and of the images that it was surest of: they are told, not tested.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generator.facts.quantity import Quantity, computed_count
from generator.facts.reading import read
from generator.statistics.diagnosis.decision import Decision

# One column in so many of those compared, on each side, is no part of the middle: both places are as large.
SIDE = 4


@dataclass(frozen=True)
class AlarmPlaces:
    """In how many maps of false alarms the middle argues more for pneumonia than the sides, and of how many.

    The middle is not the heart alone: the lungs reach into it.
    """

    middle: Quantity
    maps: Quantity


def alarm_places(decision: Decision) -> AlarmPlaces | None:
    """Count the maps of the false alarms that a result keeps; None where none can be compared."""
    found, result = _middles(decision), decision.result
    if not found:
        return None
    sources = (f"{result.file}#/inspection/shown", *decision.test.sources)
    return AlarmPlaces(
        middle=computed_count(sum(found), sources, "cartes où le milieu l’emporte"),
        maps=computed_count(len(found), sources, "fausses alarmes montrées"),
    )


def _middles(decision: Decision) -> list[bool]:
    """Tell whether the middle argues more, of each false alarm that is kept with its map."""
    wrong, labels = ~decision.right, decision.test.labels
    patch, stride = (read(decision.result, f"/inspection/occlusion/{n}").value for n in ("patch", "stride"))
    judged = [
        middle_argues_more(np.array(entry["map"]), patch // stride - 1)
        for entry in read(decision.result, "/inspection/shown").value
        if int(entry["index"]) < len(labels)
        and wrong[int(entry["index"])]
        and not labels[int(entry["index"])]
    ]
    return [more for more in judged if more is not None]


def middle_argues_more(occlusion: NDArray[np.float64], rim: int) -> bool | None:
    """Tell whether the cells of the middle argue more on average; None where neither place does, or exists.

    Of a cell near the border fewer squares were hidden: its mean varies more, and the largest of a map
    without any preference is most often there.

    Parameters
    ----------
    rim : int
        How many cells from the border were covered by fewer squares than the others.
    """
    columns = occlusion[rim : occlusion.shape[0] - rim, rim : occlusion.shape[1] - rim]
    side = columns.shape[1] // SIDE if columns.size else 0
    if not side:
        return None
    middle = columns[:, side:-side].mean()
    sides = np.hstack([columns[:, :side], columns[:, -side:]]).mean()
    return None if middle == sides else bool(middle > sides)
