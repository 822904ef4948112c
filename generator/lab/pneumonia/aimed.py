"""Scores that have a target, which none that misses it reads as reaching."""

from dataclasses import replace

from experiments.language import NARROW_SPACE, decimal
from generator.facts.quantity import Quantity
from generator.lab.rules.pneumonia_targets import RECALL, SPECIFICITY
from generator.statistics.diagnosis.scores import Score

AIMS = {"rappel": RECALL, "spécificité": SPECIFICITY}
MOST_DECIMALS = 6


def aimed(score: Score) -> Score:
    """Return a score with as many decimals as tell it from the target of the report, if it has one."""
    target = AIMS.get(score.name)
    if target is None or score.value is None:
        return score
    return replace(score, value=_told_apart(score.value, target))


def _told_apart(quantity: Quantity, aim: float) -> Quantity:
    number = quantity.text.partition(NARROW_SPACE)[0]
    decimals = len(number.partition(",")[2])
    reached = quantity.value >= aim
    enough = next(
        (n for n in range(decimals, MOST_DECIMALS) if (round(quantity.value, n + 2) >= aim) == reached),
        MOST_DECIMALS,
    )
    if enough == decimals:
        return replace(quantity, aim=aim)
    return replace(quantity, text=f"{decimal(100 * quantity.value, enough)}{NARROW_SPACE}%", aim=aim)
