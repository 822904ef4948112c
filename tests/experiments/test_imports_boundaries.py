"""What imports what: nothing that judges or reads may load Keras."""

import subprocess
import sys

import pytest

from tests.experiments.project_copy import ProjectCopy

pytestmark = pytest.mark.project

HEAVY = {"keras", "tensorflow", "jax", "torch"}
LIBRARIES = HEAVY | {"sklearn", "skimage", "scipy"}
LOADED = """
import runpy, sys
sys.argv = {arguments!r}
try:
    {statement}
except SystemExit:
    pass
print("LOADED", *sorted(sys.modules))
"""
COMMANDS = (
    ["list"],
    ["status"],
    ["explain", "mlp-raw-1"],
    ["run", "mlp-raw"],
    ["replicate", "mlp-raw-1", "--count=1"],
    ["--help"],
)


def loaded(project: ProjectCopy, statement: str, *arguments: str) -> set[str]:
    """Return the modules that a fresh process of the copy holds after a statement."""
    program = LOADED.format(arguments=["experiments", *arguments], statement=statement)
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=project.root,
        env=project.environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    names = done.stdout.rpartition("LOADED")[2].split()
    return set(names)


def run_module(*arguments: str) -> tuple[str, ...]:
    return ("runpy.run_module('experiments', run_name='__main__')", *arguments)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_judging_needs_no_keras(project: ProjectCopy, command: list[str]) -> None:
    project.freeze()
    project.freeze_replicates("mlp-raw-1", 2)
    names = loaded(project, *run_module(*command))
    assert "experiments.engine.judgement" in names
    assert names & HEAVY == set()


def test_the_same_check_sees_keras_when_it_is_imported(project: ProjectCopy) -> None:
    project.freeze()
    project.write("keras.py", "")  # an empty one will do, and loads faster
    project.edit(
        "experiments/engine/judgement.py", "from enum import Enum", "from enum import Enum\n\nimport keras"
    )
    assert "keras" in loaded(project, *run_module("status"))


def test_a_family_that_imports_a_module_with_keras_needs_none_to_be_judged(project: ProjectCopy) -> None:
    project.write(
        "experiments/blocks.py", "import keras\n\n\ndef block():\n    return keras.layers.Dense(3)\n"
    )
    project.edit(
        "experiments/mlp_raw.py", "import keras", "import keras\nfrom experiments.blocks import block"
    )
    project.edit(
        "experiments/mlp_raw.py", "model.add(Dense(512", "model.add(block())\n    model.add(Dense(512"
    )
    project.freeze()
    assert loaded(project, *run_module("status")) & HEAVY == set()


def test_the_results_need_no_library_that_trains_or_measures(project: ProjectCopy) -> None:
    names = loaded(project, "import experiments.results.replication")
    assert names & LIBRARIES == set()
    parts = {
        "content",
        "evaluation",
        "faults",
        "features",
        "files",
        "folder",
        "names",
        "network",
        "provenance",
        "record",
    }
    parts |= {"replicate", "replication", "schema", "seal", "survey", "training"}
    assert {name for name in names if name.startswith("experiments.")} == {
        "experiments.atomic",
        "experiments.errors",
        "experiments.results",
        *(f"experiments.results.{part}" for part in parts),
    }


@pytest.mark.parametrize(
    ("package", "never"),
    [
        ("code", ("data", "commands", "engine", "figures", "measures", "results", "training")),
        ("results", ("commands", "engine", "training", "data", "measures", "figures")),
        ("measures", ("commands", "engine", "training", "data", "figures")),
        ("figures", ("commands", "engine", "training", "data")),
        ("data", ("commands", "engine", "training", "results", "figures")),
        ("training", ("commands", "engine", "results", "figures")),
        ("survey", ("commands", "engine", "training", "results", "figures")),
        ("engine", ("commands",)),
    ],
)
def test_imports_point_one_way(project: ProjectCopy, package: str, never: tuple[str, ...]) -> None:
    from experiments.code.imports import imported_names
    from experiments.code.source import parse

    files = sorted((project.root / "experiments" / package).rglob("*.py"))
    assert len(files) > 1
    for path in files:
        imported = imported_names(parse(path), f"experiments.{package}.{path.stem}")
        assert not imported & {f"experiments.{other}" for other in never}, path.name
