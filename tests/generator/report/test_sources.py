"""The code that pages are made with is told by its content, unless it changed since it was imported."""

import time
from dataclasses import replace
from pathlib import Path

import pytest

from generator.lab.lab import LAB
from generator.report import sources
from generator.report.sources import SETTLED, code_digest

NO_RULE = replace(LAB, rules=())


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project of a few files, all older than the program that reads them."""
    for file in (
        *("generator/rules/a.py", "generator/lab/claims.toml", "generator/lab/page.md.j2"),
        *("generator/site/theme.css", "experiments/results/schema.py", "experiments/mlp.py"),
    ):
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text("avant")
    monkeypatch.setattr(sources, "MACHINE", tmp_path / "generator")
    monkeypatch.setattr(sources, "SITE", tmp_path / "generator" / "site")
    monkeypatch.setattr(sources, "EXPERIMENTS", tmp_path / "experiments")
    monkeypatch.setattr(sources, "STARTED", time.time() + 60)
    return tmp_path


@pytest.mark.parametrize(
    "file",
    [
        "generator/rules/a.py",
        "generator/lab/claims.toml",
        "generator/lab/new.py",
        "experiments/results/schema.py",
    ],
)
def test_what_pages_are_made_with_counts(project: Path, file: str) -> None:
    before = code_digest(NO_RULE)
    (project / file).write_text("après")
    assert code_digest(NO_RULE) not in ("", before)


@pytest.mark.parametrize(
    "file",
    [
        *("generator/lab/page.md.j2", "generator/site/theme.css", "experiments/mlp.py"),
        *("generator/rules/.a.py.swp", "generator/rules/__pycache__/a.pyc"),
    ],
)
def test_what_pages_tell_themselves_and_what_students_write_do_not(project: Path, file: str) -> None:
    before = code_digest(NO_RULE)
    (project / file).parent.mkdir(exist_ok=True)
    (project / file).write_text("après")
    assert before and code_digest(NO_RULE) == before


def test_code_that_may_not_be_what_was_imported_is_not_told(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newest = (project / "generator/rules/a.py").stat().st_ctime
    monkeypatch.setattr(sources, "STARTED", newest + SETTLED - 0.5)
    assert code_digest(NO_RULE) == ""


def test_the_texts_of_rules_do_not_count(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rule = LAB.every_rule()[0]
    monkeypatch.setattr(type(rule), "texts", project / "generator/rules/a.fr.toml")
    before = code_digest(LAB)
    (project / "generator/rules/a.fr.toml").write_text("après")
    assert before and code_digest(LAB) == before
