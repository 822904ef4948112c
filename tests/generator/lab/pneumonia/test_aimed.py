"""A score that misses its target reads as missing it."""

import pytest

from generator.facts.quantity import exact_share, share
from generator.lab.pneumonia.aimed import aimed
from generator.statistics.diagnosis.scores import Score


def score(name: str, value: float, text_of: int = 234) -> Score:
    return Score(name, "", share(value, text_of, ("a.json#/x",)), None, None, "")


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("spécificité", 175 / 234, "74,8 %"),
        ("spécificité", 176 / 234, "75 %"),
        ("spécificité", 0.75, "75 %"),
        ("rappel", 0.94999, "94,999 %"),
        ("rappel", 0.95, "95 %"),
        ("exactitude", 175 / 234, "75 %"),
    ],
)
def test_a_score_that_misses_its_target_does_not_read_as_met(name: str, value: float, text: str) -> None:
    found = aimed(score(name, value)).value
    assert found is not None
    assert found.text.replace("\u202f", " ") == text


def test_a_mean_is_told_apart_too() -> None:
    mean = Score("spécificité", "", exact_share(0.74997, ("a.json#/x",), "moyenne"), None, None, "")
    found = aimed(mean).value
    assert found is not None
    assert found.text.startswith("74,997")


def test_what_is_not_defined_stays_so() -> None:
    undefined = Score("rappel", "", None, None, None, "")
    assert aimed(undefined) is undefined
