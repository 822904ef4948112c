"""What an expression of Python is worth, read and never run: numbers, texts, sequences and names."""

import ast
import math
import operator
from collections.abc import Callable, Mapping
from typing import Any

LARGEST = 10**12
DEEPEST = 40
LARGEST_POWER = 8
_OPERATORS: Mapping[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.Pow: operator.pow,
}
_FUNCTIONS: Mapping[str, Callable[[Any], Any]] = {
    "int": int,
    "float": float,
    "round": round,
    "tuple": tuple,
    "log": math.log,
}


def constant(node: ast.expr | None, names: Mapping[str, Any], depth: int = 0) -> Any:
    """Return the value of an expression, None where it cannot be told.

    A sequence keeps None in place of what cannot be told in it.
    """
    if node is None or depth > DEEPEST:
        return None

    def inner(part: ast.expr) -> Any:
        return constant(part, names, depth + 1)

    value: Any = None
    match node:
        case ast.Constant(value=written) if isinstance(written, int | float | str | bool):
            value = None if isinstance(written, int | float) and abs(written) > LARGEST else written
        case ast.Name(id=name):
            value = names.get(name)
        case ast.Attribute(attr=name):
            value = names.get(name)
        case ast.Tuple(elts=items) | ast.List(elts=items):
            value = tuple(map(inner, items))
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            value = _computed(ast.Sub(), 0, inner(operand))
        case ast.BinOp(left=left, op=sign, right=right) if type(sign) in _OPERATORS:
            value = _computed(sign, inner(left), inner(right))
        case ast.Subscript(value=held, slice=index):
            value = _item(inner(held), inner(index))
        case ast.Call(func=ast.Name(id=name), args=[argument], keywords=[]) if name in _FUNCTIONS:
            value = _applied(_FUNCTIONS[name], inner(argument))
    return value


def _item(sequence: Any, rank: Any) -> Any:
    inside = isinstance(sequence, tuple) and isinstance(rank, int) and -len(sequence) <= rank < len(sequence)
    return sequence[rank] if inside else None


def _computed(sign: ast.operator, left: Any, right: Any) -> Any:
    if isinstance(left, tuple) and isinstance(right, tuple) and isinstance(sign, ast.Add):
        return left + right if len(left) + len(right) < DEEPEST else None
    if not isinstance(left, int | float) or not isinstance(right, int | float):
        return None
    if isinstance(sign, ast.Pow) and (right not in range(LARGEST_POWER + 1) or abs(left) > LARGEST):
        return None
    try:
        value = _OPERATORS[type(sign)](left, right)
    except (ArithmeticError, ValueError):
        return None
    return value if abs(value) <= LARGEST else None


def _applied(function: Callable[[Any], Any], value: Any) -> Any:
    try:
        return None if value is None else function(value)
    except (TypeError, ValueError, OverflowError):
        return None
