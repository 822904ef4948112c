"""What differs between two reports."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from experiments.results.files import write_result
from experiments.results.schema import Result
from generator.__main__ import cli
from generator.lab.lab import LAB
from generator.report.account.comparison import ReportComparison, compare_reports
from generator.report.account.opening import UnreadableReportError, results_of
from generator.report.address import DOWNLOADS
from generator.report.build import render
from generator.site.build import RESULTS
from tests.generator.samples import evaluation, sample_record

Change = Callable[[dict[str, Any]], None]


def compared(made_up: Path, folder: Path, identifier: str, change: Change) -> ReportComparison:
    """Compare the made-up report with the same one where a result is another."""
    shutil.copytree(made_up, folder / "results")
    record = sample_record(identifier)
    change(record)
    write_result(folder / "results", Result.model_validate(record))
    return compare_reports(LAB, made_up, folder)


def test_a_report_is_the_same_as_itself(made_up_results: Path) -> None:
    done = CliRunner().invoke(cli, ["comparer", str(made_up_results), str(made_up_results)])
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == (
        f"A : {made_up_results}\nB : {made_up_results}\nMêmes modèles, mêmes scores, mêmes verdicts.\n"
    )


def test_a_setting_that_differs(made_up_results: Path, tmp_path: Path) -> None:
    found = compared(
        made_up_results, tmp_path, "mlp-raw-1", lambda r: r["training"].update(batch_size=16, seed=3)
    )
    (model,) = found.models
    assert (model.id, model.scores) == ("mlp-raw-1", ())
    assert model.differences == ("taille des lots\u202f: 8 → 16", "graine\u202f: 1 → 3")


def test_a_layer_that_differs(made_up_results: Path, tmp_path: Path) -> None:
    network = sample_record("mlp-raw-2")["model"]
    found = compared(made_up_results, tmp_path, "mlp-raw-1", lambda r: r.update(model=network))
    (model,) = found.models
    assert len(model.differences) == 1
    assert model.differences[0].startswith("ajouté\u202f: Dropout")


def test_scores_and_a_verdict_that_flips(made_up_results: Path, tmp_path: Path) -> None:
    wrong = {rank: "3" if label != "3" else "0" for rank, label in enumerate("0123" * 10) if rank < 36}
    found = compared(
        made_up_results, tmp_path, "mlp-raw-2", lambda r: r["evaluation"].update(test=evaluation(wrong))
    )
    (model,) = found.models
    (scores,) = model.scores
    assert (model.differences, scores.split, scores.apart) == ((), "test", True)
    assert (scores.first.accuracy.value, scores.second.accuracy.value) == (0.925, 0.1)
    flips = {
        v.first.rule: (v.first.outcome, v.second.outcome)
        for v in found.verdicts
        if v.first and v.second and v.first.page == "partie-2/pixels-bruts.md"
    }
    assert flips["meilleur-que"] == ("inconclusive", "false")
    assert all(first != second for first, second in flips.values())


def test_the_command_says_it_in_text_and_in_json(made_up_results: Path, tmp_path: Path) -> None:
    shutil.copytree(made_up_results, tmp_path / "results")
    (tmp_path / "results/mlp-hog-2.json").unlink()
    arguments = ["comparer", str(made_up_results), str(tmp_path)]
    done = CliRunner().invoke(cli, arguments)
    assert done.exit_code == 1
    lines = done.stdout.splitlines()
    assert lines[:5] == [
        f"A : {made_up_results}",
        f"B : {tmp_path / 'results'}",
        "",
        "Modèles",
        "  mlp-hog-2 : seulement dans A",
    ]
    record = json.loads(CliRunner().invoke(cli, [*arguments, "--json"]).stdout)
    assert record.keys() == {
        *("format_version", "same", "first", "second", "only_first", "only_second", "models", "verdicts"),
        "lacking",
    }
    assert (record["format_version"], record["same"]) == (1, False)
    assert (record["only_first"], record["only_second"], record["models"]) == (["mlp-hog-2"], [], [])
    for change in record["verdicts"]:
        subjects = {*(change["first"] or change["second"])["subjects"]}
        assert (change["first"] and change["second"]) or "mlp-hog-2" not in subjects
    opposite = json.loads(CliRunner().invoke(cli, ["comparer", *arguments[:0:-1], "--json"]).stdout)
    assert opposite["only_second"] == ["mlp-hog-2"]
    assert len(opposite["verdicts"]) == len(record["verdicts"])


def test_a_report_is_the_same_as_its_own_site_with_replicates(tmp_path: Path) -> None:
    pages = render(LAB, RESULTS)
    for path, content in pages.items():
        if path.startswith(f"{DOWNLOADS}/"):
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_bytes(content)
    assert any(path.startswith(f"{DOWNLOADS}/replicates/") for path in pages)
    found = compare_reports(LAB, RESULTS, tmp_path)
    assert (found.same, found.lacking) == (True, ())


@pytest.mark.parametrize("inside", ["", "results", "donnees"])
def test_a_report_is_found_in_a_folder_of_results_a_clone_or_a_site(inside: str, tmp_path: Path) -> None:
    folder = tmp_path / inside
    folder.mkdir(exist_ok=True)
    (folder / "mlp-raw-1.json").write_text("{}")
    assert results_of(tmp_path) == folder


@pytest.mark.parametrize("name", ["absent", "empty"])
def test_where_there_is_no_report(name: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(UnreadableReportError) as caught:
        results_of(tmp_path / name)
    assert caught.value.exit_code == 2
    assert str(caught.value) == (
        f"{tmp_path / name} : aucun résultat. Donnez un dossier de résultats (results/), un clone du projet, "
        "ou un site construit, qui les contient dans donnees/."
    )


def test_a_report_that_cannot_be_read_is_no_difference(made_up_results: Path, tmp_path: Path) -> None:
    (tmp_path / "mlp-raw-1.json").write_text("{}")
    with pytest.raises(UnreadableReportError, match="aucun résultat à lire"):
        compare_reports(LAB, made_up_results, tmp_path)
