"""A page shows the very file that the experiments emitted, and offers its four formats."""

from pathlib import Path

import pytest

from experiments.errors import ResultError
from generator.report.figures import FORMATS, Figures
from tests.generator.page_tree import parse

SVG = """<?xml version="1.0" encoding="utf-8"?>
<svg xmlns="http://www.w3.org/2000/svg" class="plot" role="img" data-source="results/a-1.json#/history">
 <title>Perte par époque</title>

 <desc>De 1 à 0,5.</desc>
</svg>
"""


@pytest.fixture
def results(tmp_path: Path) -> Path:
    folder = tmp_path / "results" / "figures" / "a-1"
    folder.mkdir(parents=True)
    for kind in FORMATS:
        (folder / f"perte.{kind}").write_text(SVG if kind == "svg" else kind, encoding="utf-8")
    return tmp_path / "results"


def test_a_plot_is_inline_with_its_words_and_its_files(results: Path) -> None:
    figures = Figures(results)
    page = parse(str(figures.figure("a-1", "perte", "partie-2/cnn.md")))
    assert [each.attributes["class"] for each in page.find("svg")] == ["plot"]
    assert page.find("figcaption")[0].text == "Perte par époque. De 1 à 0,5."
    assert [(a.text, a.attributes["href"]) for a in page.find("a")] == [
        (kind.upper(), f"../../figures/a-1/perte.{kind}") for kind in FORMATS
    ]
    assert figures.files() == {
        f"figures/a-1/perte.{kind}": (SVG if kind == "svg" else kind).encode() for kind in FORMATS
    }


def test_no_blank_line_ends_the_block_of_html(results: Path) -> None:
    assert "\n\n" not in str(Figures(results).figure("a-1", "perte", "index.md")).strip()


def test_only_what_pages_show_is_offered(results: Path) -> None:
    assert Figures(results).files() == {}


@pytest.mark.parametrize("kind", FORMATS)
def test_a_plot_that_lacks_a_file_is_named_with_what_to_do(results: Path, kind: str) -> None:
    (results / "figures" / "a-1" / f"perte.{kind}").unlink()
    with pytest.raises(ResultError) as failure:
        Figures(results).figure("a-1", "perte", "index.md")
    assert str(failure.value) == (
        f"results/figures/a-1/perte.{kind} : ce dessin manque. Redessinez-le avec "
        "« python -m experiments figures a-1 »."
    )


def test_a_damaged_plot_is_refused(results: Path) -> None:
    (results / "figures" / "a-1" / "perte.svg").write_text("<svg", encoding="utf-8")
    with pytest.raises(ResultError, match=r"results/figures/a-1/perte\.svg : ce n’est pas un dessin SVG"):
        Figures(results).figure("a-1", "perte", "index.md")
