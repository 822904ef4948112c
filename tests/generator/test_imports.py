"""The house: each folder of the generator imports only from those below it, and none of what trains."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import generator

FOLDER = Path(generator.__file__).parent
# From the top floor down.
FLOORS = (
    "commands",
    "lab",
    "site",
    "report",
    "reread",
    "sections",
    "rules",
    "statistics",
    "facts",
    "formulas",
)
# What the generator takes from the experiments: what results are, how they are said, measured and drawn.
EXPERIMENTS = (
    "experiments.atomic",
    "experiments.errors",
    "experiments.exclusion",
    "experiments.figures",
    "experiments.language",
    "experiments.libraries",
    "experiments.machine",
    "experiments.measures",
    "experiments.results",
    "experiments.spelling",
    "experiments.terminal",
)
HEAVY = ("keras", "tensorflow", "torch", "jax", "matplotlib", "skimage", "sklearn", "joblib", "PIL")
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


def imported(code: str) -> Iterator[str]:
    """Go through the modules that a module names, wherever in it."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, "imports are absolute"
            packages = ("generator", "experiments")
            if node.module in packages:
                yield from (f"{node.module}.{alias.name}" for alias in node.names)
            else:
                yield node.module


def upward(floor: str, code: str) -> set[str]:
    """Return what a module of a floor imports from the floors above it."""
    above = {f"generator.{name}" for name in FLOORS[: FLOORS.index(floor)]} | {"generator.__main__"}
    return {name for name in imported(code) if ".".join(name.split(".")[:2]) in above}


def test_every_folder_has_its_floor() -> None:
    folders = {path.name for path in FOLDER.iterdir() if (path / "__init__.py").exists()}
    assert folders == set(FLOORS)
    assert {path.name for path in FOLDER.glob("*.py")} == {"__init__.py", "__main__.py"}


@pytest.mark.parametrize("floor", FLOORS)
def test_a_folder_imports_only_from_those_below_it(floor: str) -> None:
    files = sorted((FOLDER / floor).rglob("*.py"))
    assert files
    found = {
        path.relative_to(FOLDER).as_posix(): names
        for path in files
        if (names := upward(floor, path.read_text(encoding="utf-8")))
    }
    assert found == {}


@pytest.mark.parametrize(
    ("floor", "code"),
    [
        ("formulas", "from generator.facts.quantity import Quantity"),
        ("facts", "def f():\n    import generator.statistics.trend"),
        ("statistics", "from generator import rules"),
        ("rules", "from generator.sections import model"),
        ("sections", "from generator.report.page import Page"),
        ("report", "import generator.site.build"),
        ("site", "from generator.lab.lab import LAB"),
        ("lab", "from generator.commands.site import build"),
        ("commands", "from generator.__main__ import cli"),
    ],
)
def test_an_import_from_above_would_be_seen(floor: str, code: str) -> None:
    assert upward(floor, code) != set()


def test_an_import_from_below_is_no_fault() -> None:
    assert (
        upward("lab", "from generator.formulas.hog import HogSettings\nfrom generator import rules") == set()
    )


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.py")), ids=lambda p: p.relative_to(FOLDER).as_posix())
def test_only_what_results_are_comes_from_the_experiments(path: Path) -> None:
    names = {n for n in imported(path.read_text(encoding="utf-8")) if n.startswith("experiments.")}
    assert {name for name in names if not name.startswith(EXPERIMENTS)} == set()


def loaded_by_the_generator(*folders: Path) -> set[str]:
    """Return the modules that a fresh interpreter holds once it imported the whole generator."""
    command = [sys.executable, "-c", IMPORT_ALL, *map(str, folders), str(FOLDER.parent)]
    finished = subprocess.run(command, capture_output=True, text=True, cwd="/", check=True)
    return set(finished.stdout.split())


def test_no_library_that_trains_or_draws_is_imported() -> None:
    modules = loaded_by_the_generator()
    assert "generator.report.build" in modules and "generator.lab.lab" in modules
    assert {name for name in HEAVY if name in modules} == set()


def test_a_command_starts_without_what_only_some_need() -> None:
    """To say that there is nothing to do, or to show its help, takes neither results nor templates."""
    command = [sys.executable, "-c", "import sys, generator.__main__; print(*sys.modules)"]
    finished = subprocess.run(command, capture_output=True, text=True, cwd=FOLDER.parent, check=True)
    modules = set(finished.stdout.split())
    assert "generator.site.build" in modules
    assert {"numpy", "pydantic", "jinja2", "mkdocs"} & modules == set()


def test_a_library_that_trains_would_be_seen(tmp_path: Path) -> None:
    # A module of another library that the generator imports, put in front of the real one.
    (tmp_path / "keras.py").write_text("")
    (tmp_path / "math_core.py").write_text("import keras\nLatexError, LatexToMathML = Exception, dict\n")
    assert "keras" in loaded_by_the_generator(tmp_path)
