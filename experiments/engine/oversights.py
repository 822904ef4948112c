"""What the files of experiments hold and no experiment uses: said, since it would be ignored in silence."""

import ast
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from experiments.code.source import Definition, names_bound, names_used, read_source
from experiments.engine.family import VARIABLE
from experiments.engine.marks import MARK, marked_functions
from experiments.engine.student_file import tree_of
from experiments.errors import ExperimentError

# What makes a Keras model, by the last part of its name.
MAKERS = frozenset({"Functional", "Model", "Sequential", "clone_model"})
# The last digits of a name: mlp_raw_5 is named like mlp_raw_1.
RANK = re.compile(r"\d+$")


def oversights(files: Sequence[Path], folder: Path) -> list[str]:
    """Return a French sentence for all that is ignored: a model, a function, a family, a file.

    Parameters
    ----------
    files : sequence of Path
        Those that may declare experiments; one that is not valid Python is passed over.
    folder : Path
        Where they are: experiments deeper in it are not read.
    """
    trees = {path: tree for path in files if (tree := _tree(path)) is not None}
    said: list[str] = []
    for path, tree in trees.items():
        others = [other for other in trees.values() if other is not tree]
        said += _lost_definitions(tree, path.name)
        said += _lost_models(tree, path.name, _imported(others, path.stem))
        said += _lost_family(tree, path.name)
    return [*said, *_lost_files(folder, files)]


def _tree(path: Path) -> ast.Module | None:
    try:
        return tree_of(path)
    except ExperimentError:  # told by whoever looks for experiments
        return None


def _lost_models(tree: ast.Module, file: str, imported: set[str]) -> Iterator[str]:
    """Go through the models, and what makes one, that no experiment reaches."""
    marked = {function.name for function, _ in marked_functions(tree)}
    statements = [each for each in module_statements(tree) if _name(each) not in marked]
    reached = _reached(tree, marked | imported)
    makers = _makers(tree, statements)
    alike = {RANK.sub("", name) for name in marked if RANK.search(name)}
    told: set[str] = set()
    for each in statements:
        name = _name(each)
        named_alike = bool(RANK.search(name)) and RANK.sub("", name) in alike
        if name in reached | told or not (named_alike or _makes(each, makers)):
            continue
        told |= {name} - {""}
        where = f"{file}, ligne {each.lineno}" + (f", {name}" if name else "")
        yield (
            f"{where} : aucune expérience n’utilise ce modèle, il est ignoré. "
            f"Pour l’entraîner, écrivez-le dans une fonction sous @{MARK}(…) ; sinon, retirez-le."
        )


def _lost_definitions(tree: ast.Module, file: str) -> Iterator[str]:
    """Go through the functions that another one of the same name replaces."""
    plain = [node for node in tree.body if isinstance(node, ast.FunctionDef) and not node.decorator_list]
    last = {node.name: node for node in plain}
    for node in plain:
        if last[node.name] is not node:
            yield (
                f"{file}, ligne {node.lineno}, {node.name} : cette fonction est ignorée, une autre du même "
                f"nom la remplace ligne {last[node.name].lineno}. Retirez l’une des deux, ou changez son nom."
            )


def _lost_family(tree: ast.Module, file: str) -> Iterator[str]:
    if MARK in names_used(tree):
        return
    for node in tree.body:
        if VARIABLE in names_bound(node):
            yield (
                f"{file}, ligne {node.lineno}, {VARIABLE} : cette famille est ignorée, le fichier n’a aucune "
                f"expérience. Écrivez une fonction sous @{MARK}(…), ou retirez {VARIABLE}."
            )


def _lost_files(folder: Path, files: Sequence[Path]) -> Iterator[str]:
    """Go through the files in deeper folders that declare experiments."""
    for path in sorted(folder.rglob("*.py")):
        inside = path.relative_to(folder)
        if path in files or any(part.startswith(".") for part in inside.parts):
            continue
        if f"@{MARK}" in read_source(path) and (tree := _tree(path)) and marked_functions(tree):
            yield (
                f"{folder.name}/{inside.as_posix()} : les expériences de ce fichier sont ignorées, il est "
                f"dans un sous-dossier. Déplacez-le dans {folder.name}/."
            )


def module_statements(tree: ast.Module) -> Iterator[ast.stmt]:
    """Go through the statements that a module runs itself, those under a condition or a loop too."""
    waiting: list[ast.AST] = list(reversed(tree.body))
    while waiting:
        node = waiting.pop()
        parts: list[ast.AST] = [] if isinstance(node, Definition) else list(ast.iter_child_nodes(node))
        if isinstance(node, Definition) or (not hasattr(node, "body") and isinstance(node, ast.stmt)):
            yield node
        waiting += parts[::-1]


def _name(statement: ast.stmt) -> str:
    """Return the name that a statement binds, or whose method it calls; empty if none."""
    bound = sorted(names_bound(statement))
    if bound:
        return bound[0]
    called = statement.value if isinstance(statement, ast.Expr) else None
    return _root(called.func) if isinstance(called, ast.Call) else ""


def _reached(tree: ast.Module, names: set[str]) -> set[str]:
    """Return the names that some of the module need, themselves included."""
    needs: dict[str, set[str]] = {}
    for statement in module_statements(tree):
        for name in names_bound(statement):
            needs.setdefault(name, set()).update(names_used(statement))
    reached, waiting = set(names), list(names)
    while waiting:
        new = needs.get(waiting.pop(), set()) - reached
        reached |= new
        waiting += new
    return reached


def _imported(trees: Sequence[ast.Module], stem: str) -> set[str]:
    """Return what other files of experiments import from one: whoever uses it there is told there."""
    return {
        alias.name
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").rpartition(".")[2] == stem
        for alias in node.names
    }


def _makers(tree: ast.Module, statements: Sequence[ast.stmt]) -> set[str]:
    """Return the names, in a module, of what returns a model when it is called."""
    makers = set(MAKERS) | {
        alias.asname
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.asname and alias.name in MAKERS
    }
    definitions = [each for each in statements if isinstance(each, Definition)]
    while new := {_name(each) for each in definitions if _makes(each, makers)} - makers:
        makers |= new
    return makers


def _makes(statement: ast.stmt, makers: set[str]) -> bool:
    """Tell whether a statement makes a model, or defines what makes one: compiles it, or returns it."""
    nodes = list(ast.walk(statement))
    if any(isinstance(node, ast.Call) and _compiles(node) for node in nodes):
        return True
    if not isinstance(statement, Definition):
        return any(_is_made(node, makers) for node in nodes)
    if isinstance(statement, ast.ClassDef) and any(_last(base) in makers for base in statement.bases):
        return True
    returned = [node.value for node in nodes if isinstance(node, ast.Return)]
    made = {
        name
        for node in nodes
        if isinstance(node, ast.Assign | ast.AnnAssign) and _is_made(node.value, makers)
        for name in names_bound(node)
    }
    return any(_is_made(value, makers) or getattr(value, "id", "") in made for value in returned)


def _is_made(node: ast.AST | None, makers: set[str]) -> bool:
    return isinstance(node, ast.Call) and _last(node.func) in makers


def _compiles(call: ast.Call) -> bool:
    """Tell whether a call is that of ``model.compile``, and not of ``re.compile``."""
    return isinstance(call.func, ast.Attribute) and call.func.attr == "compile" and _root(call.func) != "re"


def _last(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _root(function: ast.expr) -> str:
    while isinstance(function, ast.Attribute):
        function = function.value
    return getattr(function, "id", "")
