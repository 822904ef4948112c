"""A site is current only if its pages show what there was when it was built, whenever that was saved."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from generator.commands import pdf, writing
from generator.report.comments.accepted import FILE
from generator.report.comments.places import COMMENTS
from generator.site import build
from generator.site.build import build_site, is_current
from generator.site.pdf import browser, made

INPUTS = [
    "results/net.json",
    "commentaires/net.md",
    "rapport.toml",
    "generator/page.md.j2",
    "experiments/net.py",
    "build/states.json",
]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose MkDocs is a module of one line."""
    for file in ("mkdocs.yml", "requirements/site.txt", "docs/index.md", *INPUTS):
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_text("avant")
    (tmp_path / "mkdocs.py").write_text("import os, sys\nos.mkdir(sys.argv[-1])\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(writing, "ROOT", tmp_path)
    return tmp_path


def saving(root: Path, file: str) -> Any:
    """Stand for the writing of pages, during which a file is saved."""

    def write_pages(folder: Path) -> list[Any]:
        (root / "docs" / "index.md").write_text("page")
        (root / file).write_text("après")
        return []

    return write_pages


@pytest.mark.parametrize("file", INPUTS)
def test_what_is_saved_while_pages_are_written_is_not_held_for_shown(
    root: Path, monkeypatch: pytest.MonkeyPatch, file: str
) -> None:
    monkeypatch.setattr(writing, "write_pages", saving(root, file))
    writing.write_site(root / "results")
    assert not is_current(root, root / "results")
    writing.write_site(root / "results")
    assert is_current(root, root / "results")
    (root / file).write_text("encore")
    assert not is_current(root, root / "results")


@pytest.mark.parametrize("file", ["docs/index.md", f"{COMMENTS}/{FILE}"])
def test_what_writing_pages_writes_counts_for_them(
    root: Path, monkeypatch: pytest.MonkeyPatch, file: str
) -> None:
    monkeypatch.setattr(writing, "write_pages", saving(root, file))
    writing.write_site(root / "results")
    assert is_current(root, root / "results")


def test_what_is_saved_while_the_pdf_is_printed_is_not_held_for_shown(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = root / "build" / "pdf" / "rapport.pdf"

    def print_while_saving(of: Path, whole: bool) -> made.Made:
        (root / "rapport.toml").write_text("après")
        return made.Made(path, 1, 1)

    build_site(root, root / "results")
    monkeypatch.setattr(pdf, "ROOT", root)
    monkeypatch.setattr(browser, "find_browser", lambda: "")
    monkeypatch.setattr(made, "make_pdf", print_while_saving)
    done = CliRunner().invoke(pdf.pdf, ["--results", str(root / "results")])
    assert done.exit_code == 0, done.output
    assert not is_current(root, root / "results")


def test_a_project_that_lacks_what_is_optional_is_the_same_elsewhere(root: Path) -> None:
    (root / "rapport.toml").unlink()
    other = root.with_name("other")
    root.rename(other)
    found = build.sources_fingerprint(other, other / "results")
    other.rename(root)
    assert build.sources_fingerprint(root, root / "results") == found
