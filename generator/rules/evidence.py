"""What most decisions rest on: a difference with its interval, and how often chance would make as much."""

import math
from dataclasses import replace

from experiments.language import NO_BREAK_SPACE, significant
from generator.facts.quantity import Quantity, computed, computed_count
from generator.rules.decision import Evidence, Phrase
from generator.statistics.corrections import SIGNIFICANCE, Chance

DIGITS = 2
SMALLEST = 1e-300


def interval_evidence(difference: Quantity, low: Quantity, high: Quantity) -> list[Evidence]:
    """Return a difference and its interval at `experiments.CONFIDENCE`."""
    return [Evidence("difference", difference), bounds_evidence("interval", low, high)]


def bounds_evidence(name: str, low: Quantity, high: Quantity) -> Evidence:
    """Return both ends of an interval at `experiments.CONFIDENCE`, under a label of that name."""
    return Evidence(name, Phrase("range", {"low": low, "high": high}))


def chance_evidence(chance: Chance, sources: tuple[str, ...], test: str) -> list[Evidence]:
    """Return a p-value and, where several judgements were made at once, the corrected one."""
    found = [Evidence("chance", probability(chance, chance.p_value, sources, test), {"test": test})]
    if chance.together > 1:
        together = computed_count(chance.together, sources, "comparaisons faites ensemble")
        formula = f"méthode de Holm, {together.text} comparaisons"
        corrected = probability(chance, chance.corrected, sources, formula)
        found.append(Evidence("corrected", corrected, {"together": together}))
    return found


def probability(chance: Chance, value: float, sources: tuple[str, ...], formula: str) -> Quantity:
    """Return one of the p-values of a chance; a bound, « < 0,001 », where no draw showed as much.

    What double precision cannot tell from 0 is only known to be below `SMALLEST`.
    """
    digits = DIGITS
    # A value that is not the level never reads as the level.
    while not math.isclose(value, SIGNIFICANCE) and float(f"{value:.{digits - 1}e}") == SIGNIFICANCE:
        digits += 1
    found = computed(value, sources, formula, digits)
    if value == 0:
        return replace(found, text=f"<{NO_BREAK_SPACE}{significant(SMALLEST, 1)}")
    return replace(found, text=f"<{NO_BREAK_SPACE}{found.text}") if chance.bounded else found
