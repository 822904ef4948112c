"""What a loop of a program gives its names, turn after turn, where the code tells it."""

import ast
from collections.abc import Mapping, Sequence
from typing import Any

from generator.reread.networks.constants import constant

# A network has no more layers made alike.
MOST_TURNS = 40


def turns(loop: ast.For, names: Mapping[str, Any]) -> Sequence[Mapping[str, Any]] | None:
    """Return the values of the names of a loop at each of its turns, None where they cannot be told.

    Parameters
    ----------
    loop : ast.For
    names : mapping
        Names whose values are known before it.
    """
    values = _values(loop.iter, names)
    if values is None or len(values) > MOST_TURNS:
        return None
    found = [_bound(loop.target, value) for value in values]
    return None if None in found else [each for each in found if each is not None]


def _values(node: ast.expr, names: Mapping[str, Any]) -> Sequence[Any] | None:
    match node:
        case ast.Call(func=ast.Name(id="range"), args=arguments, keywords=[]) if arguments:
            ends = [constant(each, names) for each in arguments]
            whole = all(isinstance(end, int) and abs(end) <= MOST_TURNS for end in ends)
            return range(*ends) if whole and len(ends) < 3 else None
        case ast.Call(func=ast.Name(id="enumerate"), args=[inner], keywords=[]):
            each = _values(inner, names)
            return None if each is None else [*enumerate(each)]
        case ast.Call(func=ast.Name(id="zip"), args=arguments, keywords=[]):
            every = [_values(each, names) for each in arguments]
            known = [each for each in every if each is not None]
            return [*zip(*known, strict=False)] if len(known) == len(every) else None
    value = constant(node, names)
    return value if isinstance(value, tuple) and None not in value else None


def _bound(target: ast.expr, value: Any) -> Mapping[str, Any] | None:
    if isinstance(target, ast.Name):
        return {target.id: value}
    if isinstance(target, ast.Tuple) and isinstance(value, tuple) and len(target.elts) == len(value):
        parts = [_bound(each, one) for each, one in zip(target.elts, value, strict=True)]
        known = [part for part in parts if part is not None]
        return (
            {name: each for part in known for name, each in part.items()}
            if len(known) == len(parts)
            else None
        )
    return None
