"""Python source without what cannot change a number: comments, docstrings, layout."""

import ast
import hashlib
from pathlib import Path

from experiments.errors import ExperimentError

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def parse(path: Path) -> ast.Module:
    """Parse a file.

    Raises
    ------
    ExperimentError
        If it is not valid Python; the message gives file and line.
    """
    try:
        return ast.parse(path.read_text(encoding="utf-8"))
    except SyntaxError as error:
        raise ExperimentError(
            f"{path.name}, ligne {error.lineno} : ce n’est pas du Python valide ({error.msg}). Corrigez-la."
        ) from error


def digest(*nodes: ast.AST) -> str:
    """Return a digest of syntax trees, the same for every Python version the project supports."""
    return hashlib.sha256("\n".join(map(_canonical, nodes)).encode()).hexdigest()


def without_docstring(node: Definition) -> ast.AST:
    """Return a definition without its docstring nor its decorators."""
    body = node.body[1:] if ast.get_docstring(node, clean=False) is not None else node.body
    copy = type(node)(**{name: value for name, value in ast.iter_fields(node)})
    copy.body, copy.decorator_list = body, []
    return copy


def is_text(statement: ast.AST) -> bool:
    """Tell whether a statement is a text alone, as a docstring is."""
    return (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Constant)
        and isinstance(statement.value.value, str)
    )


def names_used(node: ast.AST) -> set[str]:
    """Return every name that a piece of code reads."""
    return {child.id for child in ast.walk(node) if isinstance(child, ast.Name)}


def names_bound(statement: ast.stmt) -> set[str]:
    """Return the names a module-level statement defines; none for one that only acts."""
    if isinstance(statement, Definition):
        return {statement.name}
    if isinstance(statement, ast.Import | ast.ImportFrom):
        return {(alias.asname or alias.name).split(".")[0] for alias in statement.names}
    if isinstance(statement, ast.Assign | ast.AnnAssign | ast.AugAssign):
        targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
        return {child.id for target in targets for child in ast.walk(target) if isinstance(child, ast.Name)}
    return set()


def _canonical(node: object) -> str:
    """Write a tree with the parts that every version of Python gives it, whatever their order of birth."""
    if isinstance(node, ast.AST):
        fields = []
        for name, value in ast.iter_fields(node):
            # Absent from older trees or empty in them: kept out so that both look alike.
            if value in (None, []) or name in ("ctx", "kind", "type_comment"):
                continue
            if name == "body" and isinstance(node, Definition | ast.Module) and is_text(value[0]):
                value = value[1:]
            fields.append(f"{name}={_canonical(value)}")
        return f"{type(node).__name__}({', '.join(fields)})"
    if isinstance(node, list):
        return "[" + ", ".join(map(_canonical, node)) + "]"
    return repr(node)
