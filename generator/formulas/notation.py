"""How numbers and operators are written in LaTeX, and when they need parentheses."""

import math
from collections.abc import Callable
from ctypes import c_float
from dataclasses import dataclass
from enum import IntEnum
from typing import TypeAlias

from experiments import language

Number: TypeAlias = int | float

SHOWN_DIGITS = 6
# What the sums of a few decimals lose in double precision.
DOUBLE_TOLERANCE = 1e-12
# Larger whole numbers are shown as a power of ten.
LARGEST_WHOLE = 1e15


class Binding(IntEnum):
    """How tightly a piece of LaTeX holds together: an operand looser than its place takes parentheses."""

    SUM = 0
    NEGATION = 1
    SUMMATION = 2
    PRODUCT = 3
    FRACTION = 4
    ATOM = 5


@dataclass(frozen=True)
class Latex:
    """A piece of LaTeX and how tightly it holds together."""

    text: str
    binding: Binding

    def within(self, place: Binding) -> str:
        """Return the text, in parentheses where it holds together less than `place` asks for."""
        return self.text if self.binding >= place else rf"\left({self.text}\right)"


@dataclass(frozen=True)
class Operator:
    """An operation on numbers and the way it is written.

    Parameters
    ----------
    compute : callable
        Takes the operands, returns the result.
    template : str
        LaTeX with one ``%s`` per operand.
    binding : Binding
        How tightly the result holds together.
    places : tuple of Binding
        How tightly each operand must hold together to go without parentheses.
    numeric_template : str
        The same between numbers, where it differs.
    """

    compute: Callable[..., Number]
    template: str
    binding: Binding
    places: tuple[Binding, ...]
    numeric_template: str = ""


def write_number(number: Number) -> Latex:
    """Write a number as in French, with `SHOWN_DIGITS` significant figures unless it is whole."""
    text = language.latex_number(number, SHOWN_DIGITS)
    if number < 0:
        return Latex(text, Binding.NEGATION)
    return Latex(text, Binding.PRODUCT if r"\times" in text else Binding.ATOM)


def is_shown_exactly(number: Number) -> bool:
    """Tell whether the figures shown are the number, or what float32 keeps of them is."""
    if number == int(number) and abs(number) < LARGEST_WHOLE:
        return True
    shown = float(f"{number:.{SHOWN_DIGITS - 1}e}")
    return number == c_float(shown).value or math.isclose(shown, number, rel_tol=DOUBLE_TOLERANCE)
