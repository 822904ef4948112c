"""Find the experiments by reading their source; Keras is not imported to do so."""

import ast
import importlib
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from experiments.engine.imports import imported_names, module_path
from experiments.engine.source import parse
from experiments.errors import ExperimentError
from experiments.project import ROOT
from experiments.training.settings import Settings, experiment

PACKAGE = "experiments"


@dataclass(frozen=True)
class Experiment:
    """One model function and everything its decorator says.

    Attributes
    ----------
    id : str
        Name of the function with hyphens, such as ``mlp-raw-1``.
    family : str
        Name of the module with hyphens, such as ``mlp-raw``.
    position : int
        Rank of the function in its module, from 1.
    module : str
    function : str
    intention : str
        Docstring of the function, in French: why this model is tried.
    code : str
        Source of the function, as it stands in the file.
    settings : Settings
    """

    id: str
    family: str
    position: int
    module: str
    function: str
    intention: str
    code: str
    settings: Settings

    def build(self) -> Callable[[], Any]:
        """Import the module, and Keras with it, and return the model function."""
        function: Callable[[], Any] = getattr(importlib.import_module(self.module), self.function)
        return function


def discover(root: Path = ROOT, package: str = PACKAGE) -> list[Experiment]:
    """Return every experiment, by family then in the order of the file.

    Raises
    ------
    ExperimentError
        If a module is not valid Python, or an experiment lacks its intention or valid settings.
    """
    found = [
        found
        for path in sorted((root / package).glob("*.py"))
        for found in experiments_of(path, f"{package}.{path.stem}")
    ]
    return found


def experiments_of(path: Path, module: str) -> list[Experiment]:
    """Return the experiments of one file, in order."""
    source = path.read_text(encoding="utf-8")
    tree = parse(path)
    marked = [(node, mark) for node in tree.body if (mark := _mark(node)) is not None]
    if not marked:
        return []
    project_names = _project_names(tree, path)
    found = []
    for position, (node, mark) in enumerate(marked, start=1):
        assert isinstance(node, ast.FunctionDef)
        where = f"{path.name}, ligne {node.lineno}, {node.name}"
        intention = ast.get_docstring(node)
        if not intention:
            raise ExperimentError(
                f"{where} : il manque l’intention. Écrivez en première ligne de la fonction, "
                f"entre trois guillemets, pourquoi ce modèle est essayé."
            )
        code = "\n".join(source.splitlines()[node.decorator_list[0].lineno - 1 : node.end_lineno])
        found.append(
            Experiment(
                id=node.name.replace("_", "-"),
                family=path.stem.replace("_", "-"),
                position=position,
                module=module,
                function=node.name,
                intention=inspect.cleandoc(intention).replace("\n", " "),
                code=code,
                settings=_settings(mark, project_names, where),
            )
        )
    return found


def select(experiments: list[Experiment], wanted: tuple[str, ...]) -> list[Experiment]:
    """Keep the experiments named by id or by family; all of them when nothing is named.

    Raises
    ------
    ExperimentError
        If a name is neither; the message lists those that exist.
    """
    known = {e.id for e in experiments} | {e.family for e in experiments}
    unknown = [name for name in wanted if name not in known]
    if unknown:
        raise ExperimentError(
            f"Aucune expérience ni famille nommée {', '.join(unknown)}. Il existe : {', '.join(sorted(known))}."
        )
    return [e for e in experiments if not wanted or e.id in wanted or e.family in wanted]


def _mark(node: ast.stmt) -> ast.Call | None:
    """Return the ``@experiment(...)`` call above a function, if there is one."""
    if isinstance(node, ast.FunctionDef):
        for decorator in node.decorator_list:
            if isinstance(decorator, ast.Call) and getattr(decorator.func, "id", "") == experiment.__name__:
                return decorator
    return None


def _project_names(tree: ast.Module, path: Path) -> dict[str, object]:
    """Run the imports of the project's own modules that a file makes, and only those."""
    imports = [
        node
        for node in tree.body
        if isinstance(node, ast.Import | ast.ImportFrom)
        and any(module_path(ROOT, name) is not None for name in imported_names(node))
    ]
    names: dict[str, object] = {}
    try:
        exec(compile(ast.Module(body=list(imports), type_ignores=[]), str(path), "exec"), names)
    except ImportError as error:
        raise ExperimentError(f"{path.name} : un import du projet échoue ({error}). Corrigez-le.") from error
    return names


def _settings(mark: ast.Call, names: dict[str, object], where: str) -> Settings:
    values = {}
    for keyword in mark.keywords:
        expression = compile(ast.Expression(keyword.value), "<réglage>", "eval")
        try:
            values[str(keyword.arg)] = eval(expression, dict(names))
        except NameError as error:
            raise ExperimentError(
                f"{where} : le réglage {keyword.arg} utilise un nom inconnu ({error.name}). Un réglage ne peut "
                f"utiliser que des valeurs et ce que le fichier importe de {PACKAGE}."
            ) from error
    try:
        return Settings(**values)
    except TypeError as error:
        raise ExperimentError(f"{where} : réglages invalides ({error}).") from error
    except ExperimentError as error:
        raise ExperimentError(f"{where} : {error}") from error
