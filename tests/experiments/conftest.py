"""Copies of the project, away from the data and caches of this machine."""

from pathlib import Path

import pytest

from tests.experiments.project_copy import ProjectCopy


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ProjectCopy:
    for variable in ("KERAS_BACKEND", "LABO_CHEST_XRAY", "LABO_MNIST"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("LABO_CACHE", str(tmp_path / "no-cache"))
    return ProjectCopy(tmp_path / "project")
