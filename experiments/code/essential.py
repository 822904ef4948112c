"""A syntax tree without what cannot change a number: texts, annotations, names of local variables."""

import ast

from experiments.code.scopes import number_locals

# Decorators that do not look at the annotations of what they decorate.
BLIND = {"classmethod", "experiment", "property", "staticmethod"}
LOGGERS = {"log", "logger", "logging"}
LEVELS = {"critical", "debug", "error", "exception", "info", "log", "warn", "warning"}


def essential(tree: ast.Module) -> ast.Module:
    """Reduce a module, which is changed, to what two sources share when no number can tell them apart.

    Left out: comments and layout (no tree has them), docstrings, annotations, ``pass``, blocks for type
    checkers, the wording of what is printed, logged or raised. Local variables are numbered. Lines of
    the source are kept.
    """
    kept: ast.Module = _Essence().visit(tree)
    number_locals(kept)
    return kept


class _Essence(ast.NodeTransformer):
    def __init__(self) -> None:
        self._in_class = False

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        return self._function(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AST:
        return self._function(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        return self._inside(node, in_class=True)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST | None:
        if self._in_class:  # a dataclass makes a field of it
            return self.generic_visit(node)
        if node.value is None:
            return None
        plain = ast.copy_location(ast.Assign(targets=[node.target], value=node.value), node)
        return self.generic_visit(plain)

    def visit_Expr(self, node: ast.Expr) -> ast.AST | None:
        if _is_text(node.value):
            return None
        if isinstance(node.value, ast.Call) and _tells(node.value):
            _forget_wording(node.value)
            if all(isinstance(given, ast.Constant) for given in _given(node.value)):
                return None
        return self.generic_visit(node)

    def visit_Pass(self, node: ast.Pass) -> None:
        return None

    def visit_If(self, node: ast.If) -> ast.AST | None:
        name = node.test.attr if isinstance(node.test, ast.Attribute) else getattr(node.test, "id", "")
        return None if name == "TYPE_CHECKING" and not node.orelse else self.generic_visit(node)

    def visit_Raise(self, node: ast.Raise) -> ast.AST:
        if isinstance(node.exc, ast.Call):
            _forget_wording(node.exc)
        return self.generic_visit(node)

    def visit_Assert(self, node: ast.Assert) -> ast.AST:
        node.msg = None
        return self.generic_visit(node)

    def _function(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> ast.AST:
        decorators = (d.func if isinstance(d, ast.Call) else d for d in node.decorator_list)
        if all(getattr(decorator, "id", "") in BLIND for decorator in decorators):
            node.returns = None
            for child in ast.walk(node.args):
                if isinstance(child, ast.arg):
                    child.annotation = None
        return self._inside(node, in_class=False)

    def _inside(self, node: ast.AST, in_class: bool) -> ast.AST:
        around, self._in_class = self._in_class, in_class
        kept = self.generic_visit(node)
        self._in_class = around
        return kept


def _tells(call: ast.Call) -> bool:
    """Tell whether a call prints, warns or logs, on what the user reads."""
    if isinstance(call.func, ast.Name):
        return call.func.id == "print" and all(keyword.arg != "file" for keyword in call.keywords)
    if not isinstance(call.func, ast.Attribute):
        return False
    on = getattr(call.func.value, "id", "").strip("_").lower()
    return (on in LOGGERS and call.func.attr in LEVELS) or (on == "warnings" and call.func.attr == "warn")


def _given(call: ast.Call) -> list[ast.expr]:
    return [*call.args, *(keyword.value for keyword in call.keywords)]


def _forget_wording(call: ast.Call) -> None:
    """Empty the texts that a call is given; what is computed to be put in them stays."""
    waiting = _given(call)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.JoinedStr):
            node.values = [value for value in node.values if not _is_text(value)]
        elif isinstance(node, ast.Constant) and _is_text(node):
            node.value = ""
        elif isinstance(node, ast.BinOp):
            waiting += [node.left, node.right]


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)
