"""What the names of a code are worth."""

import ast
from typing import Any


class Names(dict[str, Any]):
    """Values by name; what was computed from a name is forgotten when that name changes.

    Reports show excerpts, which leave out that it is computed again.
    """

    def __init__(self, *values: Any) -> None:
        super().__init__(*values)
        self._sources: dict[str, set[str]] = {}

    def compute(self, name: str, value: object, expression: ast.expr) -> None:
        """Give a name the value of an expression."""
        if self.get(name, value) != value:
            self._forget_what_uses(name)
        self[name] = value
        self._sources[name] = {each.id for each in ast.walk(expression) if isinstance(each, ast.Name)}

    def _forget_what_uses(self, name: str) -> None:
        for other, sources in self._sources.items():
            if name in sources and self.pop(other, None) is not None:
                self._forget_what_uses(other)
