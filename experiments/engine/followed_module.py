"""A module of students, whose code is followed statement by statement.

Students' are the families and all modules of the project outside the machine (`experiments.machine`): the
machine's count whole, and the files and variables they read are accounted for by the fingerprint of the data
and by the settings.
"""

import ast
from functools import cached_property
from pathlib import Path

from experiments.code.imports import absolute_targets
from experiments.code.source import parse_essential, statements_by_name
from experiments.engine.student_file import told_if_unreadable

Chain = tuple[str, ...]


class Module:
    """A module that is followed: its statements, and what its imports bring in."""

    def __init__(self, name: str, path: Path) -> None:
        self.name, self.path = name, path
        self.package = path.name == "__init__.py"
        with told_if_unreadable(path):
            self.statements = statements_by_name(parse_essential(path))

    @cached_property
    def imports(self) -> dict[str, list[Chain]]:
        """What each name of the module stands for, for those imported; under "*", the modules starred."""
        return self.imports_of([statement for group in self.statements.values() for statement in group])

    def imports_of(self, statements: list[ast.stmt], functions: bool = False) -> dict[str, list[Chain]]:
        """Return the imports of some statements, with those inside functions if asked."""
        found: dict[str, list[Chain]] = {}
        waiting: list[ast.AST] = list(statements)
        while waiting:
            node = waiting.pop()
            if isinstance(node, ast.Import | ast.ImportFrom):
                for name, target in absolute_targets(node, self.name, self.package):
                    found.setdefault(name, []).append(target)
            elif functions or not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                waiting += ast.iter_child_nodes(node)
        return found

    def value_of(self, name: str) -> ast.expr | None:
        """Return what is assigned to a name of the module, if it is once."""
        match self.statements.get(name):
            case [ast.Assign(targets=[ast.Name()], value=value)]:
                return value
        return None
