"""The rule says where what alarms a model is, when enough false alarms are shown."""

from typing import Any

import numpy as np
import pytest

from experiments.data.occlusion import PATCH, STRIDE, square_corners
from experiments.results.schema import Result
from generator.lab.rules.pneumonia_alarm_places import pneumonia_alarm_places, stronger_place
from generator.statistics.diagnosis.decision import Decision, decide
from tests.generator.lab.pneumonia.judged import case, sentence
from tests.generator.lab.pneumonia.sample import counted, pneumonia_record

SIDE, MIDDLE, BORDER = (7, 3), (7, 8), (0, 0)


def model(*peaks: tuple[int, int], position: int = 1) -> Decision:
    """Return a model with one false alarm shown per peak of its map, and misses that count for nothing."""
    record: dict[str, Any] = pneumonia_record(position=position, test=counted(5, max(1, len(peaks)), 3, 5))
    shown = record["inspection"]["shown"]
    alarms = [entry for entry in shown if record["evaluation"]["test"]["labels"][entry["index"]] == "0"]
    for entry in shown:
        entry["map"] = (-np.ones((16, 16))).tolist()
    for entry, (row, column) in zip(alarms, peaks, strict=False):
        entry["map"][row][column] = 2.0
    return decide(Result.model_validate(record))


@pytest.mark.parametrize(
    ("peaks", "expected"),
    [
        ([SIDE] * 6, "lungs"),
        ([MIDDLE] * 6, "middle"),
        ([MIDDLE] * 5, "unclear"),
        ([MIDDLE] * 5 + [SIDE], "unclear"),
        ([BORDER] * 6, "none"),
        ([], "none"),
    ],
)
def test_every_case(peaks: list[tuple[int, int]], expected: str) -> None:
    (verdict,) = pneumonia_alarm_places([model(*peaks)])
    assert case(verdict) == expected


def test_the_sentence_counts_the_alarms() -> None:
    (verdict,) = pneumonia_alarm_places([model(*[MIDDLE] * 9, SIDE)])
    assert sentence(verdict).startswith(
        "Pour 9 des 10 fausses alarmes du CNN 1 enregistrées avec leur carte (les plus assurées du premier "
        "entraînement, non un échantillon), ce qui est au milieu "
    )

    (alone,) = pneumonia_alarm_places([model(MIDDLE)])
    assert sentence(alone) == (
        "Rien ne montre que ce qui est de côté parle plus ou moins pour une pneumonie, dans la fausse alarme "
        "du CNN 1 enregistrée avec sa carte (la plus assurée du premier entraînement, non un échantillon), "
        "que ce qui est au milieu de l’image."
    )


@pytest.mark.parametrize(
    ("peak", "place"),
    [
        ((7, 1), None),
        ((1, 8), None),
        ((7, 2), "lungs"),
        ((7, 4), "lungs"),
        ((7, 5), "middle"),
        ((7, 10), "middle"),
        ((7, 11), "lungs"),
        ((7, 13), "lungs"),
        ((7, 14), None),
    ],
)
def test_only_cells_that_all_squares_cover_count(peak: tuple[int, int], place: str | None) -> None:
    occlusion = np.zeros((16, 16))
    occlusion[peak] = 1
    assert stronger_place(occlusion, PATCH // STRIDE - 1) == place


def test_the_rim_is_where_fewer_squares_pass() -> None:
    covered = np.zeros((128, 128))
    for top, left in square_corners(128, 128):
        covered[top : top + PATCH, left : left + PATCH] += 1
    cells, rim = covered[::STRIDE, ::STRIDE], PATCH // STRIDE - 1
    assert (cells[rim:-rim, rim:-rim] == cells.max()).all()
    assert (cells == cells.max()).sum() == (16 - 2 * rim) ** 2


def test_a_map_too_small_has_no_place() -> None:
    assert stronger_place(np.ones((2, 2)), 2) is None
    assert stronger_place(np.ones((7, 7)), 2) is None


def test_models_judged_together_are_corrected() -> None:
    one, other = (model(*[MIDDLE] * 6, position=n) for n in (1, 2))
    assert [v.case for v in pneumonia_alarm_places([one])] == ["middle"]
    assert [v.case for v in pneumonia_alarm_places([one, other])] == ["unclear", "unclear"]


def test_all_the_alarms_are_not_counted_twice() -> None:
    (verdict,) = pneumonia_alarm_places([model(*[MIDDLE] * 6)])
    assert sentence(verdict).startswith("Pour les 6 fausses alarmes du CNN 1 enregistrées avec leur carte ")
