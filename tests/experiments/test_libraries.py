"""What a command says when the Python that runs it lacks the libraries of the project."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from experiments.libraries import told_if_lacking
from experiments.project import ROOT

COMMANDS = ("experiments", "generator", "benchmarks")


def run(folder: Path, module: str, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *options, "-m", module, "--help"],
        cwd=folder,
        env={name: value for name, value in os.environ.items() if not name.startswith("PYTHON")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize("module", COMMANDS)
def test_another_python_is_one_sentence(module: str) -> None:
    done = run(ROOT, module, "-S")  # without the libraries that are installed
    assert (done.returncode, done.stdout) == (1, "")
    first, command, *others = done.stderr.splitlines()
    assert first.startswith(f"Erreur : ce Python ({sys.executable}) ne peut pas lancer le projet : ")
    assert first.endswith(
        " n’y est pas installé. Prenez celui de .venv, que « make environnement » installe s’il n’y est pas "
        "encore :"
    )
    assert (command, others) == (f"    .venv/bin/python -m {module} …", [])


def test_a_library_taken_out_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("experiments.libraries.INSTALLED", Path(sys.prefix))
    with pytest.raises(SystemExit) as left, told_if_lacking("python -m experiments"):
        import absent_library.part  # type: ignore[import-not-found]  # noqa: F401
    assert left.value.code == (
        "Erreur : absent_library n’est pas installé dans .venv : « make environnement » l’y remet."
    )


def test_an_old_python_is_said_whatever_it_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    with pytest.raises(SystemExit) as left, told_if_lacking("python -m experiments"):
        pass
    assert f"ce Python ({sys.executable}) ne peut pas lancer le projet : c’est Python 3.9. " in str(
        left.value
    )


def test_a_module_of_the_project_that_is_missing_stays_a_fault() -> None:
    with pytest.raises(ModuleNotFoundError), told_if_lacking("python -m experiments"):
        import experiments.absent  # type: ignore[import-not-found]  # noqa: F401
