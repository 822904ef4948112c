"""The command: what it prints, in which form, and its exit code."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.__main__ import cli

RIGHT, FALSE = "784 * 512 + 512 = 401'920", "(640 * 10) + 10 = 650"


def test_a_right_report(tmp_path: Path) -> None:
    report = tmp_path / "rapport.md"
    report.write_text(RIGHT)
    done = CliRunner().invoke(cli, ["relire", str(report)])
    assert done.exit_code == 0
    assert "1 affirmation recalculée : aucune n’est fausse." in done.output


def test_a_false_one(tmp_path: Path) -> None:
    report = tmp_path / "rapport.md"
    report.write_text(f"Rien.\n\n{FALSE}")
    done = CliRunner().invoke(cli, ["relire", str(report)])
    assert done.exit_code == 1
    assert "**rapport.md, ligne 3** (egalite) : « (640 \\* 10) + 10 = 650 »" in done.output
    assert "640 × 10 + 10 vaut 6\u202f410, et non 650." in done.output


def test_data_for_scripts(tmp_path: Path) -> None:
    report = tmp_path / "rapport.md"
    report.write_text(FALSE)
    done = CliRunner().invoke(cli, ["relire", "--json", str(report)])
    (read,) = json.loads(done.output)["reports"]
    assert read["counts"] == {"false": 1, "doubt": 0, "unfinished": 0}
    (finding,) = read["findings"]
    assert (finding["line"], finding["quote"], finding["right"]) == (1, FALSE, "6\u202f410")


@pytest.mark.parametrize("shape", ["--markdown", "--html"])
def test_a_table_comes_before_several_reports(shape: str, tmp_path: Path) -> None:
    names = ["a.md", "b.md", "c.md"]
    for name, text in zip(names, (RIGHT, FALSE, RIGHT), strict=True):
        (tmp_path / name).write_text(text)
    done = CliRunner().invoke(cli, ["relire", shape, *(str(tmp_path / name) for name in names)])
    assert done.exit_code == 1
    assert "Relecture de tous les rapports" in done.output
    assert all(f"Relecture de {name}" in done.output for name in names)


def test_a_report_that_is_not_there_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(RIGHT)
    done = CliRunner().invoke(cli, ["relire", str(tmp_path / "rien.md"), str(tmp_path / "a.md")])
    assert done.exit_code == 2
    assert "ce fichier n’existe pas" in done.output and "Relecture de a.md" in done.output
