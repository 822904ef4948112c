"""Every model of the report is exported: plain Markdown, its formulas in LaTeX, its pictures beside."""

import re
from pathlib import Path

import markdown
import pytest

from experiments.errors import LabError
from experiments.results.files import read_result
from generator.lab.lab import LAB
from generator.site.build import RESULTS
from generator.site.export.model import export
from generator.site.tree import read, text_of

MODELS = sorted(path.stem for path in RESULTS.glob("*.json"))
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)


@pytest.mark.parametrize("model", MODELS)
def test_a_model_is_exported_whole(model: str) -> None:
    exported = export(LAB, RESULTS, model)
    result = read_result(RESULTS / f"{model}.json")
    prose = CODE.sub("", exported.text)
    assert exported.text.startswith("# ")
    assert re.findall(r"<(?!https?://)|&#?\w+;|\{:|data-", prose) == []
    assert len(re.findall(r"(?m)^\$\$$", prose)) % 2 == 0
    assert f"\n{result.code.splitlines()[0]}" in exported.text
    shown = re.findall(r"!\[[^\]]*\]\(([^)]*)\)", exported.text)
    assert sorted(set(shown)) == sorted(exported.pictures)
    assert {f"{model}/historique-perte.png", f"{model}/historique-exactitude.png"} <= exported.pictures.keys()
    assert all(path.is_file() and path.is_relative_to(RESULTS) for path in exported.pictures.values())


@pytest.mark.parametrize("model", ["mlp-raw-1", "cnn-1"])
def test_its_tables_are_tables_and_hold_the_confusions(model: str) -> None:
    tree = read(markdown.markdown(export(LAB, RESULTS, model).text, extensions=["tables", "fenced_code"]))
    tables = [[[text_of(cell) for cell in row] for row in table.iter("tr")] for table in tree.iter("table")]
    matrix = read_result(RESULTS / f"{model}.json").evaluation["test"].confusion_matrix
    expected = [[str(cell) for cell in row] for row in matrix]
    found = [[[re.sub(r"\D", "", cell) for cell in row[1:]] for row in table[1:]] for table in tables]
    assert expected in found
    assert {len({len(row) for row in table}) for table in tables} == {1}


@pytest.mark.parametrize("name", ["mlp_raw_1", "../mlp-raw-1", "", "/etc/passwd", "mlp-raw", "MLP-RAW-1 "])
def test_a_name_that_no_model_has_is_refused(name: str) -> None:
    with pytest.raises(LabError) as caught:
        export(LAB, RESULTS, name)
    assert str(caught.value).startswith(f"Aucune expérience nommée {name}. ")
    assert "Il existe : cnn-1, cnn-2" in str(caught.value)


def test_without_results_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(LabError):
        export(LAB, tmp_path, "mlp-raw-1")
