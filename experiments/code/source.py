"""Files of Python source: their trees, what they define, and digests that follow what can change a number."""

import ast
import hashlib
from collections.abc import Callable
from functools import cache
from itertools import chain
from pathlib import Path

from experiments.code.essential import essential
from experiments.code.snapshot import SOURCES
from experiments.errors import ExperimentError

# Functions that only compute, and decorators that only change what they decorate.
PURE = {
    *(
        "abs",
        "bool",
        "dict",
        "float",
        "frozenset",
        "int",
        "len",
        "list",
        "max",
        "min",
        "namedtuple",
        "partial",
    ),
    *("pow", "range", "reversed", "round", "set", "sorted", "str", "sum", "tuple", "zip"),
    *("cache", "classmethod", "contextmanager", "dataclass", "field", "lru_cache", "property"),
    *("register_keras_serializable", "staticmethod", "total_ordering", "wraps"),
}
Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def read_source(path: Path) -> str:
    """Return the text of a Python file.

    Raises
    ------
    ExperimentError
        If it is not encoded in UTF-8, as Python expects.
    """
    try:
        return SOURCES.read(path).decode("utf-8-sig")
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
    return _parsed(path, _tree)


def parse_essential(path: Path) -> ast.Module:
    """Parse a file and leave out what cannot change a number; the tree is shared and must not be changed.

    Raises
    ------
    ExperimentError
        If it is not valid Python; the message gives file and line.
    """
    return _parsed(path, _essential_tree)


def _parsed(path: Path, tree_of: Callable[[str], ast.Module]) -> ast.Module:
    try:
        return tree_of(read_source(path))
    except SyntaxError as error:
        raise ExperimentError(
            f"{path.name}, ligne {error.lineno} : ce n’est pas du Python valide ({error.msg}). Corrigez-la."
        ) from error


@cache  # every experiment asks for the same modules
def _tree(source: str) -> ast.Module:
    return ast.parse(source)


@cache
def _essential_tree(source: str) -> ast.Module:
    return essential(ast.parse(source))


def digest(*nodes: ast.AST) -> str:
    """Return a digest of essential trees, the same for every Python version the project supports."""
    return hashlib.sha256("\n".join(map(_canonical, nodes)).encode()).hexdigest()


def statements_by_name(tree: ast.Module) -> dict[str, list[ast.stmt]]:
    """Return the statements of an essential module that define each name, and under "" those that only act.

    A definition that calls something acts too: a decorator may register what it decorates.
    An import of several names counts as one import of each: naming another one on the same line
    changes nothing for the code that uses the first.
    """
    statements: dict[str, list[ast.stmt]] = {}
    for part in chain.from_iterable(map(_one_import_each, tree.body)):
        for name in ("",) if _acts(part) else names_bound(part) or ("",):
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
        named = {child.id for target in targets for child in ast.walk(target) if isinstance(child, ast.Name)}
        return named | {child.target.id for child in ast.walk(statement) if isinstance(child, ast.NamedExpr)}
    return set()


def _acts(statement: ast.stmt) -> bool:
    """Tell whether a definition may do more than define, which matters even if its name is not used."""
    if isinstance(statement, Definition):
        decorators = {_called(decorator) for decorator in statement.decorator_list}
        if "experiment" in decorators:  # a model is no part of another
            return False
        if isinstance(statement, ast.ClassDef):
            inside = any(isinstance(part, ast.Expr) or _acts(part) for part in statement.body)
        else:
            inside = _calls(statement.args)
        return inside or not decorators <= PURE
    if isinstance(statement, ast.Assign | ast.AnnAssign | ast.AugAssign):
        targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
        # What is changed in place may belong to another module.
        changes = any(isinstance(target, ast.Attribute | ast.Subscript) for target in targets)
        return changes or (statement.value is not None and _calls(statement.value))
    return False


def _calls(node: ast.AST) -> bool:
    """Tell whether a computation may do more than compute."""
    calls = (child for child in ast.walk(node) if isinstance(child, ast.Call))
    # By convention a capital begins the name of a class: making an object touches no other.
    return any((name := _called(call)) not in PURE and not name[:1].isupper() for call in calls)


def _called(node: ast.expr) -> str:
    function = node.func if isinstance(node, ast.Call) else node
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _one_import_each(statement: ast.stmt) -> list[ast.stmt]:
    if isinstance(statement, ast.Import):
        return [ast.copy_location(ast.Import(names=[alias]), statement) for alias in statement.names]
    if isinstance(statement, ast.ImportFrom):
        module, level = statement.module, statement.level
        return [
            ast.copy_location(ast.ImportFrom(module=module, names=[alias], level=level), statement)
            for alias in statement.names
        ]
    return [statement]


def _canonical(node: object) -> str:
    """Write a tree with the parts that every version of Python gives it."""
    if isinstance(node, ast.AST):
        fields = [
            f"{name}={_canonical(value)}"
            for name, value in ast.iter_fields(node)
            # Absent from older trees or empty in them: kept out so that both look alike.
            if value not in (None, []) and name not in ("ctx", "kind", "type_comment")
        ]
        return f"{type(node).__name__}({', '.join(fields)})"
    if isinstance(node, list):
        return "[" + ", ".join(map(_canonical, node)) + "]"
    return ascii(node)  # which characters repr escapes depends on the version of Python
