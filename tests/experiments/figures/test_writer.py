"""The four files of a plot: readable by others, the same bytes every time, complete or absent."""

import csv
import io
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

from experiments.figures.catalogue import drawings, group_drawings
from experiments.figures.drawing import Drawing, DrawingError, FigureError
from experiments.figures.files import FORMATS, kept_fingerprint, kept_plots, plot_path, read_plot
from experiments.figures.history import loss_history
from experiments.figures.writer import write_plot
from experiments.language import typeset
from experiments.project import ROOT
from tests.experiments.figures.samples import described, inspected, png, repeated, result

MARK = "f" * 64
EVERY = [
    *drawings(inspected(png(), [[1.0, -0.5], [0.25, 0.0]])),
    *drawings(described())[3:],
    *group_drawings([repeated("a-1", "pixels"), repeated("b-1", "hog")]),
]
DRAW_ONE = """
import sys
from pathlib import Path
from experiments.figures.history import loss_history
from experiments.figures.writer import write_plot
from experiments.language import typeset
from tests.experiments.figures.samples import result
write_plot(Path(sys.argv[1]), "essai-1", loss_history(result()), "f" * 64)
"""


@pytest.fixture(scope="module", params=EVERY, ids=lambda drawing: drawing.name)
def written(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Drawing, Path]:
    """Give each plot in turn, and where it was written."""
    folder = tmp_path_factory.mktemp("written")
    write_plot(folder, "essai-1", request.param, MARK)
    return request.param, folder


def contents(folder: Path, name: str) -> dict[str, bytes]:
    return {extension: plot_path(folder, "essai-1", name, extension).read_bytes() for extension in FORMATS}


def test_every_plot_is_four_files_that_other_programs_read(written: tuple[Drawing, Path]) -> None:
    drawing, tmp_path = written
    files = contents(tmp_path, drawing.name)
    root = ElementTree.fromstring(files["svg"])
    assert (root.get("class"), root.get("data-plot")) == ("plot", drawing.name)
    assert (
        b"<style" not in files["svg"] and b"style=" not in files["svg"] and b"<!DOCTYPE" not in files["svg"]
    )
    links = [value for e in root.iter() for name, value in e.attrib.items() if name.endswith("href")]
    assert all(link.startswith("data:image/png;base64,") for link in links)
    assert b"url(" not in files["svg"]
    width, height = int(root.attrib["width"]), int(root.attrib["height"])
    assert root.get("viewBox") == f"0 0 {width} {height}"
    with Image.open(io.BytesIO(files["png"])) as image:
        image.load()
        assert image.size == (2 * width, 2 * height)
        assert (image.text["Fingerprint"], image.text["Title"]) == (MARK, drawing.title)  # type: ignore[attr-defined]
        assert image.getcolors() is None or len(image.getcolors()) > 1  # something is drawn
    assert files["pdf"].startswith(b"%PDF-") and files["pdf"].rstrip().endswith(b"%%EOF")
    assert MARK.encode() in files["pdf"]
    rows = list(csv.reader(io.StringIO(files["csv"].decode())))
    assert len(rows) == len(drawing.table) > 1
    assert {len(row) for row in rows} == {len(drawing.table[0])}


def test_what_a_plot_says_of_itself_is_read_back(written: tuple[Drawing, Path]) -> None:
    drawing, tmp_path = written
    plot = read_plot(tmp_path, "essai-1", drawing.name)
    texts = (drawing.title, drawing.alternative, drawing.caption)
    assert (plot.title, plot.alternative, plot.caption) == tuple(map(typeset, texts))
    assert (plot.sources, plot.fingerprint) == (drawing.sources, MARK)
    assert plot.file("csv") == f"results/figures/essai-1/{drawing.name}.csv"
    assert plot.svg.startswith("<svg ") and plot.svg.endswith("</svg>")


def test_every_mark_speaks_and_the_first_takes_the_focus(written: tuple[Drawing, Path]) -> None:
    drawing, tmp_path = written
    root = ElementTree.fromstring(contents(tmp_path, drawing.name)["svg"])
    marked = [element for element in root.iter() if element.get("class") == "marker"]
    assert [e.get("data-tooltip") for e in marked] == [
        typeset(text) for group in drawing.tooltips for text in group
    ]
    assert all(e.get("aria-label") == e.get("data-tooltip") and e.get("role") == "img" for e in marked)
    assert [e.get("tabindex") for e in marked] == (["0"] + ["-1"] * (len(marked) - 1) if marked else [])
    assert root.get("role") == ("group" if marked else "img")


def test_the_same_bytes_come_from_another_process(tmp_path: Path) -> None:
    write_plot(tmp_path / "here", "essai-1", loss_history(result()), MARK)
    for seed in ("1", "2"):  # Python orders sets and hashes texts otherwise
        subprocess.run(
            [sys.executable, "-c", DRAW_ONE, str(tmp_path / seed)],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
        )
        assert contents(tmp_path / seed, "historique-perte") == contents(
            tmp_path / "here", "historique-perte"
        )


def test_settings_of_the_user_change_nothing(tmp_path: Path) -> None:
    import matplotlib

    write_plot(tmp_path / "plain", "essai-1", loss_history(result()), MARK)
    with matplotlib.rc_context({"font.size": 30, "lines.linewidth": 9, "savefig.bbox": "tight"}):
        write_plot(tmp_path / "styled", "essai-1", loss_history(result()), MARK)
    assert contents(tmp_path / "styled", "historique-perte") == contents(
        tmp_path / "plain", "historique-perte"
    )


def test_texts_are_escaped_and_identifiers_are_those_of_the_plot(tmp_path: Path) -> None:
    drawing = replace(loss_history(result()), title='Perte < 1 & "plus"', caption="a < b & 'c'")
    write_plot(tmp_path, "essai-1", drawing, MARK)
    svg = contents(tmp_path, drawing.name)["svg"].decode()
    root = ElementTree.fromstring(svg)
    assert read_plot(tmp_path, "essai-1", drawing.name).title == drawing.title
    assert read_plot(tmp_path, "essai-1", drawing.name).caption == drawing.caption
    ids = {element.get("id") for element in root.iter()} - {None}
    assert ids == {root.get("aria-labelledby"), root.get("aria-describedby")}
    assert all(str(identifier).startswith("essai-1-historique-perte-") for identifier in ids)


def test_colours_are_attributes_of_the_palette(written: tuple[Drawing, Path]) -> None:
    drawing, folder = written
    palette = (ROOT / "docs/assets/css/palette.css").read_text(encoding="utf-8")
    style = (ROOT / "docs/assets/css/plots.css").read_text(encoding="utf-8")
    light = dict(re.findall(r"--([\w-]+): (#\w+);", palette.partition("@media")[0]))
    mapped = re.findall(r'\[(fill|stroke)="(#\w+)"\] \{ \1: var\(--([\w-]+)\)', style)
    assert all(light[variable] == colour for _, colour, variable in mapped)
    svg = contents(folder, drawing.name)["svg"].decode()
    used = set(re.findall(r' (fill|stroke)="(#\w+)"', svg))
    assert used <= {(kind, colour) for kind, colour, _ in mapped}
    assert used or "<image" in svg


def test_a_drawing_that_fails_is_named_and_leaves_nothing(tmp_path: Path) -> None:
    drawing = replace(loss_history(result()), content=("Perte", ((0.1,), (0.1, 0.2))))
    with pytest.raises(DrawingError, match="figure « historique-perte » de essai-1 : le dessin a échoué"):
        write_plot(tmp_path, "essai-1", drawing, MARK)
    assert kept_plots(tmp_path) == []


def test_marks_without_a_tooltip_are_refused(tmp_path: Path) -> None:
    drawing = loss_history(result())
    with pytest.raises(
        DrawingError, match="1 infobulles sont prévues pour les marques du groupe 1, 2 marques"
    ):
        write_plot(tmp_path, "essai-1", replace(drawing, tooltips=(drawing.tooltips[0], ("seule",))), MARK)


def test_a_folder_in_the_way_is_told(tmp_path: Path) -> None:
    plot_path(tmp_path, "essai-1", "historique-perte", "pdf").mkdir(parents=True)
    with pytest.raises(FigureError, match=r"historique-perte\.pdf : l’écriture de la figure a échoué"):
        write_plot(tmp_path, "essai-1", loss_history(result()), MARK)
    assert kept_fingerprint(tmp_path, "essai-1", "historique-perte") is None


def test_a_plot_that_lacks_a_file_has_no_fingerprint(tmp_path: Path) -> None:
    write_plot(tmp_path, "essai-1", loss_history(result()), MARK)
    assert kept_fingerprint(tmp_path, "essai-1", "historique-perte") == MARK
    plot_path(tmp_path, "essai-1", "historique-perte", "csv").unlink()
    assert kept_fingerprint(tmp_path, "essai-1", "historique-perte") is None


def test_a_missing_plot_names_those_that_are_there(tmp_path: Path) -> None:
    for name in ("seuils", "confusion"):
        path = plot_path(tmp_path, "essai-1", name, "svg")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    with pytest.raises(FigureError) as error:
        read_plot(tmp_path, "essai-1", "roc")
    assert str(error.value).endswith(
        "essai-1/roc.svg : cette figure n’existe pas. Celles de essai-1 : confusion, seuils. "
        "Corrigez son nom dans le gabarit, ou lancez « python -m experiments figures »."
    )


@pytest.mark.parametrize("text", ["", "<svg>autre chose</svg>"])
def test_a_file_of_another_program_is_refused(text: str, tmp_path: Path) -> None:
    path = plot_path(tmp_path, "essai-1", "roc", "svg")
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FigureError, match=r"essai-1/roc\.svg : .*python -m experiments figures"):
        read_plot(tmp_path, "essai-1", "roc")
