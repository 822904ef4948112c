"""Where what alarms a model is: counted on the false alarms shown, among cells that all squares covered."""

from typing import Any

import numpy as np
import pytest

from experiments.data.occlusion import PATCH, STRIDE, square_corners
from experiments.results.schema import Result
from generator.lab.pneumonia.alarm_places import alarm_places, middle_argues_more
from generator.lab.pneumonia.page import PNEUMONIA_PAGE
from generator.statistics.diagnosis.decision import Decision, decide
from tests.generator.lab.pneumonia.sample import counted, pneumonia_record
from tests.generator.one_page import render_page
from tests.generator.rule_text import plain

SIDE, MIDDLE, BORDER = (7, 3), (7, 8), (0, 0)


def model(*peaks: tuple[int, int]) -> Decision:
    """Return a model with one false alarm shown per peak of its map, and misses that count for nothing."""
    record: dict[str, Any] = pneumonia_record(test=counted(5, max(1, len(peaks)), 3, 5))
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
        ([SIDE] * 6, (0, 6)),
        ([MIDDLE] * 6, (6, 6)),
        ([MIDDLE] * 5 + [SIDE], (5, 6)),
        ([MIDDLE, BORDER], (1, 1)),
        ([BORDER] * 6, None),
        ([], None),
    ],
)
def test_the_maps_of_false_alarms_are_counted(
    peaks: list[tuple[int, int]], expected: tuple[int, int] | None
) -> None:
    found = alarm_places(model(*peaks))
    assert (found and (found.middle.value, found.maps.value)) == expected


@pytest.mark.parametrize(
    ("peak", "place"),
    [
        ((7, 1), None),
        ((1, 8), None),
        ((7, 2), False),
        ((7, 4), False),
        ((7, 5), True),
        ((7, 10), True),
        ((7, 11), False),
        ((7, 13), False),
        ((7, 14), None),
    ],
)
def test_only_cells_that_all_squares_cover_count(peak: tuple[int, int], place: bool | None) -> None:
    occlusion = np.zeros((16, 16))
    occlusion[peak] = 1
    assert middle_argues_more(occlusion, PATCH // STRIDE - 1) is place


def test_the_rim_is_where_fewer_squares_pass() -> None:
    covered = np.zeros((128, 128))
    for top, left in square_corners(128, 128):
        covered[top : top + PATCH, left : left + PATCH] += 1
    cells, rim = covered[::STRIDE, ::STRIDE], PATCH // STRIDE - 1
    assert (cells[rim:-rim, rim:-rim] == cells.max()).all()
    assert (cells == cells.max()).sum() == (16 - 2 * rim) ** 2


def test_a_map_too_small_has_no_place() -> None:
    assert middle_argues_more(np.ones((2, 2)), 2) is None
    assert middle_argues_more(np.ones((7, 7)), 2) is None


def test_what_the_maps_show_is_told_and_not_tested() -> None:
    """Once, six maps of one network, chosen, made a test; and « no lungs » was said of where they reach."""
    text = plain(render_page(PNEUMONIA_PAGE, [model(*[MIDDLE] * 5, SIDE).result]))
    assert "que les côtés : 5 sur 6. Les côtés sont un quart des colonnes comparées" in text
    assert "le milieu contient aussi une partie des poumons" in text
    assert "Cartes de fausses alarmes" not in plain(render_page(PNEUMONIA_PAGE, [model(BORDER).result]))
