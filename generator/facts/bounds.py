"""Both ends of an interval, said with one precision."""

import math

from experiments import language
from generator.facts.quantity import Quantity, not_nothing

# The smallest power of ten that is written without a power.
PLAIN = -4


def bounds(
    low: float, high: float, sources: tuple[str, ...], formula: str, digits: int
) -> tuple[Quantity, Quantity]:
    """Return the ends of an interval, with as many decimals as the larger one needs for so many figures.

    Parameters
    ----------
    formula : str
        After « borne inférieure » and « borne supérieure ».
    """
    return (
        Quantity(low, _said(low, high, digits), sources, f"borne inférieure {formula}"),
        Quantity(high, _said(high, low, digits), sources, f"borne supérieure {formula}"),
    )


def _said(value: float, other: float, digits: int) -> str:
    largest = max(abs(value), abs(other))
    if largest == 0:
        return "0"
    exponent = int(f"{largest:.{digits - 1}e}".partition("e")[2])
    if exponent < PLAIN or exponent >= digits or not math.isfinite(largest):
        return language.significant(value, digits)
    return not_nothing(value, language.decimal(value, digits - 1 - exponent))
