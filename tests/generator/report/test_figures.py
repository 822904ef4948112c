"""A page shows the very file that the experiments emitted, and offers its four formats."""

import base64
import hashlib
import re
from pathlib import Path

import pytest

from experiments.figures.files import FORMATS
from generator.report.figures import Figures
from tests.generator.page_tree import parse

SVG = """<svg xmlns="http://www.w3.org/2000/svg" class="plot" data-source="results/a-1.json#/history"
 data-caption="De 1 à 0,5." data-fingerprint="0">
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


def test_a_heavy_image_of_a_plot_is_a_file_that_comes_when_it_is_seen(results: Path) -> None:
    content = bytes(range(256)) * 16
    image = (
        '<image width="4" height="8" transform="matrix(2 0 0 2 1 1)" xlink:href="data:image/png;base64,{}" />'
    )
    light = image.format(base64.b64encode(content[:90]).decode())
    heavy = image.format(base64.b64encode(content).decode())
    plot = SVG.replace("</svg>", f"{light}{heavy}</svg>")
    (results / "figures" / "a-1" / "perte.svg").write_text(plot, encoding="utf-8")
    figures = Figures(results)
    shown = str(figures.figure("a-1", "perte", "partie-2/cnn.md"))
    assert light in shown and heavy not in shown
    version = hashlib.sha256(content).hexdigest()[:12]
    assert (
        '<foreignObject width="4" height="8" transform="matrix(2 0 0 2 1 1)">'
        f'<img src="../../figures/a-1/perte-picture-1.png?{version}" alt="" loading="lazy"></foreignObject>'
    ) in shown
    assert figures.files()["figures/a-1/perte-picture-1.png"] == content
    assert figures.files()["figures/a-1/perte.svg"].decode() == plot


def test_no_blank_line_ends_the_block_of_html(results: Path) -> None:
    assert "\n\n" not in str(Figures(results).figure("a-1", "perte", "index.md")).strip()


def test_only_what_pages_show_is_offered(results: Path) -> None:
    assert Figures(results).files() == {}


@pytest.mark.parametrize("kind", [kind for kind in FORMATS if kind != "svg"])
def test_a_plot_that_lacks_a_file_is_named_with_what_to_do(results: Path, kind: str) -> None:
    (results / "figures" / "a-1" / f"perte.{kind}").unlink()
    figures = Figures(results)
    page = parse(str(figures.figure("a-1", "perte", "index.md")))
    said = (
        f"results/figures/a-1/perte.{kind} : ce dessin manque. Redessinez-le avec "
        "« python -m experiments figures a-1 »."
    )
    assert [each.text for each in page.find("p", css="notice")] == [said]
    assert figures.absent == [("index.md", said)]


@pytest.mark.parametrize("content", [None, "<svg", "<svg><title>Autre</title></svg>"])
def test_in_place_of_an_absent_or_foreign_plot_stands_why(results: Path, content: str | None) -> None:
    path = results / "figures" / "a-1" / "perte.svg"
    path.unlink()
    if content is not None:
        path.write_text(content, encoding="utf-8")
    figures = Figures(results)
    page = parse(str(figures.figure("a-1", "perte", "index.md")))
    ((where, said),) = figures.absent
    assert where == "index.md" and page.find("svg") == []
    assert [each.text for each in page.find("p", css="notice")] == [said]
    assert re.search(r"figures/a-1/perte\.svg : .* « python -m experiments figures »", said)
    assert figures.files() == {}
