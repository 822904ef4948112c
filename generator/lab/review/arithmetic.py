"""Computations as the original report writes them, turned into formulas: nothing is executed."""

import ast
import math
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from experiments.errors import LabError
from generator.formulas.expression import Constant, Expression, Operation
from generator.formulas.functions import floor, log
from generator.formulas.notation import Number

# An apostrophe or a space between groups of three digits: 401'920, 73 728.
SEPARATOR = re.compile(r"(?<=\d)['’ \u00a0\u202f](?=\d{3}(?!\d))")
OPERATORS: Mapping[type[ast.operator], Callable[[Expression, Expression], Expression]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
# `int` of Python: the numbers of a report are not negative.
FUNCTIONS = {"int": floor, "log": log}


@dataclass(frozen=True)
class Computation:
    """An operation and what it is said to be worth."""

    operation: Expression
    claimed: Number

    @property
    def holds(self) -> bool:
        """Whether the operation is worth what it is said to be."""
        return math.isclose(self.operation.value, self.claimed)


def computation(text: str) -> Computation:
    """Read ``operation = number``; see `parse` for the failures."""
    operation, _, claimed = text.rpartition("=")
    return Computation(parse(operation), parse(claimed).value)


def without_separators(text: str) -> str:
    """Join the groups of three digits of each number."""
    return SEPARATOR.sub("", text)


def parse(text: str, names: Mapping[str, Number] | None = None) -> Expression:
    """Turn Python arithmetic into a formula.

    Parameters
    ----------
    text : str
    names : mapping of numbers
        What the names of the text stand for.

    Raises
    ------
    LabError
        If the text holds anything but numbers, these names, + - * /, ``int`` and ``log``.
    """
    try:
        tree = ast.parse(without_separators(text).strip(), mode="eval")
    except SyntaxError as error:
        raise LabError(f"« {text} » : ce calcul ne se lit pas. Corrigez l’affirmation.") from error
    return _expression(tree.body, names or {})


def numbers(expression: Expression) -> list[Number]:
    """Return the numbers that an expression is written with, repeated as they are."""
    if isinstance(expression, Operation):
        return [number for operand in expression.operands for number in numbers(operand)]
    return [expression.value]


def _expression(node: ast.expr, names: Mapping[str, Number]) -> Expression:
    match node:
        case ast.Constant(value=int() | float() as number) if not isinstance(number, bool):
            return Constant(number)
        case ast.Name(id=name) if name in names:
            return Constant(names[name])
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_expression(operand, names)
        case ast.BinOp(left=left, op=sign, right=right) if type(sign) in OPERATORS:
            return OPERATORS[type(sign)](_expression(left, names), _expression(right, names))
        case ast.Call(func=ast.Name(id=name), args=[argument], keywords=[]) if name in FUNCTIONS:
            return FUNCTIONS[name](_expression(argument, names))
    raise LabError(
        f"« {ast.unparse(node)} » : la relecture ne sait calculer qu’avec des nombres, + - * /, int et log."
    )
