"""Every case of the rule is reached; the rest is held with the two rules like it."""

import pytest

from generator.lab.rules.pneumonia_ranks_better import pneumonia_ranks_better
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
    (verdict,) = pneumonia_ranks_better([(model(2, first), model(1, second))])
    assert case(verdict) == expected


@pytest.mark.parametrize("label", [0, 1])
def test_without_one_of_the_classes_it_is_undefined(label: int) -> None:
    test = ([label] * 6, [0.1, 0.2, 0.3, 0.6, 0.7, 0.9])
    (verdict,) = pneumonia_ranks_better([(model(2, test), model(1, test))])
    assert case(verdict) == "undefined"
