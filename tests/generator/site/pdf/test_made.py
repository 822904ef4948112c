"""A PDF is offered as long as the pages are those that it was made from, and never half-written."""

import shutil
from pathlib import Path

import pytest

from experiments.errors import LabError
from generator.report.loaded import TRAININGS
from generator.site.pdf.made import carry, make_pdf, offered
from tests.generator.site.pdf.pages import small_site
from tests.generator.site.pdf.test_browser import program
from tests.generator.site.pdf.test_contents import CONFIGURATION
from tests.generator.site.pdf.test_printed import PDF


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Lay out a project with a site, and a browser that prints the same PDF every time."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Début\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(CONFIGURATION, encoding="utf-8")
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "site.txt").touch()
    small_site(tmp_path / "site")
    (tmp_path / "model.pdf").write_bytes(PDF)
    copy = f'for a; do case "$a" in --print-to-pdf=*) cp {tmp_path}/model.pdf "${{a#*=}}";; esac; done'
    monkeypatch.setenv("CHROMIUM", program(tmp_path / "browser", copy))
    return tmp_path


def test_it_is_offered_until_a_page_changes_and_again_when_it_is_back(project: Path) -> None:
    assert offered(project) is None
    made = make_pdf(project, whole=False)
    assert (made.path, made.pages, made.size) == (project / "build/pdf/rapport.pdf", 3, len(PDF))
    assert offered(project) == made.path
    page = project / "docs" / "index.md"
    page.write_text("# Autre\n", encoding="utf-8")
    assert offered(project) is None
    page.write_text("# Début\n", encoding="utf-8")
    assert offered(project) == made.path


@pytest.mark.parametrize("file", ["rapport.pdf", "rapport.json"])
def test_a_file_changed_since_is_not_offered(project: Path, file: str) -> None:
    make_pdf(project, whole=False)
    path = project / "build" / "pdf" / file
    path.write_bytes(path.read_bytes()[:-5])
    assert offered(project) is None


def test_another_copy_of_the_same_pages_offers_it_too(project: Path, tmp_path: Path) -> None:
    copies = [tmp_path / name for name in ("same", "other", "before")]
    for copy in copies:
        for name in ("docs", "requirements"):
            shutil.copytree(project / name, copy / name)
        shutil.copy(project / "mkdocs.yml", copy)
    same, other, before = copies
    carry(project, before)
    (other / "docs" / "index.md").write_text("# Autre\n", encoding="utf-8")
    make_pdf(project, whole=False)
    for copy in (same, other):
        carry(project, copy)
    assert [offered(copy) for copy in copies] == [same / "build" / "pdf" / "rapport.pdf", None, None]


def test_the_whole_one_is_beside_and_not_offered(project: Path) -> None:
    assert make_pdf(project, whole=True).path.name == "rapport-complet.pdf"
    assert offered(project) is None


def test_a_failure_leaves_the_one_of_before(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = make_pdf(project, whole=False)
    before = made.path.read_bytes()
    monkeypatch.setenv("CHROMIUM", program(project / "broken", "exit 1"))
    with pytest.raises(LabError):
        make_pdf(project, whole=False)
    assert made.path.read_bytes() == before
    assert sorted(p.name for p in made.path.parent.iterdir()) == ["rapport.json", "rapport.pdf"]
    assert offered(project) == made.path


def test_what_is_only_said_on_a_screen_makes_no_other_pdf(project: Path) -> None:
    made = make_pdf(project, whole=False)
    for path in (f"docs/{TRAININGS}", "docs/.pages.json"):
        (project / path).parent.mkdir(exist_ok=True)
        (project / path).write_text("autre", encoding="utf-8")
    assert offered(project) == made.path
