"""Functions that formulas are made of, besides the arithmetic operators of `Expression`."""

import functools
import math
import operator
from collections.abc import Iterable

from generator.formulas.expression import Constant, Expression, Operand, Operation, as_expression
from generator.formulas.notation import Binding, Number, Operator


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
    """Natural logarithm; minus infinity at zero, undefined (NaN) below."""
    return Operation(_LOGARITHM, (as_expression(argument),))


def exp(argument: Operand) -> Expression:
    """Exponential."""
    return Operation(_EXPONENTIAL, (as_expression(argument),))


def cos(argument: Operand) -> Expression:
    """Cosine of an angle in radians."""
    return Operation(_COSINE, (as_expression(argument),))


def cosh(argument: Operand) -> Expression:
    """Hyperbolic cosine."""
    return Operation(_HYPERBOLIC_COSINE, (as_expression(argument),))


def absolute(argument: Operand) -> Expression:
    """Absolute value."""
    return Operation(_ABSOLUTE, (as_expression(argument),))


def sign(argument: Operand) -> Expression:
    """Sign: -1, 0 or 1."""
    return Operation(_SIGN, (as_expression(argument),))


def maximum(first: Operand, second: Operand) -> Expression:
    """Larger of two numbers."""
    return Operation(_MAXIMUM, (as_expression(first), as_expression(second)))


def minimum(first: Operand, second: Operand) -> Expression:
    """Smaller of two numbers."""
    return Operation(_MINIMUM, (as_expression(first), as_expression(second)))


def _logarithm(number: Number) -> float:
    if number > 0:
        return math.log(number)
    return -math.inf if number == 0 else math.nan


def _exponential(number: Number) -> float:
    try:
        return math.exp(number)
    except OverflowError:
        return math.inf


def _hyperbolic_cosine(number: Number) -> float:
    return (_exponential(number) + _exponential(-number)) / 2


def _sign(number: Number) -> Number:
    return (number > 0) - (number < 0)


_ANY = Binding.SUM
_SQUARE_ROOT = Operator(math.sqrt, r"\sqrt{%s}", Binding.ATOM, (_ANY,))
_FLOOR = Operator(math.floor, r"\left\lfloor %s\right\rfloor", Binding.ATOM, (_ANY,))
_CEILING = Operator(math.ceil, r"\left\lceil %s\right\rceil", Binding.ATOM, (_ANY,))
_LOGARITHM = Operator(_logarithm, r"\ln\left(%s\right)", Binding.FRACTION, (_ANY,))
_EXPONENTIAL = Operator(_exponential, "e^{%s}", Binding.FRACTION, (_ANY,))
_COSINE = Operator(math.cos, r"\cos\left(%s\right)", Binding.FRACTION, (_ANY,))
_HYPERBOLIC_COSINE = Operator(_hyperbolic_cosine, r"\cosh\left(%s\right)", Binding.FRACTION, (_ANY,))
_ABSOLUTE = Operator(abs, r"\left|%s\right|", Binding.ATOM, (_ANY,))
_SIGN = Operator(_sign, r"\operatorname{signe}\left(%s\right)", Binding.FRACTION, (_ANY,))
# The comma is the decimal sign in French: arguments are separated by a semicolon.
_MAXIMUM = Operator(max, r"\max\left(%s\,;\, %s\right)", Binding.FRACTION, (_ANY, _ANY))
_MINIMUM = Operator(min, r"\min\left(%s\,;\, %s\right)", Binding.FRACTION, (_ANY, _ANY))
