"""A project of small packages, installed once and copied for each test."""

from pathlib import Path

import pytest

from tests.installation.make_project import MakeProject


@pytest.fixture(scope="session")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> MakeProject:
    return MakeProject.create(tmp_path_factory.mktemp("installation") / "fresh")


@pytest.fixture(scope="session")
def installed(fresh: MakeProject) -> MakeProject:
    project = fresh.copy(fresh.root.with_name("installed"))
    code, out, err = project.make("environnement")
    assert (code, err) == (0, ""), out
    return project


@pytest.fixture
def project(installed: MakeProject, tmp_path: Path) -> MakeProject:
    return installed.copy(tmp_path / "project")


@pytest.fixture
def bare(fresh: MakeProject, tmp_path: Path) -> MakeProject:
    return fresh.copy(tmp_path / "bare")
