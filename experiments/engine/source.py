"""Python source without what cannot change a number: comments, docstrings, layout."""

import ast
import hashlib
from functools import cache
from itertools import chain
from pathlib import Path

from experiments.errors import ExperimentError

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def read_source(path: Path) -> str:
    """Return the text of a Python file.

    Raises
    ------
    ExperimentError
        If it is not encoded in UTF-8, as Python expects.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ExperimentError(
            f"{path.name} n’est pas enregistré en UTF-8 (octet {error.start} illisible). "
            f"Enregistrez-le dans cet encodage."
        ) from error


def parse(path: Path) -> ast.Module:
    """Parse a file; the tree is shared and must not be changed.

    Raises
    ------
    ExperimentError
        If it is not valid Python; the message gives file and line.
    """
    try:
        return _tree(read_source(path))
    except SyntaxError as error:
        raise ExperimentError(
            f"{path.name}, ligne {error.lineno} : ce n’est pas du Python valide ({error.msg}). Corrigez-la."
        ) from error


@cache  # every experiment asks for the same modules
def _tree(source: str) -> ast.Module:
    return ast.parse(source)


def digest(*nodes: ast.AST) -> str:
    """Return a digest of syntax trees, the same for every Python version the project supports."""
    return hashlib.sha256("\n".join(map(_canonical, nodes)).encode()).hexdigest()


def statements_by_name(tree: ast.Module) -> dict[str, list[ast.stmt]]:
    """Return the statements of a module that define each name, and under "" those that only act.

    An import of several names counts as one import of each: naming another one on the same line
    changes nothing for the code that uses the first.
    """
    statements: dict[str, list[ast.stmt]] = {}
    acting = (statement for statement in tree.body if not _is_text(statement))
    for part in chain.from_iterable(map(_one_import_each, acting)):
        for name in names_bound(part) or ("",):
            statements.setdefault(name, []).append(part)
    return statements


def names_used(node: ast.AST) -> set[str]:
    """Return every name that a piece of code reads."""
    return {child.id for child in ast.walk(node) if isinstance(child, ast.Name)}


def names_bound(statement: ast.stmt) -> set[str]:
    """Return the names a module-level statement defines; none for one that only acts."""
    if isinstance(statement, Definition):
        return {statement.name}
    if isinstance(statement, ast.Import | ast.ImportFrom):
        # What a star brings in is unknown: it may be any name.
        return {(alias.asname or alias.name).split(".")[0] for alias in statement.names} - {"*"}
    if isinstance(statement, ast.Assign | ast.AnnAssign | ast.AugAssign):
        targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
        return {child.id for target in targets for child in ast.walk(target) if isinstance(child, ast.Name)}
    return set()


def _one_import_each(statement: ast.stmt) -> list[ast.stmt]:
    if isinstance(statement, ast.Import):
        return [ast.Import(names=[alias]) for alias in statement.names]
    if isinstance(statement, ast.ImportFrom):
        return [
            ast.ImportFrom(module=statement.module, names=[alias], level=statement.level)
            for alias in statement.names
        ]
    return [statement]


def _canonical(node: object) -> str:
    """Write a tree with the parts that every version of Python gives it, without texts that stand alone."""
    if isinstance(node, ast.AST):
        fields = [
            f"{name}={_canonical(value)}"
            for name, value in ast.iter_fields(node)
            # Absent from older trees or empty in them: kept out so that both look alike.
            if value not in (None, []) and name not in ("ctx", "kind", "type_comment")
        ]
        return f"{type(node).__name__}({', '.join(fields)})"
    if isinstance(node, list):
        return "[" + ", ".join(_canonical(child) for child in node if not _is_text(child)) + "]"
    return ascii(node)  # which characters repr escapes depends on the version of Python


def _is_text(node: object) -> bool:
    """Tell whether a statement is a text alone, as a docstring is."""
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )
