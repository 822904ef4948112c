"""The table of ``model.summary()``: layers, totals, sizes in memory."""

import re

import keras
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.errors import LabError
from generator.lab.review.stated_network import StatedLayer, lay_out
from generator.lab.review.summary_table import memory_size, read_row, summary_table
from generator.rules.verdict import Outcome
from tests.generator.lab.review.text import words

LAYERS = lay_out(
    (392,),
    [StatedLayer("Dense", {"units": 64}), StatedLayer("Dropout", {}), StatedLayer("Dense", {"units": 10})],
)
ROWS = [
    "dense_4 (Dense) │ (None, 64) │ 25,152",
    "dropout (Dropout) │ (None, 64) │ 0",
    "dense_5 (Dense) │ (None, 10) │ 650",
]
TOTALS = [
    "Total params: 25,802 (100.79 KB)",
    "Trainable params: 25,802 (100.79 KB)",
    "Non-trainable params: 0 (0.00 B)",
]


@given(st.integers(0, 10**9))
def test_sizes_are_written_as_keras_does(weights: int) -> None:
    assert memory_size(weights) == keras.src.utils.summary_utils.readable_memory_size(4 * weights)


def test_a_right_table_is_right_line_by_line() -> None:
    table = summary_table("MLP 1", ROWS, TOTALS, LAYERS)
    assert [row.check.outcome for row in table.rows] == [Outcome.TRUE] * 6
    assert table.checks == tuple(row.check for row in table.rows)
    assert table.caption.startswith("MLP 1 : ")
    assert [row.name for row in table.rows[:2]] == ["dense_4 (Dense)", "dropout (Dropout)"]
    assert [words(row.expected.__html__()) for row in table.rows] == [
        "(None, 64), 25 152",
        "(None, 64), 0",
        "(None, 10), 650",
        "25 802 (100,79 KB)",
        "25 802 (100,79 KB)",
        "0 (0,00 B)",
    ]


@pytest.mark.parametrize(
    ("place", "line", "fault"),
    [
        (0, "dense_4 (Dense) │ (None, 64) │ 25,151", "le nombre de poids est faux"),
        (0, "dense_4 (Dense) │ (None, 65) │ 25,152", "le code donne une autre taille de sortie"),
        (1, "dense_9 (Dense) │ (None, 64) │ 0", "le code crée ici une couche Dropout"),
        (
            2,
            "dense_5 (Dense) │ (None, 9) │ 651",
            "le code donne une autre taille de sortie ; le nombre de poids est faux",
        ),
        (3, "Total params: 25,803 (100.79 KB)", "le nombre de poids est faux"),
        (4, "Trainable params: 25,802 (100.79 MB)", "la taille en mémoire est fausse"),
        (
            5,
            "Non-trainable params: 1 (4.00 B)",
            "le nombre de poids est faux ; la taille en mémoire est fausse",
        ),
    ],
)
def test_a_wrong_line_is_the_only_one_called_wrong(place: int, line: str, fault: str) -> None:
    written = [*ROWS, *TOTALS]
    written[place] = line
    checks = summary_table("", written[:3], written[3:], LAYERS).checks
    assert [check.outcome for check in checks] == [
        Outcome.FALSE if rank == place else Outcome.TRUE for rank in range(6)
    ]
    assert words(checks[place].sentence) == fault


def test_weights_that_are_not_trained_are_counted_apart() -> None:
    layers = lay_out((3,), [StatedLayer("Dense", {"units": 2, "trainable": False})])
    totals = [
        "Total params: 8 (32.00 B)",
        "Trainable params: 0 (0.00 B)",
        "Non-trainable params: 8 (32.00 B)",
    ]
    table = summary_table("", ["dense (Dense) │ (None, 2) │ 8"], totals, layers)
    assert {check.outcome for check in table.checks} == {Outcome.TRUE}


def test_a_line_of_another_form_is_refused() -> None:
    with pytest.raises(LabError, match=re.escape("« Total : 3 » : cette ligne n’a pas la forme")):
        read_row("Total : 3")
