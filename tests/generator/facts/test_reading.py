"""A value of a result and its path never part."""

import pytest

from experiments.errors import ResultError
from generator.facts.reading import read
from tests.generator.samples import sample


@pytest.mark.parametrize(
    ("pointer", "value"),
    [
        ("/model/parameters", 67),
        ("/evaluation/test/confusion_matrix/0/3", 1),
        ("/model/layers/0/config/units", 3),
        ("/training/optimizer/arguments/rho", 0.9),
    ],
)
def test_a_value_is_read_with_its_path(pointer: str, value: object) -> None:
    reading = read(sample(), pointer)
    assert reading.value == value
    assert reading.source == f"results/mlp-raw-1.json#{pointer}"


@pytest.mark.parametrize(
    ("pointer", "part"),
    [
        ("/model/weights", "weights"),
        ("/evaluation/holdout/accuracy", "holdout"),
        ("/model/layers/9/name", "9"),
        ("/model/layers/first", "first"),
        ("/data/description/orientations", "orientations"),
    ],
)
def test_an_absent_value_is_named(pointer: str, part: str) -> None:
    with pytest.raises(ResultError) as failure:
        read(sample(), pointer)
    assert str(failure.value) == f"results/mlp-raw-1.json : {pointer} : cette valeur manque ({part})."
