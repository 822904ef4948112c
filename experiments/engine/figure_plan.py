"""Which plots no longer show what their result says."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from experiments.atomic import replaced_atomically
from experiments.code.imports import import_closure
from experiments.errors import ResultError
from experiments.figures.files import FIGURES, kept_fingerprint, kept_plots
from experiments.project import CACHE, ROOT
from experiments.results.folder import content_of, json_files
from experiments.results.replicate import replicate_files
from experiments.results.schema import result_path

if TYPE_CHECKING:
    from experiments.figures.drawing import Drawing

# Fingerprint of each plot that there should be, by owner and name.
Expected = dict[str, dict[str, str]]
WRITER = "experiments.figures.writer"
PACKAGES = ("experiments/code", "experiments/figures", "experiments/measures", "experiments/results")
MODULES = ("experiments/language.py", "experiments/engine/figure_plan.py")
# What computes and writes the numbers of a plot.
LIBRARIES = ("babel", "numpy", "scipy", "matplotlib")
MATPLOTLIB = "matplotlib"
REMEMBERED = CACHE / FIGURES


@dataclass(frozen=True)
class FigurePlan:
    """What is to be done for every plot to show what its result says.

    Attributes
    ----------
    missing : list of (str, Drawing)
        Owner and plot of those that are absent, or that show something else.
    useless : list of Path
        Files of plots that no result has any more.
    faults : list of str
        What is wrong with each result that has no plots; nothing is useless then.
    """

    missing: list[tuple[str, "Drawing"]]
    useless: list[Path]
    faults: list[str]


def plan_figures(folder: Path, results: set[str] | None = None, force: bool = False) -> FigurePlan:
    """Compare the plots kept beside the results of `folder` with those that there should be.

    Parameters
    ----------
    folder : Path
    results : set of str, optional
        Identifiers of the results to look at, all by default; groups of results are looked at anyway.
    force : bool
        Whether their plots are redrawn even if up to date.
    """
    expected, drawn, faults = _expected(folder)
    wanted = set()
    for owner, plots in expected.items():
        named = results is None or owner in results
        if not named and result_path(folder, owner).exists():
            continue
        for name, fresh in plots.items():
            if (force and named) or kept_fingerprint(folder, owner, name) != fresh:
                wanted.add((owner, name))
    if wanted and not drawn:
        drawn, _ = _drawings(folder, {owner for owner, _ in wanted})
    missing = [(owner, drawing) for owner, drawing in drawn if (owner, drawing.name) in wanted]
    useless = [path for owner, name, path in kept_plots(folder) if name not in expected.get(owner, {})]
    return FigurePlan(missing, [] if faults else useless, [str(fault) for fault in faults])


def _expected(folder: Path) -> tuple[Expected, list[tuple[str, "Drawing"]], list[ResultError]]:
    """Return the fingerprint that each plot should have, every plot if they had to be read, and the faults.

    To know them every result must be read and measured, which takes a second: they are remembered under a
    digest of all that they are computed from.
    """
    path = REMEMBERED / f"{_inputs_digest(folder)}.json"
    try:
        remembered: Expected = json.loads(path.read_bytes())
    except (OSError, ValueError):
        pass
    else:
        return remembered, [], []
    drawn, faults = _drawings(folder)
    expected: Expected = {}
    for owner, drawing in drawn:
        expected.setdefault(owner, {})[drawing.name] = fingerprint(drawing)
    if not faults:
        _remember(path, expected)
    return expected, drawn, faults


def _drawings(
    folder: Path, owners: set[str] | None = None
) -> tuple[list[tuple[str, "Drawing"]], list[ResultError]]:
    """Return the plots of a folder of results, and what is wrong with those that have none."""
    # Only now: it brings SciPy.
    from experiments.figures.catalogue import all_drawings

    faults: list[ResultError] = []
    return list(all_drawings(folder, faults.append, owners)), faults


def fingerprint(drawing: "Drawing") -> str:
    """Return what tells a plot from any other: what it shows, the code that draws it and matplotlib."""
    said = [drawing.digest, _matplotlib(), *_drawing_code(drawing.draw.__module__)]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


@cache
def _matplotlib() -> str:
    return metadata.version(MATPLOTLIB)


@cache
def _drawing_code(module: str) -> list[str]:
    """Return the digests of the modules that decide how a plot looks once its contents are known."""
    closure = import_closure(ROOT, {module, WRITER}).modules
    return [
        f"{name}: {closure[name]}"
        for name in sorted(closure)
        if name.startswith("experiments.figures.") or name == "experiments.language"
    ]


def _inputs_digest(folder: Path) -> str:
    sources = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
    files = [*sources, *(ROOT / module for module in MODULES)]
    files += [*json_files(folder), *replicate_files(folder)]
    whole = hashlib.sha256(" ".join(map(metadata.version, LIBRARIES)).encode())
    for path in files:
        try:
            content = content_of(path)
        except OSError as error:  # told by whoever reads the result
            content = str(error).encode()
        whole.update(f"\n{path.name} {len(content)}\n".encode())
        whole.update(content)
    return whole.hexdigest()


def _remember(path: Path, expected: Mapping[str, Mapping[str, str]]) -> None:
    try:
        with replaced_atomically(path) as file:
            file.write(json.dumps(expected).encode())
    except OSError:
        return  # it will be computed again
    for other in path.parent.glob("*.json"):
        if other != path:
            other.unlink(missing_ok=True)
