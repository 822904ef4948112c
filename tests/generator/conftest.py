"""Reports made once: from made-up results and from the results of the repository."""

from pathlib import Path

import pytest

from generator.lab.lab import LAB
from generator.report.build import render
from generator.site.build import RESULTS
from tests.generator.built_report import BuiltReport, build_report
from tests.generator.samples import write_samples


@pytest.fixture(scope="session")
def made_up_results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of made-up results, not to be changed."""
    return write_samples(tmp_path_factory.mktemp("made-up") / "results")


@pytest.fixture(scope="session")
def made_up_pages(made_up_results: Path) -> dict[str, bytes]:
    """Return the Markdown of their report."""
    return render(LAB, made_up_results)


@pytest.fixture(scope="session")
def made_up_report(made_up_results: Path, tmp_path_factory: pytest.TempPathFactory) -> BuiltReport:
    return build_report(tmp_path_factory.mktemp("made-up-report"), made_up_results)


@pytest.fixture(scope="session")
def real_report(tmp_path_factory: pytest.TempPathFactory) -> BuiltReport:
    return build_report(tmp_path_factory.mktemp("real-report"), RESULTS)


@pytest.fixture(params=["made_up_report", "real_report"])
def report(request: pytest.FixtureRequest) -> BuiltReport:
    """Give a test both reports, one after the other."""
    return request.getfixturevalue(request.param)
