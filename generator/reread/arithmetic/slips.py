"""How a false equality probably came about."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from generator.reread.arithmetic.expression import Expression
from generator.reread.arithmetic.span import Span, UnreadableError

LARGEST_FACTOR = 4096
MOST_LEAVES = 12
MOST_FIGURES = 9


@dataclass(frozen=True)
class Slip:
    """A change that makes an equality true.

    Attributes
    ----------
    kind : str
        « operand », « result », « forgotten » or « factor ».
    wrong, right : str
        What is written, and what should stand in its place.
    """

    kind: str
    wrong: str
    right: str


def slip_of(operation: Expression, numbers: tuple[Span, ...], claimed: Fraction) -> Slip | None:
    """Look for the change of one number that makes an operation worth what it is said to be.

    Parameters
    ----------
    operation : Expression
    numbers : tuple of Span
        What its numbers are worth.
    claimed : Fraction
        What it is said to be worth.
    """
    worth = operation.worth(numbers).middle
    figures = _figures(claimed)
    if figures and str(worth) in set(_misspelt(figures, "insert", "drop", "swap")):
        return Slip("result", figures, str(worth))
    found = operand_slip(operation, numbers, claimed)
    if found:
        return found
    for leaf, number in zip(operation.leaves, numbers, strict=True):
        if number.middle and abs(worth - claimed) == number.middle and len(operation.leaves) > 1:
            return Slip("forgotten", leaf.text, "")
    if figures and str(worth) in set(_misspelt(figures, "change")):
        return Slip("result", figures, str(worth))
    factor = claimed / worth if worth else Fraction(0)
    if factor.denominator == 1 and 1 < factor <= LARGEST_FACTOR:
        return Slip("factor", "", str(factor))
    return None


def operand_slip(operation: Expression, numbers: tuple[Span, ...], claimed: Fraction) -> Slip | None:
    """Look for the operand that was miscopied, as `slip_of` does."""
    for kinds in (("drop", "insert"), ("swap",), ("change",)):
        found = _operand(operation, numbers, claimed, kinds)
        if found:
            return found
    return None


def _operand(
    operation: Expression, numbers: tuple[Span, ...], claimed: Fraction, kinds: tuple[str, ...]
) -> Slip | None:
    if len(numbers) > MOST_LEAVES:
        return None
    for rank, (leaf, number) in enumerate(zip(operation.leaves, numbers, strict=True)):
        figures = _figures(number.middle) if number.is_exact else ""
        for other in _misspelt(figures, *kinds) if figures else ():
            changed = (*numbers[:rank], Span.exact(int(other)), *numbers[rank + 1 :])
            try:
                if operation.worth(changed).middle == claimed:
                    return Slip("operand", leaf.text, other)
            except UnreadableError:
                continue
    return None


def _figures(value: Fraction) -> str:
    """Return a whole positive number as text; empty for any other, and for a long one."""
    text = str(value)
    return text if text.isdigit() and len(text) <= MOST_FIGURES else ""


def _misspelt(figures: str, *kinds: str) -> Iterator[str]:
    """Go through the numbers that one slip of the pen leads to."""
    for rank in range(len(figures) + 1):
        head, tail = figures[:rank], figures[rank:]
        if "drop" in kinds and tail and len(figures) > 1:
            yield head + tail[1:]
        if "insert" in kinds:
            yield from (head + digit + tail for digit in "0123456789")
        if "swap" in kinds and len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        if "change" in kinds and tail:
            yield from (head + digit + tail[1:] for digit in "0123456789" if digit != tail[0])


def near(written: int, meant: int) -> bool:
    """Tell whether one slip of the pen turns one number into another."""
    return str(meant) in {*_misspelt(str(written), "insert", "drop", "swap", "change")}
