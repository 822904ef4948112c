"""Which way a difference surely goes."""

from typing import Literal

from experiments.language import CONFIDENCE, whole_percent
from generator.statistics.corrections import Chance
from generator.statistics.diagnosis.chance import CORRECTED
from generator.statistics.diagnosis.pairing import Pairing

Direction = Literal["up", "down", "unclear", "level"]

# How rules that compare two series of answers put their method.
PAIRED = (
    "Test exact de McNemar, sur les images que l’un des deux est seul à bien lire. "
    f"{CORRECTED} Il faut de plus que l’intervalle à {whole_percent(CONFIDENCE)} de la différence, obtenu en "
    "tirant de nouveau les patients avec toutes leurs images, ne contienne pas zéro."
)
# And those that look at the sign of a mean.
RESAMPLED = (
    "Les patients sont tirés de nouveau, avec toutes leurs images ; p est le double de la part des tirages "
    f"où la différence change de signe. {CORRECTED}"
)


def paired_direction(pairing: Pairing, chance: Chance) -> Direction:
    """Tell which of two models is right more often.

    McNemar's test takes images as independent; the interval does not, so both must agree.
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
