"""Find the experiments by reading their source; Keras is not imported to do so."""

import ast
import importlib
import re
from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields, replace
from pathlib import Path
from typing import Any

from experiments.code.imports import imported_names, module_path
from experiments.code.source import names_used, parse, read_source, statements_by_name
from experiments.engine.family import family_of
from experiments.errors import ExperimentError
from experiments.project import ROOT
from experiments.results.names import Names
from experiments.training.settings import ELSEWHERE, Settings, experiment

PACKAGE = "experiments"
IDENTIFIER = r"[a-z0-9]+(-[a-z0-9]+)*"
FILE = r"[a-z][a-z0-9]*(_[a-z0-9]+)*\.py"


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
    names : Names
        What the pages call the model, in the words of its family.
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
    names: Names
    module: str
    function: str
    intention: str
    code: str
    settings: Settings

    def build(self) -> Callable[[], Any]:
        """Import the module, and Keras with it, and return the model function."""
        function: Callable[[], Any] = getattr(importlib.import_module(self.module), self.function)
        return function

    def with_seed(self, seed: int) -> "Experiment":
        """Return the same experiment with another seed."""
        return replace(self, settings=replace(self.settings, seed=seed))


def raise_fault(fault: ExperimentError) -> None:
    """Stop at the first file that declares no experiments as it should."""
    raise fault


def discover(
    root: Path = ROOT, package: str = PACKAGE, refuse: Callable[[ExperimentError], None] = raise_fault
) -> list[Experiment]:
    """Return every experiment, by family then in the order of the file.

    Parameters
    ----------
    refuse : callable
        Receives what is wrong with a file: it is not valid Python, one of its experiments lacks its
        intention or valid settings, or has the name of another. If it returns, the others are found.
    """
    found: list[Experiment] = []
    for path in sorted((root / package).glob("[!.]*.py")):
        try:
            found += experiments_of(path, f"{package}.{path.stem}")
        except ExperimentError as fault:
            refuse(fault)
    first: dict[str, Experiment] = {}
    for each in found:
        other = first.setdefault(each.id, each)
        if other is not each:
            files = sorted({f"{e.module.rpartition('.')[2]}.py" for e in (other, each)})
            refuse(
                ExperimentError(
                    f"Deux expériences se nomment {each.id} ({' et '.join(files)}). "
                    f"Donnez un autre nom à l’une des deux fonctions."
                )
            )
    return list(first.values())


def experiments_of(path: Path, module: str) -> list[Experiment]:
    """Return the experiments of one file, in order."""
    tree = parse(path)
    lines = read_source(path).splitlines()
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    for node in functions:
        if any(getattr(decorator, "id", "") == experiment.__name__ for decorator in node.decorator_list):
            raise ExperimentError(
                f"{path.name}, ligne {node.lineno}, {node.name} : @experiment demande ses réglages entre "
                f"parenthèses, comme @experiment(data=MnistVectors(), batch_size=128, epochs=10)."
            )
    marked = [(node, mark) for node in functions if (mark := settings_call(node)) is not None]
    if not marked:
        return []
    if not re.fullmatch(FILE, path.name):
        raise ExperimentError(
            f"{path.name} : le nom d’un fichier d’expériences s’écrit en minuscules sans accent, chiffres "
            f"et « _ », puis .py. Renommez-le."
        )
    family = family_of(tree, path.name)
    found = []
    for position, (node, mark) in enumerate(marked, start=1):
        where = f"{path.name}, ligne {node.lineno}, {node.name}"
        identifier = node.name.replace("_", "-")
        if not re.fullmatch(IDENTIFIER, identifier):
            raise ExperimentError(
                f"{where} : le nom d’une expérience s’écrit en minuscules sans accent, chiffres et « _ »."
            )
        intention = ast.get_docstring(node)
        if not intention:
            raise ExperimentError(
                f"{where} : il manque l’intention. Écrivez en première ligne de la fonction, "
                f"entre trois guillemets, pourquoi ce modèle est essayé."
            )
        names = _project_names(tree, path, module, names_used(mark))
        found.append(
            Experiment(
                id=identifier,
                family=path.stem.replace("_", "-"),
                position=position,
                names=family.names(position),
                module=module,
                function=node.name,
                intention=intention.replace("\n", " "),
                code="\n".join(lines[node.decorator_list[0].lineno - 1 : node.end_lineno]),
                settings=_settings(mark, names, where),
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
            f"Aucune expérience ni famille nommée {', '.join(unknown)}. "
            f"Il existe : {', '.join(sorted(known))}."
        )
    return [e for e in experiments if not wanted or e.id in wanted or e.family in wanted]


def settings_call(function: ast.FunctionDef) -> ast.Call | None:
    """Return the ``@experiment(...)`` above a function, None when there is none."""
    for decorator in function.decorator_list:
        if isinstance(decorator, ast.Call) and getattr(decorator.func, "id", "") == experiment.__name__:
            return decorator
    return None


def _project_names(tree: ast.Module, path: Path, module: str, wanted: set[str]) -> dict[str, object]:
    """Run the imports from the project that give the names `wanted`, and no other: those may need Keras."""
    statements = statements_by_name(tree)
    imports = [
        node
        for name in sorted(wanted & statements.keys())
        for node in statements[name]
        if isinstance(node, ast.Import | ast.ImportFrom)
        and any(module_path(ROOT, imported) for imported in imported_names(node, module))
    ]
    code = ast.fix_missing_locations(ast.Module(body=list(imports), type_ignores=[]))
    names: dict[str, object] = {"__package__": module.rpartition(".")[0]}
    try:
        exec(compile(code, str(path), "exec"), names)
    except ImportError as error:
        raise ExperimentError(f"{path.name} : un import du projet échoue ({error}). Corrigez-le.") from error
    return names


def _settings(mark: ast.Call, names: dict[str, object], where: str) -> Settings:
    required = {field.name: field.default is MISSING for field in fields(Settings)}
    if mark.args:
        raise ExperimentError(f"{where} : chaque réglage s’écrit avec son nom, comme batch_size=128.")
    values = {}
    for keyword in mark.keywords:
        if keyword.arg not in required:
            elsewhere = ELSEWHERE.get(keyword.arg or "")
            raise ExperimentError(
                f"{where} : le réglage {keyword.arg or '**'} n’existe pas"
                f"{f' ({elsewhere})' if elsewhere else ''}. Il existe : {', '.join(required)}."
            )
        values[keyword.arg] = _value(keyword, names, where)
    missing = [name for name in required if required[name] and name not in values]
    if missing:
        raise ExperimentError(f"{where} : il manque un réglage obligatoire ({', '.join(missing)}).")
    try:
        return Settings(**values)
    except ExperimentError as error:
        raise ExperimentError(f"{where} : {error}") from error


def _value(keyword: ast.keyword, names: dict[str, object], where: str) -> Any:
    try:
        value = eval(compile(ast.Expression(keyword.value), "<réglage>", "eval"), dict(names))
    except NameError as error:
        raise ExperimentError(
            f"{where} : le réglage {keyword.arg} utilise un nom inconnu ({error.name}). Un réglage ne peut "
            f"utiliser que des valeurs et ce que le fichier importe de {PACKAGE}."
        ) from error
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise ExperimentError(
            f"{where} : le réglage {keyword.arg} ne peut pas être calculé ({error}). Corrigez-le."
        ) from error
    if isinstance(value, type):
        raise ExperimentError(
            f"{where} : le réglage {keyword.arg} est une classe, il faut un objet : "
            f"écrivez {value.__name__}()."
        )
    return value
