"""The rule says where what alarms a model is, when enough false alarms are shown."""

from typing import Any

import numpy as np
import pytest

from experiments.results.schema import Result
from generator.lab.rules.pneumonia_alarm_places import pneumonia_alarm_places
from generator.statistics.diagnosis.decision import Decision, decide
from tests.generator.lab.pneumonia.judged import case, sentence
from tests.generator.lab.pneumonia.sample import counted, pneumonia_record
from tests.generator.rule_text import said, spoken

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
        ([BORDER] * 5 + [SIDE], "border"),
        ([SIDE, MIDDLE, BORDER], "unclear"),
        ([MIDDLE], "unclear"),
        ([], "none"),
    ],
)
def test_every_case(peaks: list[tuple[int, int]], expected: str) -> None:
    (verdict,) = pneumonia_alarm_places([model(*peaks)])
    assert case(verdict) == expected


def test_the_sentence_counts_the_alarms() -> None:
    (verdict,) = pneumonia_alarm_places([model(*[BORDER] * 5, SIDE)])
    assert sentence(verdict).startswith(
        "Pour 5 des 6 fausses alarmes du CNN 1 enregistrées avec leur carte (les plus assurées du premier "
        "entraînement, non un échantillon), ce qui "
    )

    (alone,) = pneumonia_alarm_places([model(MIDDLE)])
    assert sentence(alone) == (
        "Rien ne montre que ce qui parle le plus pour une pneumonie soit, dans la fausse alarme du CNN 1 "
        "enregistrée avec sa carte (la plus assurée du premier entraînement, non un échantillon), à un "
        "endroit plutôt qu’à un autre."
    )


def test_what_is_on_the_border_is_no_proof_of_a_cause() -> None:
    (verdict,) = pneumonia_alarm_places([model(*[BORDER] * 6)])
    assert sentence(verdict).endswith("des lettres ou les épaules : cela peut tenir au cadrage.")


def test_the_share_of_each_place_is_that_of_its_cells() -> None:
    (verdict,) = pneumonia_alarm_places([model(SIDE, MIDDLE)])
    names = [spoken(item.name) for item in said(verdict).evidence[:3]]
    # Of 16 columns, a third rounded down leaves six between the sides: 84 of the 256 cells.
    assert names == [
        "De côté (43,8 % de la carte)",
        "Au milieu (32,8 % de la carte)",
        "Sur le bord (23,4 % de la carte)",
    ]
    assert "une marge de 1/3 de la largeur de la carte" in said(verdict).method


def test_models_judged_together_are_corrected() -> None:
    one, other = (model(*[MIDDLE] * 4, position=n) for n in (1, 2))
    assert [v.case for v in pneumonia_alarm_places([one])] == ["middle"]
    assert [v.case for v in pneumonia_alarm_places([one, other])] == ["unclear", "unclear"]


def test_all_the_alarms_are_not_counted_twice() -> None:
    (verdict,) = pneumonia_alarm_places([model(*[MIDDLE] * 6)])
    assert sentence(verdict).startswith("Pour les 6 fausses alarmes du CNN 1 enregistrées avec leur carte ")
