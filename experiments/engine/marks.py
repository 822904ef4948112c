"""The mark ``@experiment(…)`` above a function, and where it stands in vain."""

import ast
from collections.abc import Iterator

from experiments.code.source import Definition
from experiments.errors import ExperimentError
from experiments.training.settings import experiment

MARK = experiment.__name__


def settings_call(function: ast.FunctionDef) -> ast.Call | None:
    """Return the ``@experiment(...)`` above a function, None when there is none."""
    for decorator in function.decorator_list:
        if isinstance(decorator, ast.Call) and getattr(decorator.func, "id", "") == MARK:
            return decorator
    return None


def marked_functions(tree: ast.Module) -> list[tuple[ast.FunctionDef, ast.Call]]:
    """Return the functions of a module that are experiments, each with its mark."""
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    return [(node, mark) for node in functions if (mark := settings_call(node)) is not None]


def marks_in_vain(tree: ast.Module, file: str) -> list[ExperimentError]:
    """Return what is wrong with each mark that makes no experiment, in the order of the file.

    Every use of the name counts, so that none is silently left out: above something else than a function of
    the module, without settings, called without ``@``, or under another name.
    """
    faults: dict[int, str] = {}
    read = {id(mark.func) for _, mark in marked_functions(tree)}
    for node in ast.walk(tree):
        if isinstance(node, Definition):
            for decorator in node.decorator_list:
                mark = decorator.func if isinstance(decorator, ast.Call) else decorator
                if id(mark) not in read and MARK in (getattr(mark, "id", ""), getattr(mark, "attr", "")):
                    read.add(id(mark))
                    faults[decorator.lineno] = f"{file}, ligne {node.lineno}, {node.name} : " + _fault(
                        node, decorator, mark
                    )
    for node in ast.walk(tree) if MARK in _imported(tree) else ():
        if isinstance(node, ast.Name) and node.id == MARK and id(node) not in read:
            faults.setdefault(
                node.lineno,
                f"{file}, ligne {node.lineno} : {MARK}(…) ne fait une expérience qu’au-dessus d’une "
                f"fonction. Écrivez celle-ci avec « def », sous @{MARK}(…).",
            )
    faults |= {line: f"{file}, ligne {line} : {RENAMED}" for line in _renamed(tree)}
    return [ExperimentError(faults[line]) for line in sorted(faults)]


RENAMED = f"{MARK} est importé sous un autre nom, sous lequel il n’est pas reconnu. Gardez-lui le sien."
OUTSIDE = (
    "une expérience s’écrit au niveau du fichier, sans retrait : ni dans une fonction ou une classe, ni sous "
    "une condition ou une boucle. Déplacez-la, ou retirez-la."
)


def _fault(node: ast.AST, decorator: ast.expr, mark: ast.expr) -> str:
    if isinstance(mark, ast.Attribute):
        return (
            f"la marque s’écrit sans point devant elle. Importez {MARK} par son nom, et écrivez @{MARK}(…)."
        )
    if isinstance(node, ast.ClassDef):
        return f"@{MARK} se met au-dessus d’une fonction, pas d’une classe. Écrivez une fonction."
    if isinstance(node, ast.AsyncFunctionDef):
        return "une fonction async ne donne pas de modèle à entraîner. Retirez « async »."
    if not isinstance(decorator, ast.Call):
        return (
            f"@{MARK} demande ses réglages entre parenthèses, comme "
            f"@{MARK}(data=MnistVectors(), batch_size=128, epochs=10)."
        )
    if isinstance(node, ast.FunctionDef) and settings_call(node) is not decorator:
        return f"deux @{MARK}(…) sont au-dessus de cette fonction. Gardez-en un."
    return OUTSIDE


def _imported(tree: ast.Module) -> Iterator[str]:
    """Go through the names that a module imports from others."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            yield from (alias.name for alias in node.names)


def _renamed(tree: ast.Module) -> Iterator[int]:
    """Go through the lines that give the mark another name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            names = ((alias.name, alias.asname or MARK) for alias in node.names)
            yield from (node.lineno for name, own in names if name == MARK != own)
