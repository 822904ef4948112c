"""Read the arithmetic of a quotation, so that it can be computed again: numbers and + - * / only."""

import ast
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from experiments.errors import LabError
from generator.formulas.expression import Constant, Expression
from generator.formulas.functions import floor, log

# An apostrophe or a space between groups of three digits: 401'920, 73 728.
THOUSANDS = re.compile(r"(?<=\d)['’ \u00a0\u202f](?=\d{3}(?!\d))")
EQUALITY = re.compile(
    r"(?P<operation>[(\d][\d\s.()*/×+-]*[*/×+-][\d\s.()*/×+-]*[)\d])\s*=\s*(?P<claimed>[\d.]*\d)"
)
WHOLE_NUMBER = re.compile(r"\d+")

OPERATORS: Mapping[type[ast.operator], Callable[[Expression, Expression], Expression]] = {
    ast.Add: lambda left, right: left + right,
    ast.Sub: lambda left, right: left - right,
    ast.Mult: lambda left, right: left * right,
    ast.Div: lambda left, right: left / right,
}
# `int` of Python: the numbers of a report are not negative.
FUNCTIONS: Mapping[str, Callable[[Expression], Expression]] = {"int": floor, "log": log}


class CalculationError(LabError):
    """A text is not a computation that the review can read."""


@dataclass(frozen=True)
class Calculation:
    """An operation and what it is said to be worth."""

    operation: Expression
    claimed: float

    @property
    def holds(self) -> bool:
        """Whether the operation is worth what it is said to be."""
        return math.isclose(self.operation.value, self.claimed)


def calculation_in(quotation: str) -> Calculation | None:
    """Return the first ``operation = number`` of a sentence; None when there is none."""
    found = EQUALITY.search(without_separators(quotation))
    if found is None:
        return None
    return Calculation(parse(found["operation"].replace("×", "*")), parse(found["claimed"]).value)


def whole_number_in(quotation: str) -> int | None:
    """Return the first whole number of a sentence; None when there is none."""
    found = WHOLE_NUMBER.search(without_separators(quotation))
    return int(found[0]) if found else None


def without_separators(text: str) -> str:
    """Join the groups of three digits of each number."""
    return THOUSANDS.sub("", text)


def parse(text: str, names: Mapping[str, Expression] | None = None) -> Expression:
    """Turn Python arithmetic into a formula; nothing is executed.

    Parameters
    ----------
    text : str
    names : mapping of Expression
        What the names of the text stand for.

    Raises
    ------
    CalculationError
        If the text holds anything but numbers, these names, + - * /, ``int`` and ``log``.
    """
    try:
        tree = ast.parse(text.strip(), mode="eval")
    except SyntaxError as error:
        raise CalculationError(f"« {text} » : ce calcul ne se lit pas. Corrigez la citation.") from error
    return expression_of(tree.body, names or {})


def expression_of(node: ast.expr, names: Mapping[str, Expression]) -> Expression:
    """Turn one node of Python arithmetic into a formula; see `parse`."""
    match node:
        case ast.Constant(value=int() | float() as number) if not isinstance(number, bool):
            return Constant(number)
        case ast.Name(id=name) if name in names:
            return names[name]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -expression_of(operand, names)
        case ast.BinOp(left=left, op=operator, right=right) if type(operator) in OPERATORS:
            return OPERATORS[type(operator)](expression_of(left, names), expression_of(right, names))
        case ast.Call(func=ast.Name(id=name), args=[argument], keywords=[]) if name in FUNCTIONS:
            return FUNCTIONS[name](expression_of(argument, names))
    raise CalculationError(
        f"« {ast.unparse(node)} » : la relecture ne sait calculer qu’avec des nombres, + - * /, int et log."
    )
