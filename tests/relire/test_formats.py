"""Notebooks, pages and folders are read as Markdown is; what cannot be read is one line."""

import json
from pathlib import Path
from typing import Any

import pytest

from generator.lab.reread.reading import read_again

FALSE = "La couche a (640 * 10) + 10 = 650 poids."


def notebook(*cells: dict[str, Any]) -> str:
    return json.dumps({"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def code(source: str, *outputs: dict[str, Any]) -> dict[str, Any]:
    return {"cell_type": "code", "source": source, "outputs": list(outputs), "metadata": {}}


def text(source: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "source": source.splitlines(keepends=True), "metadata": {}}


def places(report: Path) -> list[tuple[str, str]]:
    return [(x.code, str(x.place)) for x in read_again(report).findings]


def test_a_notebook(tmp_path: Path) -> None:
    report = tmp_path / "labo.ipynb"
    report.write_text(notebook(text("# Titre"), text(f"Rien.\n\n{FALSE}")))
    assert places(report) == [("egalite", "labo.ipynb, cellule 2, ligne 3")]


def test_constants_and_models_follow_from_cell_to_cell(tmp_path: Path) -> None:
    report = tmp_path / "labo.ipynb"
    printed = " Layer (type)   Output Shape   Param #\n dense (Dense)   (None, 200)   157000\n"
    cells = (
        text("# Modèle"),
        code("%matplotlib inline\nn = 100\nmodel = Sequential()"),
        code("model.add(Dense(n, input_shape=(784,)))"),
        code("model.summary()", {"output_type": "stream", "name": "stdout", "text": printed}),
    )
    report.write_text(notebook(*cells))
    assert places(report) == [("code-et-resume", "labo.ipynb, cellule 4, ligne 2")]


def test_what_a_cell_printed_is_no_arithmetic_of_the_authors(tmp_path: Path) -> None:
    report = tmp_path / "labo.ipynb"
    report.write_text(notebook(code("f()", {"output_type": "stream", "text": "x = 3 * 4 = 13"})))
    assert places(report) == []


def test_the_format_of_older_notebooks(tmp_path: Path) -> None:
    report = tmp_path / "labo.ipynb"
    report.write_text(json.dumps({"worksheets": [{"cells": [text(FALSE)]}], "nbformat": 3}))
    assert [code for code, _ in places(report)] == ["egalite"]


def test_a_cell_that_is_none_is_one_line(tmp_path: Path) -> None:
    report = tmp_path / "labo.ipynb"
    report.write_text(json.dumps({"cells": [7, {"cell_type": "code", "source": None}, text(FALSE)]}))
    review = read_again(report)
    assert review.notices == (
        "labo.ipynb, cellule 1 : illisible, laissée de côté.",
        "labo.ipynb, cellule 2 : illisible, laissée de côté.",
    )
    assert len(review.findings) == 1


def test_a_page(tmp_path: Path) -> None:
    report = tmp_path / "rapport.html"
    report.write_text(
        "<html><head><title>3 * 4 = 13</title></head><h1>Poids</h1>\n<script>x = '3 * 4 = 13'</script>\n"
        "<p>Bien : 28<sup>2</sup> = 784, et\n(640 &times; 10) + 10 = 650.</p>\n"
        "<table><tr><td>3 * 5</td><td>7 * 8 = 65</td></tr></table><pre>import os\nos.remove('x')</pre></html>"
    )
    assert sorted(places(report)) == [
        ("egalite", "rapport.html, ligne 4"),
        ("egalite", "rapport.html, ligne 5"),
    ]


def test_a_summary_as_html_spans(tmp_path: Path) -> None:
    report = tmp_path / "rapport.md"
    report.write_text(
        "# Modèle\n<pre>┃<b> Layer (type) </b>┃<b> Output Shape </b>┃<b> Param # </b>┃\n"
        "│ dense_4 (<span>Dense</span>) │ (<span>None</span>, <span>64</span>) │ <span>50,240</span> │\n"
        "│ dense_5 (<span>Dense</span>) │ (<span>None</span>, <span>10</span>) │ <span>640</span> │\n</pre>\n"
        "<pre><b> Total params: </b><span>50,980</span> (198 KB)\n</pre>\n"
    )
    assert places(report) == [("total-du-resume", "rapport.md, ligne 6")]


def test_a_folder_holds_one_report(tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / ".git").mkdir()
    (tmp_path / "rapport.md").write_text(FALSE)
    (tmp_path / "src" / "cnn.py").write_text("# 3 * 4 = 13\n")
    (tmp_path / ".git" / "notes.md").write_text(FALSE)
    (tmp_path / "photo.png").write_bytes(b"\x89PNG\x00")
    assert places(tmp_path) == [("egalite", "rapport.md, ligne 1"), ("egalite", "src/cnn.py, ligne 1")]


@pytest.mark.parametrize(
    ("name", "content", "notice"),
    [
        ("a.ipynb", b"{", "a.ipynb : ce n’est pas un notebook Jupyter lisible."),
        ("a.ipynb", b"[1]", "a.ipynb : ce n’est pas un notebook Jupyter lisible."),
        ("a.ipynb", b'{"cells": 3}', "a.ipynb : ce n’est pas un notebook Jupyter lisible."),
        ("a.md", b"\x00\x01\x02", "a.md : ce n’est pas du texte."),
    ],
)
def test_what_cannot_be_read_is_said(name: str, content: bytes, notice: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    review = read_again(tmp_path / name)
    assert (review.findings, review.notices) == ((), (notice,))


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    assert read_again(tmp_path / "rien.md").notices == (
        f"{tmp_path}/rien.md : ce fichier n’existe pas. Vérifiez le chemin.",
    )


def test_an_empty_folder_is_said(tmp_path: Path) -> None:
    assert read_again(tmp_path).notices == (
        f"{tmp_path} : aucun fichier Markdown, Jupyter, HTML ou Python. "
        "Donnez un fichier .md, .ipynb, .html ou .py, ou un dossier qui en contient.",
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_encodings(encoding: str, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"Été.\r\n{FALSE}", encoding=encoding)
    assert places(tmp_path / "a.md") == [("egalite", "a.md, ligne 2")]


CODE_BESIDE = """
model = Sequential()
model.add(Input(shape=(28 * 28,)))
model.add(Dense(256, activation="relu"))
model.add(Dropout(0.5))
model.add(Dense(10, activation="softmax"))
"""


@pytest.mark.parametrize(
    ("sentence", "codes"),
    [
        ("La couche cachée compte 256 neurones, avec un dropout de 0.5.", []),
        ("La couche cachée compte 200 neurones, avec un dropout de 0.3.", ["dropout", "neurones"]),
        ("Le CNN compte 200 neurones.", []),
    ],
)
def test_a_text_is_held_to_the_only_network_of_the_code_beside(
    sentence: str, codes: list[str], tmp_path: Path
) -> None:
    (tmp_path / "rapport.md").write_text(f"# Topologie\n\n{sentence}\n", encoding="utf-8")
    (tmp_path / "mlp.py").write_text(CODE_BESIDE, encoding="utf-8")
    assert sorted(finding.code for finding in read_again(tmp_path).findings) == codes
    (tmp_path / "autre.py").write_text(CODE_BESIDE.replace("256", "128"), encoding="utf-8")
    assert not read_again(tmp_path).findings


def test_each_part_is_held_to_the_script_that_it_names(tmp_path: Path) -> None:
    part = "## {} (`{}.py`)\nUne couche cachée de {} neurones.\n"
    text = (
        part.format("MLP", "mlp", 100) + part.format("Autre", "autre", 128) + "## Sans nom\n256 neurones.\n"
    )
    (tmp_path / "rapport.md").write_text(text, encoding="utf-8")
    (tmp_path / "mlp.py").write_text(CODE_BESIDE, encoding="utf-8")
    (tmp_path / "autre.py").write_text(CODE_BESIDE.replace("256", "128"), encoding="utf-8")
    assert places(tmp_path) == [("neurones", "rapport.md, ligne 2")]
