"""Functions that formulas are made of, besides the arithmetic operators of `Expression`."""

import functools
import math
import operator
from collections.abc import Iterable

from generator.formulas.expression import Constant, Expression, Operand, Operation, as_expression
from generator.formulas.notation import Binding, Number, Operator

LARGEST_EXPONENT = 709.0


def add(terms: Iterable[Expression]) -> Expression:
    """Sum of expressions written one after the other; 0 when there is none."""
    first, *others = list(terms) or [Constant(0)]
    return functools.reduce(operator.add, others, first)


def product(factors: Iterable[Expression]) -> Expression:
    """Product of expressions written one after the other; 1 when there is none."""
    first, *others = list(factors) or [Constant(1)]
    return functools.reduce(operator.mul, others, first)


def sqrt(argument: Operand) -> Expression:
    """Square root."""
    return Operation(_SQUARE_ROOT, (as_expression(argument),))


def floor(argument: Operand) -> Expression:
    """Largest whole number not above the argument."""
    return Operation(_FLOOR, (as_expression(argument),))


def ceiling(argument: Operand) -> Expression:
    """Smallest whole number not below the argument."""
    return Operation(_CEILING, (as_expression(argument),))


def log(argument: Operand) -> Expression:
    """Natural logarithm."""
    return Operation(_LOGARITHM, (as_expression(argument),))


def exp(argument: Operand) -> Expression:
    """Exponential."""
    return Operation(_EXPONENTIAL, (as_expression(argument),))


def maximum(first: Operand, second: Operand) -> Expression:
    """Larger of two numbers."""
    return Operation(_MAXIMUM, (as_expression(first), as_expression(second)))


def minimum(first: Operand, second: Operand) -> Expression:
    """Smaller of two numbers."""
    return Operation(_MINIMUM, (as_expression(first), as_expression(second)))


def remainder(dividend: Operand, divisor: Operand) -> Expression:
    """Remainder of a floor division, with the sign of the divisor."""
    return Operation(_REMAINDER, (as_expression(dividend), as_expression(divisor)))


def arctangent_degrees(ordinate: Operand, abscissa: Operand) -> Expression:
    """Angle of a vector in degrees, between -180 and 180."""
    return Operation(_ARCTANGENT, (as_expression(ordinate), as_expression(abscissa)))


def is_within(argument: Operand, low: Operand, high: Operand) -> Expression:
    """1 when low ≤ argument < high, 0 otherwise, written with the bracket of Iverson."""
    return Operation(_WITHIN, (as_expression(low), as_expression(argument), as_expression(high)))


def _exponential(number: Number) -> float:
    # Beyond the largest float the limit is the right answer, as in NumPy and Keras.
    return math.exp(number) if number < LARGEST_EXPONENT else math.inf


def _arctangent_degrees(ordinate: Number, abscissa: Number) -> float:
    return math.degrees(math.atan2(ordinate, abscissa))


def _modulo(dividend: Number, divisor: Number) -> Number:
    return dividend % divisor


def _is_within(low: Number, argument: Number, high: Number) -> int:
    return int(low <= argument < high)


_ANY = Binding.SUM
_SQUARE_ROOT = Operator(math.sqrt, r"\sqrt{%s}", Binding.ATOM, (_ANY,))
_FLOOR = Operator(math.floor, r"\left\lfloor %s\right\rfloor", Binding.ATOM, (_ANY,))
_CEILING = Operator(math.ceil, r"\left\lceil %s\right\rceil", Binding.ATOM, (_ANY,))
_LOGARITHM = Operator(math.log, r"\ln\left(%s\right)", Binding.FRACTION, (_ANY,))
_EXPONENTIAL = Operator(_exponential, "e^{%s}", Binding.FRACTION, (_ANY,))
# The comma is the decimal sign in French: arguments are separated by a semicolon.
_MAXIMUM = Operator(max, r"\max\left(%s\,;\, %s\right)", Binding.FRACTION, (_ANY, _ANY))
_MINIMUM = Operator(min, r"\min\left(%s\,;\, %s\right)", Binding.FRACTION, (_ANY, _ANY))
_REMAINDER = Operator(_modulo, r"%s \bmod %s", Binding.SUM, (Binding.FRACTION, Binding.ATOM))
_ARCTANGENT = Operator(
    _arctangent_degrees, r"\operatorname{atan2}\left(%s\,;\, %s\right)", Binding.FRACTION, (_ANY, _ANY)
)
_WITHIN = Operator(_is_within, r"\left[%s \le %s < %s\right]", Binding.ATOM, (_ANY, _ANY, _ANY))
