"""Computations of the original report, read as those of any report: nothing is executed."""

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from experiments.errors import LabError
from generator.formulas.notation import Number
from generator.reread.arithmetic.check import holds, likeliest
from generator.reread.arithmetic.equality import Step, chains
from generator.reread.arithmetic.number import readings
from generator.reread.arithmetic.slips import Slip, operand_slip, slip_of
from generator.reread.networks.constants import constant


@dataclass(frozen=True)
class Computation:
    """An operation and what it is said to be worth."""

    step: Step

    @property
    def holds(self) -> bool:
        """Whether the operation is worth what it is said to be."""
        return holds(self.step) is True

    @property
    def value(self) -> Number:
        """What the operation is worth."""
        return plain_number(likeliest(self.step.left, self.step.right)[1])

    @property
    def claimed(self) -> Number:
        """What it is said to be worth."""
        return plain_number(likeliest(self.step.left, self.step.right)[2])

    @property
    def slip(self) -> Slip | None:
        """How it probably came about that it does not hold."""
        numbers, _, claimed = likeliest(self.step.left, self.step.right)
        return None if self.holds else slip_of(self.step.left, numbers, claimed)

    @property
    def operand(self) -> Slip | None:
        """The operand that slipped, if one did and what the operation is said to be worth is right."""
        numbers, _, claimed = likeliest(self.step.left, self.step.right)
        return None if self.holds else operand_slip(self.step.left, numbers, claimed)


def computation(text: str) -> Computation:
    """Read ``operation = number``.

    Raises
    ------
    LabError
        If the text is anything else.
    """
    steps = [step for chain in chains(text) for step in chain.steps]
    if len(steps) != 1:
        raise LabError(f"« {text} » : ce calcul ne se lit pas. Corrigez l’affirmation.")
    return Computation(steps[0])


def number(text: str) -> Number:
    """Read a number alone, its thousands cut or not."""
    return plain_number(readings(text)[0].middle)


def worth(text: str, names: Mapping[str, Any]) -> Number:
    """Return what an expression of Python is worth; `names` are what its names stand for.

    Raises
    ------
    LabError
        If it holds anything but numbers, these names and what the reader of code knows.
    """
    value = constant(ast.parse(text, mode="eval").body, names)
    if not isinstance(value, int | float):
        raise LabError(f"« {text} » : ce calcul ne se lit pas. Corrigez l’affirmation.")
    return value


def plain_number(value: Fraction) -> Number:
    """Return a number as Python writes it."""
    return int(value) if value.denominator == 1 else float(value)
