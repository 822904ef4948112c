"""Which way a difference goes, when it is sure."""

import pytest

from generator.statistics.corrections import Chance
from generator.statistics.diagnosis.direction import direction, paired_direction
from generator.statistics.diagnosis.pairing import Pairing

SURE, UNSURE = Chance(0.001, 0.002, 2), Chance(0.03, 0.06, 2)


@pytest.mark.parametrize(
    ("difference", "sure", "expected"),
    [(0.1, True, "up"), (-0.1, True, "down"), (0.1, False, "unclear"), (0.0, False, "level")],
)
def test_only_a_sure_difference_has_a_direction(difference: float, sure: bool, expected: str) -> None:
    assert direction(difference, sure) == expected


@pytest.mark.parametrize(
    ("low", "high", "chance", "expected"),
    [
        (0.05, 0.15, SURE, "up"),
        (0.05, 0.15, UNSURE, "unclear"),  # one image does not need the other, but two models were judged
        (-0.01, 0.15, SURE, "unclear"),  # the patients disagree with the images
        (0.0, 0.15, SURE, "unclear"),
    ],
)
def test_the_test_and_the_interval_must_agree(low: float, high: float, chance: Chance, expected: str) -> None:
    assert paired_direction(Pairing(20, 5, chance.p_value, 0.1, low, high), chance) == expected
