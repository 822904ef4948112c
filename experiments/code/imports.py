"""Which modules of the project a module imports, directly or not."""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from experiments.code.source import digest, parse_essential


@dataclass
class Closure:
    """What the code reached from some modules is made of.

    Attributes
    ----------
    modules : dict of str
        Digest of each project module reached, by dotted name.
    libraries : set of str
        Top-level names of the third-party packages imported on the way.
    """

    modules: dict[str, str] = field(default_factory=dict)
    libraries: set[str] = field(default_factory=set)


def import_closure(root: Path, names: set[str], libraries: set[str] = frozenset()) -> Closure:  # type: ignore[assignment]
    """Follow the import statements, wherever they stand, of some modules of the project.

    Parameters
    ----------
    root : Path
        Folder that holds the project's packages.
    names : set of str
        Dotted names to start from; those that are no file of the project are libraries.
    """
    closure = Closure(libraries=set(libraries))
    waiting, met = sorted(names), set()
    while waiting:
        name = waiting.pop(0)
        if name in met:
            continue
        met.add(name)
        path = module_path(root, name)
        if path is None:
            top = name.split(".")[0]
            if top not in sys.stdlib_module_names and not (root / top).is_dir():
                closure.libraries.add(top)
        else:
            closure.modules[name], imported = _examine(
                parse_essential(path), name, path.name == "__init__.py"
            )
            waiting += imported
    return closure


def module_path(root: Path, name: str) -> Path | None:
    """Return the file of a project module, None when there is none of that name."""
    base = root.joinpath(*name.split("."))
    candidates = (base.with_name(base.name + ".py"), base / "__init__.py")
    return next((path for path in candidates if path.is_file()), None)


def imported_names(tree: ast.AST, module: str = "", package: bool = False) -> set[str]:
    """Return the dotted names that a tree imports, with the packages that hold them.

    ``from a.b import c`` gives ``a``, ``a.b`` and ``a.b.c``: `c` may be a module, and importing
    it runs the packages above it.
    """
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = _base(node, module, package)
            names.add(base)
            names.update(f"{base}.{alias.name}" for alias in node.names)
    return {".".join(name.split(".")[: i + 1]) for name in names for i in range(name.count(".") + 1)}


def absolute_targets(
    node: ast.Import | ast.ImportFrom, module: str, package: bool
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Go through the names that an import binds, each with the parts of the absolute name it stands for.

    The module of ``from a import *`` comes under ``*``, and what ``import a.b`` imports without binding it
    under ``.``.
    """
    for alias in node.names:
        if isinstance(node, ast.ImportFrom):
            base = tuple(_base(node, module, package).split("."))
            yield (
                (alias.name, base) if alias.name == "*" else (alias.asname or alias.name, (*base, alias.name))
            )
            continue
        parts = tuple(alias.name.split("."))
        if alias.asname:
            yield alias.asname, parts
        else:
            yield parts[0], parts[:1]
            yield ".", parts


def _base(node: ast.ImportFrom, module: str, package: bool) -> str:
    """Return the absolute name of the module that ``from`` names."""
    base = node.module or ""
    if not node.level:
        return base
    above = module.split(".")
    above = above[: len(above) - node.level + (1 if package else 0)]
    return ".".join([*above, *([base] if base else [])])


@cache
def _examine(tree: ast.Module, module: str, package: bool) -> tuple[str, list[str]]:
    return digest(tree), sorted(imported_names(tree, module, package))
