"""Decide whether a result still is what the code, the settings and the data would give."""

import ast
import difflib
import os
from dataclasses import dataclass, fields
from pathlib import Path

from experiments.code.imports import import_closure, module_path
from experiments.code.source import digest
from experiments.engine.backend import backend
from experiments.engine.catalogue import Experiment
from experiments.engine.data_access import told_if_unreadable
from experiments.engine.following import Following, digest_of_file
from experiments.engine.lock import imported_versions, locked_versions, numerical_versions
from experiments.engine.marks import settings_call
from experiments.errors import DataError
from experiments.project import ROOT
from experiments.results.provenance import key_of
from experiments.results.schema import Result
from experiments.results.survey import Survey

# Every result passes through this module, and all it imports.
TRAINING = "experiments.training.train"
MODEL = "modèle"
ACTIONS = "instructions du fichier"
DATA = "données"
ABSENT_DATA = "absentes"


@dataclass(frozen=True)
class Key:
    """Everything a result depends on, piece by piece.

    Attributes
    ----------
    components : dict of str
        Value or digest of each piece, by name: ``réglage …``, ``modèle``, ``définition …``,
        ``instructions du fichier``, ``module …``, ``fichier …``, ``variable …``, ``bibliothèque …``,
        ``données``, ``profil``.
    data_fault : str or None
        What prevents the data from being read, None when nothing does; they then count as absent.
    """

    components: dict[str, str]
    data_fault: str | None = None

    @property
    def digest(self) -> str:
        """One SHA-256 for the whole."""
        return key_of(self.components)

    @property
    def has_data(self) -> bool:
        """Whether the data were there when the key was computed."""
        return self.components[DATA] != ABSENT_DATA

    def with_data(self, fingerprint: str | None) -> "Key":
        """Return the same key for data that have come since."""
        return Key({**self.components, DATA: fingerprint or ABSENT_DATA})


# Of an experiment whose code cannot be followed.
UNKNOWN_KEY = Key({}).with_data(None)


def compute_key(experiment: Experiment, profile: str, root: Path = ROOT) -> Key:
    """Compute the key of an experiment from the files as they are now.

    Raises
    ------
    ExperimentError
        If its code depends on something that cannot be followed; the message names file and line.
    """
    following = Following(root)
    following.use(experiment.module, (experiment.function,))
    used = {name: dict(statements) for name, statements in following.used.items()}
    family = used.pop(experiment.module)
    closure = import_closure(root, {TRAINING} | following.machine)
    locked = locked_versions()
    versions = numerical_versions(closure.libraries | {experiment.settings.backend or backend()}, locked)
    versions |= imported_versions(following.libraries, locked)
    components = {
        f"réglage {f.name}": repr(getattr(experiment.settings, f.name)) for f in fields(experiment.settings)
    }
    components[MODEL] = digest(*map(_without_settings, family.pop(experiment.function)))
    components |= {f"définition {name}" if name else ACTIONS: digest(*family[name]) for name in family}
    components |= {f"module {name}": value for name, value in closure.modules.items()}
    components |= {
        f"module {name}": _digest_of_used(used[name])
        for name in sorted(used)
        if used[name] and name not in closure.modules
    }
    components |= {
        f"fichier {path.relative_to(root).as_posix()}": digest_of_file(path) for path in following.files
    }
    components |= {f"variable {name}": repr(os.environ.get(name)) for name in following.variables}
    components |= {f"bibliothèque {name}": version for name, version in versions.items()}
    components["profil"] = profile
    try:
        with told_if_unreadable():
            return Key(components).with_data(experiment.settings.data.fingerprint())
    except DataError as error:
        return Key({**components, DATA: ABSENT_DATA}, data_fault=str(error))


def changes(key: Key, result: Result | Survey) -> list[str]:
    """Name the components that make a result, or a survey, stale; none when it is fresh.

    Data that are not there cannot contradict the result computed from them: it stands.
    """
    then, now = result.provenance.components, key.components
    names = [*now, *(name for name in then if name not in now)]
    return [name for name in names if then.get(name) != now.get(name) and (name != DATA or key.has_data)]


def explain_change(name: str, key: Key, result: Result, experiment: Experiment) -> str:
    """Say in French how one component changed."""
    if name == MODEL:
        return _explain_code(result.code, experiment.code)
    return explain_component(name, key, result)


def explain_component(name: str, key: Key, result: Result | Survey) -> str:
    """Say in French how one component other than the code of a model changed."""
    then, now = result.provenance.components.get(name), key.components.get(name)
    if name == DATA:
        return "les données ne sont plus les mêmes"
    if name == ACTIONS:
        return "ce que le fichier du modèle exécute en étant importé a changé"
    kind, _, what = name.partition(" ")
    if kind == "module":
        path = module_path(ROOT, what)
        what = path.relative_to(ROOT).as_posix() if path else f"{what.replace('.', '/')}.py"
        wordings = (
            f"{what} est désormais importé",
            f"{what} n’est plus importé",
            f"le code de {what} a changé",
        )
    elif kind == "définition":
        wordings = (
            f"le modèle utilise désormais {what}",
            f"le modèle n’utilise plus {what}",
            f"ce que le modèle utilise de son fichier a changé ({what})",
        )
    elif kind == "fichier":
        wordings = (f"{what} est désormais lu", f"{what} n’est plus lu", f"le contenu de {what} a changé")
    else:
        return f"{name} : {then or 'absent'} → {now or 'absent'}"
    added, removed, changed = wordings
    return added if then is None else removed if now is None else changed


def _explain_code(then: str, now: str) -> str:
    difference = difflib.unified_diff(then.splitlines(), now.splitlines(), lineterm="", n=0)
    lines = [line for line in list(difference)[2:] if not line.startswith("@@")]
    return "\n".join(["le code du modèle a changé :", *(f"    {line}" for line in lines)])


def _digest_of_used(statements: dict[str, list[ast.stmt]]) -> str:
    """Return one digest of the statements used of a module, which do not depend on how they were reached."""
    return digest(*(statement for name in sorted(statements) for statement in statements[name]))


def _without_settings(statement: ast.stmt) -> ast.stmt:
    """Return a model function without its ``@experiment(...)``: each setting is a component of its own."""
    if not isinstance(statement, ast.FunctionDef):
        return statement
    settings = settings_call(statement)
    others = [decorator for decorator in statement.decorator_list if decorator is not settings]
    return ast.FunctionDef(**{**dict(ast.iter_fields(statement)), "decorator_list": others})
