"""Find the experiments by reading their source; Keras is not imported to do so."""

import ast
import importlib
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from experiments.code.source import names_bound, read_source
from experiments.engine.declared_settings import declared_settings
from experiments.engine.family import Family, family_of
from experiments.engine.marks import marked_functions, marks_in_vain
from experiments.engine.oversights import module_statements, oversights
from experiments.engine.student_file import tree_of
from experiments.errors import ExperimentError
from experiments.project import ROOT
from experiments.results.names import Names
from experiments.spelling import unknown_names
from experiments.training.settings import Settings

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
        Receives what is wrong with a file or with one of its experiments: it is not valid Python, a mark
        makes no experiment, one lacks its intention or valid settings, or has the name of another. If it
        returns, the others are found.
    """
    found: list[Experiment] = []
    for path in family_files(root, package):
        try:
            found += experiments_of(path, f"{package}.{path.stem}", refuse)
        except ExperimentError as fault:
            refuse(fault)
    alike: dict[str, list[Experiment]] = {}
    for each in found:
        alike.setdefault(each.id, []).append(each)
    for identifier, experiments in alike.items():
        if len(experiments) > 1:
            files = sorted({f"{each.module.rpartition('.')[2]}.py" for each in experiments})
            refuse(
                ExperimentError(
                    f"Deux expériences se nomment {identifier} ({' et '.join(files)}). "
                    f"Donnez un autre nom à l’une des deux fonctions."
                )
            )
    # None of those of one name is kept: Python would build the last, under the settings of the first.
    return [only for only, *others in alike.values() if not others]


def family_files(root: Path = ROOT, package: str = PACKAGE) -> list[Path]:
    """Return the files that may declare experiments."""
    return sorted((root / package).glob("[!.]*.py"))


def unused(root: Path = ROOT, package: str = PACKAGE) -> list[str]:
    """Return what the files of experiments hold in vain, in French sentences; see `oversights`."""
    return oversights(family_files(root, package), root / package)


def experiments_of(
    path: Path, module: str, refuse: Callable[[ExperimentError], None] = raise_fault
) -> list[Experiment]:
    """Return the experiments of one file, in order; see `discover`.

    Raises
    ------
    ExperimentError
        If nothing of the file can be read.
    """
    tree = tree_of(path)
    for fault in marks_in_vain(tree, path.name):
        refuse(fault)
    marked = marked_functions(tree)
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
        try:
            found.append(_experiment(node, mark, tree, path, module, family, position))
        except ExperimentError as fault:
            refuse(fault)
    return found


def _experiment(
    node: ast.FunctionDef,
    mark: ast.Call,
    tree: ast.Module,
    path: Path,
    module: str,
    family: Family,
    position: int,
) -> Experiment:
    where = f"{path.name}, ligne {node.lineno}, {node.name}"
    identifier = node.name.replace("_", "-")
    if not re.fullmatch(IDENTIFIER, identifier):
        raise ExperimentError(
            f"{where} : le nom d’une expérience s’écrit en minuscules sans accent, chiffres et « _ »."
        )
    others = {each.lineno for each in module_statements(tree) if node.name in names_bound(each)}
    others -= {function.lineno for function, _ in marked_functions(tree)}
    if others:
        raise ExperimentError(
            f"{where} : ce nom désigne autre chose ligne {min(others)}, et Python n’en garde qu’un des deux. "
            f"Donnez un autre nom à l’un d’eux."
        )
    intention = ast.get_docstring(node)
    if not intention:
        raise ExperimentError(
            f"{where} : il manque l’intention. Écrivez en première ligne de la fonction, "
            f"entre trois guillemets, pourquoi ce modèle est essayé."
        )
    lines = read_source(path).splitlines()
    return Experiment(
        id=identifier,
        family=path.stem.replace("_", "-"),
        position=position,
        names=family.names(position),
        module=module,
        function=node.name,
        intention=intention.replace("\n", " "),
        code="\n".join(lines[node.decorator_list[0].lineno - 1 : node.end_lineno]),
        settings=declared_settings(mark, tree, path, module, where),
    )


def select(experiments: list[Experiment], wanted: tuple[str, ...]) -> list[Experiment]:
    """Keep the experiments named by id or by family; all of them when nothing is named.

    Raises
    ------
    ExperimentError
        If a name is neither; the message tells which was meant, and lists those that exist.
    """
    known = {e.id for e in experiments} | {e.family for e in experiments}
    if fault := unknown_names("expérience ni famille", wanted, known):
        raise ExperimentError(fault)
    return [e for e in experiments if not wanted or e.id in wanted or e.family in wanted]
