"""Texts and paths that an expression gives, when they can be told without running it."""

import ast
import os
from collections.abc import Callable
from pathlib import Path

from experiments.project import DATA, ROOT

JOINING = {"builtins.str", "os.path.abspath", "os.path.join", "pathlib.Path", "pathlib.PurePath"}
KNOWN = {"experiments.project.ROOT": ROOT, "experiments.project.DATA": DATA}
# Gives the dotted name that an expression has, None when it has none.
Naming = Callable[[ast.expr], str | None]
# Gives the expression that a name stands for, None when several or none are assigned to it.
Lookup = Callable[[str], ast.expr | None]


def literal_text(node: ast.expr | None, lookup: Lookup) -> str | None:
    """Return the text that an expression is, itself or under a name; None when it is computed."""
    if isinstance(node, ast.Name):
        node = lookup(node.id)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def literal_path(
    node: ast.expr | None, file: Path, root: Path, naming: Naming, lookup: Lookup
) -> Path | None:
    """Return the path that an expression of `file` is, relative ones from `root`; None if it is computed."""

    def follow(node: ast.expr | None) -> Path | None:
        match node:
            case ast.Constant(value=str(text)):
                return Path(text)
            case ast.Name(id=name):
                return named(node, name)
            case ast.BinOp(left=left, op=ast.Div(), right=right):
                return joined([left, right])
            case ast.Attribute(value=value, attr="parent"):
                return above(value)
            case ast.Call(func=function, args=args):
                return called(function, args)
        return None

    def named(node: ast.expr, name: str) -> Path | None:
        known = KNOWN.get(naming(node) or "")
        if known is not None:
            return root / known.relative_to(ROOT)
        return file if name == "__file__" else follow(lookup(name))

    def called(function: ast.expr, args: list[ast.expr]) -> Path | None:
        name = naming(function)
        if name in JOINING:
            return joined(args)
        if name == "os.path.dirname":
            return above(args[0])
        if isinstance(function, ast.Attribute) and function.attr in ("absolute", "resolve"):
            return follow(function.value)
        return None

    def above(node: ast.expr) -> Path | None:
        path = follow(node)
        return path.parent if path else None

    def joined(parts: list[ast.expr]) -> Path | None:
        paths = [path for part in parts if (path := follow(part)) is not None]
        return Path(*paths) if paths and len(paths) == len(parts) else None

    path = follow(node)
    # Links are not resolved: the files of the project may lie elsewhere.
    return None if path is None else Path(os.path.normpath(root / path))
