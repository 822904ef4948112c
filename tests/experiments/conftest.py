"""Copies of the project, away from the data and caches of this machine."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.experiments.project_copy import ProjectCopy


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ProjectCopy:
    for variable in ("KERAS_BACKEND", "LABO_CHEST_XRAY", "LABO_MNIST"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("LABO_CACHE", str(tmp_path / "no-cache"))
    return ProjectCopy(tmp_path / "project")


Mount = Callable[[Path, int], Path]


@pytest.fixture
def mount() -> Iterator[Mount]:
    """Mount a small file system in memory, of so many kB, on a folder."""
    mounted: list[Path] = []

    def on(place: Path, size: int) -> Path:
        place.mkdir(parents=True, exist_ok=True)
        command = ["mount", "-t", "tmpfs", "-o", f"size={size}k", "tmpfs", str(place)]
        if subprocess.run(command, capture_output=True, check=False).returncode:
            pytest.skip("no file system may be mounted here")
        mounted.append(place)
        return place

    yield on
    for place in mounted:
        subprocess.run(["umount", str(place)], check=True)
