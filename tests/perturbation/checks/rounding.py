"""A number and its text: rounded to its last digit, all and none said of nothing else."""

import re
from collections.abc import Iterator
from decimal import Decimal

from tests.perturbation.checks.fault import Fault
from tests.perturbation.checks.number import NUMBER, Number, read_number
from tests.perturbation.checks.passage import Passage, Shown

PERCENT = "%"
POINTS = ("point", "points")
# What a duration is counted in.
SECONDS = {"s": 1, "min": 60, "h": 3600}
DURATION = re.compile(rf"({NUMBER.pattern})[\u00a0\u202f ](s|min|h)(?!\w)")
BELOW = "moins de"
# Seconds from which on minutes suffice.
LONG = 600
# What computing in double precision may leave.
NOTHING = Decimal("1e-9")
# What no sample tells from none.
LEAST_POINTS = Decimal("1e-4")
# Half a unit, and what binary numbers add to it.
HALF = Decimal("0.5000001")


def rounding_faults(passages: list[Passage]) -> Iterator[Fault]:
    """Go through the numbers whose text is not what they are."""
    for passage in passages:
        for quantity in passage.quantities:
            said = read_number(quantity.text)
            lasted = said and DURATION.search(quantity.text)
            reason = _wrong_duration(quantity) if lasted else _wrong(quantity, said) if said else ""
            if reason:
                yield Fault(passage.page, f"{reason} ({quantity.value!r})", quantity.text)


def _wrong(quantity: Shown, said: Number) -> str:
    scale = _scale(said.after)
    if scale is None:
        return ""
    value = Decimal(quantity.value) * scale
    if said.after == PERCENT and not 0 <= said.value <= 100:
        return "un pourcentage hors de 0 à 100"
    if said.bound:
        beyond = value - said.value if said.bound > 0 else said.value - value
        return "" if beyond > 0 else "une borne que le nombre ne dépasse pas"
    if abs(value - said.value) > HALF * said.unit:
        return "un nombre mal arrondi"
    return _too_much(value, said)


def _too_much(value: Decimal, said: Number) -> str:
    """Say whether none or all is said of what is not."""
    nothing = LEAST_POINTS if said.after in POINTS else NOTHING
    if said.value == 0 and abs(value) > nothing:
        return "zéro pour ce qui n’est pas nul"
    if said.after == PERCENT and said.value == 100 and value < 100 - NOTHING:
        return "100 % pour ce qui n’est pas tout"
    return ""


def _wrong_duration(quantity: Shown) -> str:
    """Say whether a duration is not rounded to a second below ten minutes, to a minute above."""
    parts = [
        (read_number(found[1]), found[found.lastindex or 0]) for found in DURATION.finditer(quantity.text)
    ]
    total = sum(number.value * SECONDS[unit] for number, unit in parts if number)
    first, unit = parts[0]
    finest = first.unit if first and unit == "s" else 1 if total < LONG else 60
    if quantity.text.startswith(BELOW):
        return "" if quantity.value < total else "une borne que la durée dépasse"
    return "une durée mal arrondie" if abs(total - Decimal(quantity.value)) > HALF * finest else ""


def _scale(after: str) -> Decimal | None:
    if after == PERCENT or after in POINTS:
        return Decimal(100)
    return Decimal(1) if not after else None
