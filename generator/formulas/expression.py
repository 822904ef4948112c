"""Expression tree of a formula: what is shown and what is computed come from the same object."""

import math
import operator
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TypeAlias

from experiments.errors import ResultError
from generator.formulas.notation import Binding, Latex, Number, Operator, write_number

Operand: TypeAlias = "Expression | int | float"


class Expression(ABC):
    """A computation that can be evaluated and written, with its symbols or with its numbers."""

    @property
    @abstractmethod
    def value(self) -> Number:
        """The number the expression is worth; whole numbers stay exact."""

    @property
    @abstractmethod
    def leaves(self) -> tuple["Value", ...]:
        """The distinct named quantities, in the order they are read."""

    @abstractmethod
    def write(self, *, numbers: bool) -> Latex:
        """Write the expression with its symbols, or with the numbers they stand for."""

    @property
    def symbolic(self) -> str:
        """LaTeX of the expression with its symbols."""
        return self.write(numbers=False).text

    @property
    def substituted(self) -> str:
        """LaTeX of the expression with the numbers in place of the symbols."""
        return self.write(numbers=True).text

    @property
    def sources(self) -> tuple[str, ...]:
        """Where the numbers come from: file and JSON path of each, in the order they are read."""
        return tuple(dict.fromkeys(source for leaf in self.leaves for source in leaf.sources))

    def __add__(self, other: Operand) -> "Expression":
        return Operation(ADDITION, (self, as_expression(other)))

    def __radd__(self, other: Operand) -> "Expression":
        return as_expression(other) + self

    def __sub__(self, other: Operand) -> "Expression":
        return Operation(SUBTRACTION, (self, as_expression(other)))

    def __rsub__(self, other: Operand) -> "Expression":
        return as_expression(other) - self

    def __mul__(self, other: Operand) -> "Expression":
        return Operation(MULTIPLICATION, (self, as_expression(other)))

    def __rmul__(self, other: Operand) -> "Expression":
        return as_expression(other) * self

    def __truediv__(self, other: Operand) -> "Expression":
        return Operation(DIVISION, (self, as_expression(other)))

    def __rtruediv__(self, other: Operand) -> "Expression":
        return as_expression(other) / self

    def __floordiv__(self, other: Operand) -> "Expression":
        return Operation(FLOOR_DIVISION, (self, as_expression(other)))

    def __rfloordiv__(self, other: Operand) -> "Expression":
        return as_expression(other) // self

    def __pow__(self, other: Operand) -> "Expression":
        return Operation(POWER, (self, as_expression(other)))

    def __rpow__(self, other: Operand) -> "Expression":
        return as_expression(other) ** self

    def __neg__(self) -> "Expression":
        return Operation(NEGATION, (self,))


@dataclass(frozen=True)
class Constant(Expression):
    """A number that belongs to the formula itself."""

    number: Number

    @property
    def value(self) -> Number:
        """The number."""
        return self.number

    @property
    def leaves(self) -> tuple["Value", ...]:
        """No named quantity."""
        return ()

    def write(self, *, numbers: bool) -> Latex:
        """Write the number, which has no symbol."""
        return write_number(self.number)


@dataclass(frozen=True)
class Value(Expression):
    r"""A named quantity of a formula.

    Parameters
    ----------
    symbol : str
        LaTeX, a single letter with its indices: ``n_{\text{entrées}}``.
    number : int or float
        What the symbol is worth here.
    meaning : str
        French, for the list of symbols under the formula.
    sources : tuple of str
        Where the number comes from: ``results/mlp-raw-1.json#/model/parameters``.

    Raises
    ------
    ResultError
        If the number is infinite or not a number: no formula can be shown with it.
    """

    symbol: str
    number: Number
    meaning: str
    sources: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not math.isfinite(self.number):
            raise ResultError(
                f"La formule ne peut pas être écrite\u202f: {self.meaning} (${self.symbol}$) vaut "
                f"{self.number}, un nombre fini est attendu (source\u202f: "
                f"{', '.join(self.sources) or 'calcul'}). "
                "Relancez l’expérience qui l’a produit."
            )

    @property
    def value(self) -> Number:
        """The number."""
        return self.number

    @property
    def leaves(self) -> tuple["Value", ...]:
        """The quantity itself."""
        return (self,)

    def write(self, *, numbers: bool) -> Latex:
        """Write the number or the symbol."""
        if numbers:
            return write_number(self.number)
        # A second exponent on a symbol that has one already is not valid LaTeX.
        return Latex(self.symbol, Binding.FRACTION if "^" in self.symbol else Binding.ATOM)


def _divide(dividend: Number, divisor: Number) -> Number:
    whole = isinstance(dividend, int) and isinstance(divisor, int) and dividend % divisor == 0
    return dividend // divisor if whole else dividend / divisor


def _multiply(first: Number, second: Number) -> Number:
    # What 0 multiplies counts for nothing, even the infinite logarithm of 0.
    return first * second if first and second else 0


def _power(base: Number, exponent: Number) -> Number:
    if base < 0 and exponent != int(exponent):
        return math.nan
    result: Number = base**exponent if base or exponent >= 0 else math.inf
    return result


ADDITION = Operator(operator.add, "%s + %s", Binding.SUM, (Binding.SUM, Binding.SUMMATION))
SUBTRACTION = Operator(operator.sub, "%s - %s", Binding.SUM, (Binding.SUM, Binding.SUMMATION))
NEGATION = Operator(operator.neg, "-%s", Binding.NEGATION, (Binding.SUMMATION,))
MULTIPLICATION = Operator(
    _multiply, r"%s \cdot %s", Binding.PRODUCT, (Binding.PRODUCT, Binding.PRODUCT), r"%s \times %s"
)
DIVISION = Operator(_divide, r"\frac{%s}{%s}", Binding.FRACTION, (Binding.SUM, Binding.SUM))
FLOOR_DIVISION = Operator(
    operator.floordiv,
    r"\left\lfloor\frac{%s}{%s}\right\rfloor",
    Binding.ATOM,
    (Binding.SUM, Binding.SUM),
)
POWER = Operator(_power, "%s^{%s}", Binding.FRACTION, (Binding.ATOM, Binding.SUM))


@dataclass(frozen=True)
class Operation(Expression):
    """An operator applied to expressions."""

    operator: Operator
    operands: tuple[Expression, ...]

    @property
    def value(self) -> Number:
        """The result of the operator on the values of its operands."""
        return self.operator.compute(*(operand.value for operand in self.operands))

    @property
    def leaves(self) -> tuple[Value, ...]:
        """The named quantities of the operands, each once."""
        return tuple(dict.fromkeys(leaf for operand in self.operands for leaf in operand.leaves))

    def write(self, *, numbers: bool) -> Latex:
        """Write the operands in their places of the template."""
        template = (numbers and self.operator.numeric_template) or self.operator.template
        texts = (
            operand.write(numbers=numbers).within(place)
            for operand, place in zip(self.operands, self.operator.places, strict=True)
        )
        return Latex(template % tuple(texts), self.operator.binding)


def as_expression(operand: Operand) -> Expression:
    """Return `operand` as an expression: a bare number is a constant of the formula."""
    return operand if isinstance(operand, Expression) else Constant(operand)
