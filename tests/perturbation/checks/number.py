"""Numbers as French writes them, read back."""

import re
from dataclasses import dataclass
from decimal import Decimal

DIGITS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
NUMBER = re.compile(
    r"(?P<sign>[+−]?)(?P<whole>\d{1,3}(?:[\u202f\u00a0’]\d{3})+|\d+)(?:,(?P<decimals>\d+))?"
    r"(?: × 10(?P<power>[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+))?"
)
BOUNDS = {">": 1, "<": -1, "moins de": -1, "plus de": 1}


@dataclass(frozen=True)
class Number:
    """What a text says of a number.

    Attributes
    ----------
    value, unit : Decimal
        The number, and one unit of its last digit.
    bound : int
        1 when the text says more than this, -1 when it says less, 0 when it says this.
    after : str
        What follows it: ``%``, ``points``…
    """

    value: Decimal
    unit: Decimal
    bound: int
    after: str


def read_number(text: str) -> Number | None:
    """Read a text that is a number with what stands around it; None when it is not one."""
    before, after = "", ""
    found = NUMBER.search(text)
    if not found:
        return None
    before, after = text[: found.start()].strip(), text[found.end() :].strip()
    if before and before not in BOUNDS:
        return None
    decimals = found["decimals"] or ""
    power = int((found["power"] or "0").translate(DIGITS))
    whole = re.sub(r"\D", "", found["whole"])
    unit = Decimal(1).scaleb(power - len(decimals))
    value = Decimal(whole + decimals) * unit * (-1 if found["sign"] == "−" else 1)
    return Number(value, unit, BOUNDS.get(before, 0), after)
