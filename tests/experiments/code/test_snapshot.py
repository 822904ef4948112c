"""A process that keeps its sources runs exactly those it tells the digest of."""

import os
import subprocess
import sys

import pytest

from experiments.engine.freshness import compute_key
from tests.experiments.project_copy import ProjectCopy

READ = """
from experiments.code.snapshot import SOURCES
from experiments.project import ROOT

SOURCES.keep(ROOT)
from experiments.engine.catalogue import discover
from experiments.engine.freshness import compute_key

helper = ROOT / "experiments" / "helper.py"
"""
KEY = """
experiment = next(each for each in discover() if each.id == "helped")
print(compute_key(experiment, "smoke").digest)
"""
EDIT = 'helper.write_text("RATE = 5.0\\n")\n'
IMPORT = "from experiments.helper import RATE; print(RATE)\n"
HELPED = '''"""Digits."""

from experiments.data.mnist import MnistVectors
from experiments.helper import RATE
from experiments.training.settings import experiment

FAMILY = {
    "name": "Aidés",
    "model": "aidé {}",
    "inputs": "des nombres",
    "example": "image",
    "examples": "images",
    "category": "chiffre",
    "categories": "chiffres",
}


@experiment(data=MnistVectors(), batch_size=50, epochs=9)
def helped():
    """Voir."""
    return RATE
'''


def output(project: ProjectCopy, code: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=project.root,
        # As anybody runs it: imported modules leave compiled code.
        env={name: value for name, value in project.environment.items() if name != "PYTHONDONTWRITEBYTECODE"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.split()


def said(project: ProjectCopy, code: str) -> list[str]:
    return output(project, READ + code)


@pytest.mark.parametrize("compiled", [False, True])
def test_an_edit_between_the_key_and_the_import_is_not_seen(project: ProjectCopy, compiled: bool) -> None:
    project.write("experiments/helper.py", "RATE = 0.5\n")
    project.write("experiments/helped.py", HELPED)
    experiment = next(each for each in project.experiments() if each.id == "helped")
    key = compute_key(experiment, "smoke", project.root).digest
    if compiled:
        output(project, IMPORT)
    assert said(project, KEY + EDIT + IMPORT) == [key, "0.5"]
    project.write("experiments/helper.py", "RATE = 0.5\n")
    assert said(project, IMPORT + EDIT + KEY) == ["0.5", key]
    # The edit is seen by the next process, by both.
    assert said(project, IMPORT)[0] == "5.0"
    assert said(project, KEY)[0] != key


def test_compiled_code_is_not_taken_for_the_source(project: ProjectCopy) -> None:
    helper = project.root / "experiments" / "helper.py"
    project.write("experiments/helper.py", "RATE = 0.5\n")
    stamp = helper.stat()
    output(project, IMPORT)
    # Same size, same time: Python takes the code compiled before.
    project.write("experiments/helper.py", "RATE = 0.7\n")
    os.utime(helper, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert said(project, IMPORT) == ["0.7"]
    assert output(project, IMPORT) == ["0.5"]


def test_libraries_are_imported_as_usual(project: ProjectCopy) -> None:
    code = "import click, experiments.language\nfor m in (click, experiments.language): print(m.__loader__)"
    first, second = (line.split(" ")[0] for line in " ".join(said(project, code)).split("<")[1:])
    assert first.endswith("SourceFileLoader") and second.endswith("SnapshotLoader")
