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
        « result », « left out », « added », « operand » or « factor ».
    wrong, right : str
        What is written, and what should stand in its place; of a term, how it is written.
    """

    kind: str
    wrong: str
    right: str


def slip_of(operation: Expression, numbers: tuple[Span, ...], claimed: Fraction) -> Slip | None:
    """Look for the change of one number that makes an operation worth what it is said to be.

    The simplest change comes first: a result whose figures were moved, then a term of a sum that was not
    added, then a miscopied operand.

    Parameters
    ----------
    operation : Expression
    numbers : tuple of Span
        What its numbers are worth.
    claimed : Fraction
        What it is said to be worth.
    """
    return next(_slips(operation, numbers, claimed), None)


def _slips(operation: Expression, numbers: tuple[Span, ...], claimed: Fraction) -> Iterator[Slip]:
    worth = operation.worth(numbers).middle
    figures = _figures(claimed)
    if figures and str(worth) in set(_misspelt(figures, "insert", "drop", "swap")):
        yield Slip("result", figures, str(worth))
    for term, rest in operation.without_terms() if len(numbers) <= MOST_LEAVES else ():
        if _worth(rest, numbers) == claimed:
            yield Slip("left out", term.shown(), "")
    yield from _operands(operation, numbers, claimed, "drop", "insert")
    yield from _operands(operation, numbers, claimed, "swap")
    for leaf, number in zip(operation.leaves, numbers, strict=True):
        if number.middle and claimed - worth == number.middle and len(operation.leaves) > 1:
            yield Slip("added", leaf.text, "")
    yield from _operands(operation, numbers, claimed, "change")
    if figures and str(worth) in set(_misspelt(figures, "change")):
        yield Slip("result", figures, str(worth))
    factor = claimed / worth if worth else Fraction(0)
    if factor.denominator == 1 and 1 < factor <= LARGEST_FACTOR:
        yield Slip("factor", "", str(factor))


def operand_slip(operation: Expression, numbers: tuple[Span, ...], claimed: Fraction) -> Slip | None:
    """Look for the operand that was miscopied, as `slip_of` does."""
    every = (
        slip
        for kinds in (("drop", "insert"), ("swap",), ("change",))
        for slip in _operands(operation, numbers, claimed, *kinds)
    )
    return next(every, None)


def _operands(
    operation: Expression, numbers: tuple[Span, ...], claimed: Fraction, *kinds: str
) -> Iterator[Slip]:
    if len(numbers) > MOST_LEAVES:
        return
    for rank, (leaf, number) in enumerate(zip(operation.leaves, numbers, strict=True)):
        figures = _figures(number.middle) if number.is_exact else ""
        for other in _misspelt(figures, *kinds) if figures else ():
            # Nobody copies a number as 0, or with a 0 before it.
            if other.startswith("0"):
                continue
            changed = (*numbers[:rank], Span.exact(int(other)), *numbers[rank + 1 :])
            if _worth(operation, changed) == claimed:
                yield Slip("operand", leaf.text, other)


def _worth(operation: Expression, numbers: tuple[Span, ...]) -> Fraction | None:
    try:
        return operation.worth(numbers).middle
    except UnreadableError:
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


def slipped(number: int) -> frozenset[int]:
    """Return the numbers that one slip of the pen turns a number into, or that it comes from."""
    misspelt = _misspelt(str(number), "insert", "drop", "swap", "change")
    return frozenset(int(figures) for figures in misspelt if figures[0] != "0") - {number}


def near(written: int, meant: int) -> bool:
    """Tell whether one slip of the pen turns one number into another."""
    return written != meant and str(meant) in {*_misspelt(str(written), "insert", "drop", "swap", "change")}
