"""The generator builds pages without the libraries that train, and from the results only."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import generator

FOLDER = Path(generator.__file__).parent
HEAVY = ("keras", "tensorflow", "torch", "jax", "skimage", "sklearn", "joblib", "PIL")
ALLOWED = {
    "experiments.atomic",
    "experiments.errors",
    "experiments.results.files",
    "experiments.results.replicate",
    "experiments.results.replication",
    "experiments.results.schema",
    "experiments.terminal",
}
IMPORT_ALL = """
import importlib, pkgutil, sys
sys.path[:0] = sys.argv[1:]
import generator
for module in pkgutil.walk_packages(generator.__path__, "generator."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
import generator.__main__
print("\\n".join(sorted(sys.modules)))
"""


def loaded_by_the_generator(*folders: Path) -> set[str]:
    """Return the modules that a fresh interpreter holds once it imported the whole generator."""
    command = [sys.executable, "-c", IMPORT_ALL, *map(str, folders), str(FOLDER.parent)]
    finished = subprocess.run(command, capture_output=True, text=True, cwd="/", check=True)
    return set(finished.stdout.split())


def heavy(modules: set[str]) -> set[str]:
    return {name for name in HEAVY if name in modules}


def test_no_library_that_trains_is_imported() -> None:
    modules = loaded_by_the_generator()
    assert "generator.report.build" in modules and "generator.sections.charts.line_chart" in modules
    assert heavy(modules) == set()


def test_a_library_that_trains_would_be_seen(tmp_path: Path) -> None:
    # A module of the standard library that `generator.report.build` imports, put in front of the real one.
    (tmp_path / "mathml_probe.py").write_text("import keras\n")
    (tmp_path / "keras.py").write_text("")
    (tmp_path / "ghp_import.py").write_text("import mathml_probe\n")
    assert heavy(loaded_by_the_generator(tmp_path)) == {"keras"}


def imported_experiments(code: str) -> set[str]:
    """Return the modules of `experiments` that a module names, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            if node.module in ("experiments", "experiments.results"):
                found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return {name for name in found if name.startswith("experiments.")} - {"experiments.results"}


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.py")), ids=lambda p: p.relative_to(FOLDER).as_posix())
def test_only_results_and_errors_come_from_the_experiments(path: Path) -> None:
    assert imported_experiments(path.read_text(encoding="utf-8")) <= ALLOWED


@pytest.mark.parametrize(
    "code",
    [
        "from experiments.data.mnist import MnistVectors",
        "def f():\n    import experiments.training.train",
        "from experiments import project",
    ],
)
def test_another_module_of_the_experiments_would_be_seen(code: str) -> None:
    assert not imported_experiments(code) <= ALLOWED
