"""The second reader finds nothing false in what this project itself writes, whose arithmetic is right."""

from pathlib import Path

import pytest

from generator.lab.lab import LAB
from generator.lab.reread.reading import read_again
from generator.reread.finding import Verdict
from generator.site.build import RESULTS
from generator.site.export.model import export
from tests.generator.built_report import BuiltReport

PROJECT = Path(__file__).parents[2]
# It quotes the errors of another report.
QUOTING = "relecture"


def false_in(report: Path) -> list[str]:
    """Return what the reader says to be false in a report."""
    return [f"{report} : {x.place.line} : {x.sentence}" for x in read_again(report).of(Verdict.FALSE)]


@pytest.mark.parametrize("model", ["mlp-raw-3", "mlp-hog-1", "cnn-4", "cnn-pneumonia", "cnn-pneumonia-2"])
def test_exports(model: str, tmp_path: Path) -> None:
    page = tmp_path / f"{model}.md"
    page.write_text(export(LAB, RESULTS, model).text, encoding="utf-8")
    assert false_in(page) == []


@pytest.mark.parametrize("text", ["README.md", "generator/lab/guide/guide.md"])
def test_texts_of_the_project(text: str) -> None:
    assert false_in(PROJECT / text) == []


def test_built_pages(report: BuiltReport) -> None:
    pages = [page for page in report.site.rglob("index.html") if QUOTING not in page.parts]
    assert len(pages) > 10
    assert [each for page in pages for each in false_in(page)] == []
