"""Decide whether a result still is what the code, the settings and the data would give."""

import ast
import difflib
import hashlib
from dataclasses import dataclass, fields
from pathlib import Path

from experiments.engine.backend import backend
from experiments.engine.catalogue import Experiment
from experiments.engine.imports import import_closure, imported_names, module_path
from experiments.engine.lock import locked_versions, numerical_versions
from experiments.engine.source import (
    Definition,
    digest,
    is_text,
    names_bound,
    names_used,
    parse,
    without_docstring,
)
from experiments.project import ROOT
from experiments.results.schema import Result

# Every result passes through this module, and all it imports.
TRAINING = "experiments.training.train"
ABSENT_DATA = "absentes"


@dataclass(frozen=True)
class Key:
    """Everything a result depends on, piece by piece.

    Attributes
    ----------
    components : dict of str
        Value or digest of each piece, by name: ``réglage …``, ``modèle``, ``définition …``,
        ``module …``, ``bibliothèque …``, ``données``, ``profil``.
    """

    components: dict[str, str]

    @property
    def digest(self) -> str:
        """One SHA-256 for the whole."""
        lines = [f"{name}: {value}" for name, value in sorted(self.components.items())]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def compute_key(experiment: Experiment, profile: str, root: Path = ROOT) -> Key:
    """Compute the key of an experiment from the files as they are now."""
    path = module_path(root, experiment.module)
    assert path is not None
    tree = parse(path)
    used = _statements_used(tree, experiment.function)
    project = {name for name in imported_names(tree) if module_path(root, name) is not None}
    libraries = {
        name.split(".")[0] for nodes in used.values() for node in nodes for name in imported_names(node)
    }
    closure = import_closure(root, {TRAINING} | project - {experiment.module}, libraries | {backend()})
    components = {
        f"réglage {f.name}": repr(getattr(experiment.settings, f.name)) for f in fields(experiment.settings)
    }
    components["modèle"] = digest(*used.pop(experiment.function))
    components |= {
        f"définition {name or 'du module'}": digest(*nodes) for name, nodes in used.items() if nodes
    }
    components |= {f"module {name}": digest(module) for name, module in closure.modules.items()}
    versions = numerical_versions(closure.libraries, locked_versions())
    components |= {f"bibliothèque {name}": version for name, version in versions.items()}
    components["données"] = experiment.settings.data.fingerprint() or ABSENT_DATA
    components["profil"] = profile
    return Key(components)


def changes(key: Key, result: Result) -> list[str]:
    """Name the components that make a result stale, none when it is fresh.

    Data that are not there cannot contradict the result computed from them: it stands.
    """
    then, now = result.provenance.components, key.components
    names = [*now, *(name for name in then if name not in now)]
    return [
        name
        for name in names
        if then.get(name) != now.get(name) and not (name == "données" and now[name] == ABSENT_DATA)
    ]


def explain_change(name: str, key: Key, result: Result, experiment: Experiment) -> str:
    """Say in French how one component changed."""
    then, now = result.provenance.components.get(name), key.components.get(name)
    if name == "modèle":
        difference = difflib.unified_diff(
            result.code.splitlines(), experiment.code.splitlines(), lineterm="", n=0
        )
        lines = [line for line in difference if not line.startswith(("---", "+++", "@@"))]
        return "\n".join(["le code du modèle a changé :", *(f"    {line}" for line in lines)])
    if name.startswith("module "):
        file = name.removeprefix("module ").replace(".", "/") + ".py"
        if then is None or now is None:
            return f"{file} {'est désormais importé' if then is None else 'n’est plus importé'}"
        return f"le code de {file} a changé"
    if name.startswith("définition "):
        return f"ce que le modèle utilise de son fichier a changé ({name.removeprefix('définition ')})"
    if name == "données":
        return "les données ne sont plus les mêmes"
    return f"{name} : {then or 'absent'} → {now or 'absent'}"


def _statements_used(tree: ast.Module, function: str) -> dict[str, list[ast.AST]]:
    """Return the model function and the statements of its module that it depends on, by name.

    They are those that define a name it reads, directly or not, and under the name "" those that
    only act (a call, a condition): what they do may matter to any model.
    """
    statements: dict[str, list[ast.AST]] = {}
    for statement in tree.body:
        for name in names_bound(statement) or ("",):
            statements.setdefault(name, []).append(statement)
    model = next(s for s in statements[function] if isinstance(s, Definition))
    statements[function] = [without_docstring(model)]
    statements[""] = [s for s in statements.get("", []) if not is_text(s)]
    used: dict[str, list[ast.AST]] = {}
    waiting = [function, ""]
    while waiting:
        name = waiting.pop()
        if name in statements and name not in used:
            used[name] = statements[name]
            waiting += [other for statement in used[name] for other in sorted(names_used(statement))]
    return used
