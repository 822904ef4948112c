"""Which way a difference surely goes."""

from typing import Literal

from generator.statistics.corrections import Chance
from generator.statistics.diagnosis.pairing import Pairing

Direction = Literal["up", "down", "unclear", "level"]


def paired_direction(pairing: Pairing, chance: Chance) -> Direction:
    """Tell which of two models is right more often.

    McNemar's test takes examples as independent; the interval does not, so both must agree.
    """
    sure = chance.unlikely and not pairing.low <= 0 <= pairing.high
    return direction(pairing.difference, sure)


def direction(difference: float, sure: bool) -> Direction:
    """Tell whether a difference is surely above or below zero, unclear, or exactly nothing."""
    if difference == 0:
        return "level"
    if not sure:
        return "unclear"
    return "up" if difference > 0 else "down"
