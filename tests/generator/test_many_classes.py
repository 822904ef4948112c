"""A hundred classes go through every plot and every page, which stay readable and quick."""

import csv
import re
import time
from html import unescape
from pathlib import Path

import pytest

from experiments.figures.catalogue import drawings
from experiments.figures.writer import write_plot
from experiments.results.files import read_result
from generator.lab.lab import LAB
from generator.report.build import render
from generator.sections.confusion import LEGIBLE, LISTED, confusion
from tests.generator.many_classes import records
from tests.generator.page_tree import Element, parse
from tests.generator.samples import write_samples

CLASSES = 100
RAW = "partie-2/pixels-bruts.md"
MODEL = "partie-2/pixels-bruts/mlp-raw-1.md"


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_samples(tmp_path_factory.mktemp("many") / "results", *records(CLASSES))


@pytest.fixture(scope="module")
def pages(results: Path) -> dict[str, Element]:
    """Return the pages, made in less processor time than five seconds each."""
    before = time.process_time()
    rendered = render(LAB, results)
    assert time.process_time() - before < 5 * len(LAB.pages)
    return {path: parse(text.decode()) for path, text in rendered.items() if path.endswith(".md")}


def test_no_table_is_as_wide_as_there_are_classes(pages: dict[str, Element]) -> None:
    for path, page in pages.items():
        for row in page.find("tr"):
            assert len(row.find("td")) + len(row.find("th")) <= LEGIBLE + 1, path


def test_a_sentence_names_a_few_classes_and_counts_the_others(pages: dict[str, Element]) -> None:
    # The review answers a claim on how many digits there are: it lists them all.
    for path, page in ((path, page) for path, page in pages.items() if path != "relecture.md"):
        for finding in [*page.find(css="finding"), *page.find(css="verdict")]:
            assert len(finding.find("p")[0].text) < 900, (path, finding.text)
            assert len(finding.find("li")) <= 30, path


def test_the_largest_confusions_stand_for_the_matrix(pages: dict[str, Element], results: Path) -> None:
    (table,) = (
        each
        for each in pages[MODEL].find("div", css="table-scroll")
        if each.attributes["aria-label"] == "Confusions du modèle 1"
    )
    matrix = read_result(results / "mlp-raw-1.json").evaluation["test"].confusion_matrix
    wrong = sorted((n for i, row in enumerate(matrix) for j, n in enumerate(row) if i != j), reverse=True)
    rows = [[cell.text for cell in (*row.find("th"), *row.find("td"))] for row in table.find("tr")[1:]]
    assert [int(row[2]) for row in rows] == wrong[:LISTED]
    for truth, answer, times, _ in rows:
        assert matrix[int(truth.split()[1])][int(answer.split()[1])] == int(times)


@pytest.mark.parametrize(("classes", "whole"), [(11, True), (LEGIBLE, True), (LEGIBLE + 1, False)])
def test_the_matrix_is_written_while_it_can_be_read(tmp_path: Path, classes: int, whole: bool) -> None:
    folder = write_samples(tmp_path / "results", *records(classes))
    shown = confusion(read_result(folder / "cnn-1.json"), "test")
    assert (len(shown.rows), bool(shown.mistakes)) == (classes if whole else 0, not whole)


def test_every_plot_is_drawn_and_the_table_of_the_matrix_is_whole(results: Path, tmp_path: Path) -> None:
    result = read_result(results / "cnn-2.json")
    for drawing in drawings(result):
        write_plot(tmp_path, result.id, drawing, "0")
    folder = tmp_path / "figures" / result.id
    assert {path.suffix for path in folder.glob("confusion.*")} == {".svg", ".png", ".pdf", ".csv"}
    with (folder / "confusion.csv").open(encoding="utf-8") as file:
        head, *rows = csv.reader(file)
    assert head[1:] == [row[0] for row in rows] == result.data.classes
    counts = [[int(cell) for cell in row[1:]] for row in rows]
    assert counts == result.evaluation["test"].confusion_matrix
    drawn = (folder / "confusion.svg").read_text(encoding="utf-8")
    assert len(drawn) < 100_000
    assert "Erreurs les plus nombreuses" in unescape(re.sub("<[^>]+>", "", drawn))
