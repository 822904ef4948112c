"""The settings that ``@experiment(…)`` gives, computed without Keras and without code of a student."""

import ast
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any

from experiments.code.imports import imported_names
from experiments.code.source import names_used, statements_by_name
from experiments.engine.setting_value import value_of
from experiments.errors import ExperimentError
from experiments.machine import is_machine
from experiments.training.building import run_foreign
from experiments.training.settings import ELSEWHERE, Settings


def declared_settings(mark: ast.Call, tree: ast.Module, path: Path, module: str, where: str) -> Settings:
    """Return the settings that a mark gives, from what its file imports of the machine alone.

    Parameters
    ----------
    where : str
        How messages name the experiment.

    Raises
    ------
    ExperimentError
        If one does not exist, lacks, or cannot be computed.
    """
    names = _project_names(tree, path, module, names_used(mark))
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


def _project_names(tree: ast.Module, path: Path, module: str, wanted: set[str]) -> dict[str, object]:
    """Return the names `wanted` that are imported from the machine: what else is imported may do anything."""
    statements = statements_by_name(tree)
    imports = [
        node
        for name in sorted(wanted & statements.keys())
        for node in statements[name]
        if isinstance(node, ast.Import | ast.ImportFrom)
        and all(map(is_machine, imported_names(node, module)))
    ]
    code = compile(
        ast.fix_missing_locations(ast.Module(body=list(imports), type_ignores=[])), str(path), "exec"
    )
    names: dict[str, object] = {"__package__": module.rpartition(".")[0]}

    def run() -> None:
        try:
            exec(code, names)
        except ImportError as error:
            raise ExperimentError(
                f"{path.name} : un import du projet échoue ({error}). Corrigez-le."
            ) from error

    run_foreign(run, "un import du projet", "Corrigez-le.")
    return names


def _value(keyword: ast.keyword, names: dict[str, object], where: str) -> Any:
    try:
        value = value_of(keyword.value, names)
    except NameError as error:
        raise ExperimentError(
            f"{where} : le réglage {keyword.arg} utilise un nom inconnu ({error.name}). Un réglage ne peut "
            f"utiliser que des valeurs et les jeux de données que le fichier importe de experiments.data."
        ) from error
    except (ArithmeticError, AttributeError, TypeError, ValueError) as error:
        raise ExperimentError(
            f"{where} : le réglage {keyword.arg} ne peut pas être calculé ({error}). Corrigez-le."
        ) from error
    if isinstance(value, type):
        raise ExperimentError(
            f"{where} : le réglage {keyword.arg} est une classe, il faut un objet : "
            f"écrivez {value.__name__}()."
        )
    return value
