"""The value of a setting, computed from its expression without running any code of a student."""

import ast
import operator
from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any

OPERATIONS: dict[type[ast.AST], Callable[..., Any]] = {
    ast.UAdd: operator.pos,
    ast.USub: operator.neg,
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.Pow: operator.pow,
}
# Of a base and of an exponent: above, a power may take for ever, and no setting needs it.
LARGEST = 64
PROJECT = "experiments"


def value_of(node: ast.expr, names: Mapping[str, object]) -> Any:
    """Return the value of an expression.

    Parameters
    ----------
    node : ast.expr
        Constants, tuples and lists of them, operations on numbers, and calls of the classes of the project.
    names : mapping of str
        What the names in it stand for.

    Raises
    ------
    NameError
        If a name stands for nothing; its attribute `name` says which.
    ValueError
        If it is any other expression.
    ArithmeticError, AttributeError, TypeError
        As Python, when a value does not suit what is done with it.
    """
    match node:
        case ast.Constant(value=value):
            return value
        case ast.Tuple(elts=elements) | ast.List(elts=elements):
            values = [value_of(element, names) for element in elements]
            return values if isinstance(node, ast.List) else tuple(values)
        case ast.UnaryOp(op=op, operand=operand) if type(op) in OPERATIONS:
            return _computed(op, value_of(operand, names))
        case ast.BinOp(op=op, left=left, right=right) if type(op) in OPERATIONS:
            return _computed(op, value_of(left, names), value_of(right, names))
        case ast.Name() | ast.Attribute():
            return _named(node, names)
        case ast.Call(func=function, args=args, keywords=keywords):
            return _called(value_of(function, names), args, keywords, names)
    raise _unknown(node)


def _named(node: ast.Name | ast.Attribute, names: Mapping[str, object]) -> object:
    if isinstance(node, ast.Attribute):
        module = value_of(node.value, names)
        if not isinstance(module, ModuleType) or not _of_project(module.__name__):
            raise _unknown(node)
        return getattr(module, node.attr)
    if node.id not in names:
        raise NameError(name=node.id)
    return names[node.id]


def _computed(op: ast.AST, *numbers: Any) -> Any:
    for number in numbers:
        if not isinstance(number, int | float):
            raise TypeError(f"{number!r} n’est pas un nombre")
    if isinstance(op, ast.Pow) and max(map(abs, numbers)) > LARGEST:
        raise OverflowError("une puissance si grande n’est pas calculée")
    return OPERATIONS[type(op)](*numbers)


def _called(
    function: Any, args: list[ast.expr], keywords: list[ast.keyword], names: Mapping[str, object]
) -> Any:
    if not isinstance(function, type) or not _of_project(function.__module__):
        raise TypeError(f"{function!r} n’est pas un jeu de données")
    named = {keyword.arg: value_of(keyword.value, names) for keyword in keywords if keyword.arg}
    if len(named) < len(keywords):
        raise ValueError("« ** » ne dit pas quels arguments sont donnés")
    return function(*[value_of(argument, names) for argument in args], **named)


def _of_project(module: str) -> bool:
    return module.partition(".")[0] == PROJECT


def _unknown(node: ast.expr) -> ValueError:
    return ValueError(f"« {ast.unparse(node)} » n’est ni une valeur ni un jeu de données")
