"""All the pages are written, or none; each is whole, and touched only when it changes."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from experiments.errors import LabError, ResultError
from generator.lab.pages import PAGES, Page
from generator.report.build import render, write
from generator.report.result_folder import ResultFolder
from tests.generator.samples import sample_record, write_samples

PROJECT = Path(__file__).parents[3]


def contents(docs: Path) -> dict[str, str]:
    return {p.relative_to(docs).as_posix(): p.read_text() for p in docs.rglob("*") if p.is_file()}


def test_two_renderings_are_the_same(made_up_results: Path, made_up_pages: dict[str, str]) -> None:
    assert render(ResultFolder(made_up_results)) == made_up_pages


def test_a_fault_names_the_file_the_path_and_every_page(tmp_path: Path) -> None:
    results = write_samples(tmp_path / "results")
    path = results / "mlp-hog-1.json"
    path.write_text(path.read_text().replace('"seconds": 90.5', '"seconds": NaN'))
    with pytest.raises(ResultError) as failure:
        render(ResultFolder(results))
    assert str(failure.value) == (
        "Le rapport n’a pas été construit.\n"
        "results/mlp-hog-1.json : /provenance/seconds : un nombre fini est attendu (nan)\n"
        "Rétablissez le fichier avec « git checkout -- results/mlp-hog-1.json », ou recalculez-le avec "
        "« make report FORCE=1 ONLY=mlp-hog-1 ».\n"
        "Pages concernées : docs/index.md, docs/partie-1.md, docs/partie-2/hog.md, "
        "docs/partie-2/comparaison.md, docs/partie-3.md, docs/donnees.md, docs/relecture.md."
    )


def test_two_faults_are_both_told(tmp_path: Path) -> None:
    first, second = sample_record("mlp-raw-1"), sample_record("cnn-1")
    first["model"]["parameters"] = 1
    second["data"]["description"] = {}
    results = write_samples(tmp_path / "results", first, second)
    with pytest.raises(ResultError) as failure:
        render(ResultFolder(results))
    lines = str(failure.value).splitlines()
    assert any("results/mlp-raw-1.json : /model/parameters" in line for line in lines)
    assert any("results/cnn-1.json : /data/description/features" in line for line in lines)
    assert "Pages concernées : docs/partie-2/cnn.md." in lines


def pages_with(model: object, template: str = "partie-3.md.j2") -> tuple[Page, ...]:
    """Return the pages of the report, the third part being made by something else."""
    return tuple(
        Page(page.path, template, page.families, lambda *families: model)
        if page.path == "partie-3.md"
        else page
        for page in PAGES
    )


def test_a_value_that_a_template_lacks_names_the_page(made_up_results: Path) -> None:
    with pytest.raises(ResultError) as failure:
        render(ResultFolder(made_up_results), pages_with({}))
    assert str(failure.value) == (
        "Le rapport n’a pas été construit.\n'dict object' has no attribute 'verdict'\n"
        "Pages concernées : docs/partie-3.md."
    )


def test_an_unanswered_question_stops_the_report(made_up_results: Path) -> None:
    pages = tuple(page for page in PAGES if page.path != "partie-3.md")
    with pytest.raises(LabError, match="la question « exemple » n’a pas de réponse"):
        render(ResultFolder(made_up_results), pages)


def test_every_page_goes_where_it_says(tmp_path: Path, made_up_pages: dict[str, str]) -> None:
    written = write(made_up_pages, tmp_path)
    assert written.changed == list(made_up_pages)
    assert {k: v for k, v in contents(tmp_path).items() if k != ".pages.json"} == made_up_pages


def test_an_unchanged_page_is_not_touched(tmp_path: Path) -> None:
    write({"a.md": "a", "b/c.md": "c"}, tmp_path)
    before = (tmp_path / "a.md").stat().st_mtime_ns
    written = write({"a.md": "a", "b/c.md": "autre"}, tmp_path)
    assert (written.changed, written.removed) == (["b/c.md"], [])
    assert (tmp_path / "a.md").stat().st_mtime_ns == before


def test_a_page_that_is_no_more_goes_away_and_other_files_stay(tmp_path: Path) -> None:
    write({"a.md": "a", "b/c.md": "c"}, tmp_path)
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "logo.svg").write_text("logo")
    written = write({"a.md": "a"}, tmp_path)
    assert written.removed == ["b/c.md"]
    assert set(contents(tmp_path)) == {"a.md", "assets/logo.svg", ".pages.json"}


KILLED = """
import resource, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from generator.report.build import write
# The kernel kills the process at the very byte that passes the limit.
signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
write({"a.md": "nouveau", "b.md": "n" * 1_000_000}, Path(sys.argv[1]))
"""


def test_a_process_killed_in_the_middle_of_a_page_leaves_whole_pages(tmp_path: Path) -> None:
    write({"a.md": "ancien", "b.md": "ancien"}, tmp_path)
    killed = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path), str(PROJECT)], check=False)
    assert killed.returncode == -signal.SIGXFSZ
    pages = {name: text for name, text in contents(tmp_path).items() if name.endswith(".md")}
    assert pages == {"a.md": "nouveau", "b.md": "ancien"}
    # The next build goes on from there.
    write({"a.md": "nouveau", "b.md": "nouveau"}, tmp_path)
    assert contents(tmp_path)["b.md"] == "nouveau"
