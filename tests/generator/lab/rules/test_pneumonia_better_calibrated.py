"""Every case of the rule is reached; the rest is held with the two rules like it."""

import pytest

from generator.lab.rules.pneumonia_better_calibrated import pneumonia_better_calibrated
from tests.generator.lab.pneumonia.judged import case
from tests.generator.lab.pneumonia.sample import Answers, counted
from tests.generator.lab.rules.test_pneumonia_better import GOOD, POOR, model


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (GOOD, POOR, "up"),
        (POOR, GOOD, "down"),
        (GOOD, counted(89, 11, 10, 90), "unclear"),
        (GOOD, GOOD, "level"),
    ],
)
def test_every_case(first: Answers, second: Answers, expected: str) -> None:
    (verdict,) = pneumonia_better_calibrated([(model(2, first), model(1, second))])
    assert case(verdict) == expected
