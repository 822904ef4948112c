"""What a report says, as data, is what its pages say."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from generator.__main__ import cli
from generator.lab.lab import LAB
from generator.report.account.account import Account, account
from generator.report.account.printed import account_text
from generator.report.build import render
from generator.rules.speaker import Speaker
from tests.another_lab.lab import LAB as GARDEN
from tests.another_lab.results import write_garden
from tests.generator.page_tree import parse

NUMBER = {"value", "text", "sources", "formula"}
PASSAGE = {"text", "values"}


@pytest.fixture(scope="module")
def told(made_up_results: Path) -> Account:
    return account(LAB, made_up_results)[0]


def rules_of(pages: dict[str, bytes], lab: Any) -> Counter[tuple[str, str, str]]:
    """Count the verdicts of the rules of a laboratory that pages show, or those of their models."""
    above = {page.path.removesuffix(".md") + "/": page.path for page in lab.pages}
    codes = {Speaker(lab.wordings).wording(rule).code for rule in lab.every_rule()}
    return Counter(
        (
            next((page for folder, page in above.items() if path.startswith(folder)), path),
            box.attributes["data-rule"],
            box.attributes["data-subjects"],
        )
        for path, text in pages.items()
        if path.endswith(".md")
        for box in parse(text.decode()).descendants()
        if box.attributes.get("data-rule") in codes and "data-subjects" in box.attributes
    )


def test_it_tells_every_verdict_of_the_pages_and_no_other(
    told: Account, made_up_pages: dict[str, bytes]
) -> None:
    found = Counter((v.page, v.rule, " ".join(v.subjects)) for v in told.verdicts)
    assert found == rules_of(made_up_pages, LAB)
    assert sum(found.values()) > 50


def test_it_tells_another_laboratory_in_its_own_words(tmp_path: Path) -> None:
    folder = write_garden(tmp_path / "results")
    told = account(GARDEN, folder)[0]
    found = Counter((v.page, v.rule, " ".join(v.subjects)) for v in told.verdicts)
    assert found == rules_of(render(GARDEN, folder), GARDEN) and found
    assert [each.id for each in told.questions] == [question.id for question in GARDEN.questions]


def test_it_answers_every_question_as_its_page_does(told: Account, made_up_pages: dict[str, bytes]) -> None:
    assert [each.id for each in told.questions] == [question.id for question in LAB.questions]
    for each in told.questions:
        anchors = {box.attributes.get("id") for box in parse(made_up_pages[each.page].decode()).descendants()}
        assert {f"reponse-{other.id}" for other in told.questions if other.answer == each.answer} & anchors
        assert each.subjects and each.answer.text


def test_every_number_read_is_at_its_path(told: Account, made_up_results: Path) -> None:
    numbers = [n for each in told.questions for n in each.answer.values]
    numbers += [n for each in told.verdicts for n in each.sentence.values]
    numbers += [s.accuracy for model in told.models for s in model.scores.values()]
    read = [n for n in numbers if not n.formula and len(n.sources) == 1]
    assert len(read) > 20
    for number in read:
        file, _, pointer = number.sources[0].partition("#")
        value = json.loads((made_up_results.parent / file).read_bytes())
        for part in pointer.split("/")[1:]:
            value = value[int(part) if isinstance(value, list) else part]
        assert value == number.value, number


def test_intervals_hold_their_score(told: Account) -> None:
    for model in told.models:
        assert model.scores.keys() == {"validation", "test"}
        for scores in model.scores.values():
            assert 0 <= scores.low.value <= scores.accuracy.value <= scores.high.value <= 1
            assert scores.low.value < scores.high.value


def test_the_format(made_up_results: Path) -> None:
    """Whatever changes here is another format: the version goes up, and README.md says how."""
    done = CliRunner().invoke(cli, ["verdicts", "--json", "--results", str(made_up_results)])
    assert (done.exit_code, done.stderr) == (0, "")
    record = json.loads(done.stdout)
    assert record.keys() == {
        *("format_version", "results", "profile", "models", "questions", "verdicts", "lacking")
    }
    assert (record["format_version"], record["profile"], record["lacking"]) == (1, "full", [])
    for model in record["models"]:
        assert model.keys() == {"id", "name", "family", "scores"}
        for scores in model["scores"].values():
            assert scores.keys() == {"trainings", "accuracy", "low", "high", "loss"}
            assert all(number.keys() == NUMBER for number in scores.values())
    for question in record["questions"]:
        assert question.keys() == {"id", "part", "text", "page", "answer", "subjects"}
        assert question["answer"].keys() == PASSAGE
    for verdict in record["verdicts"]:
        assert verdict.keys() == {
            *("page", "rule", "subjects", "question", "outcome", "news", "label", "sentence", "evidence")
        }
        assert verdict["outcome"] in {"true", "false", "inconclusive"}
        assert verdict["sentence"].keys() == PASSAGE
        assert all(number.keys() == NUMBER for number in verdict["sentence"]["values"])
        assert all(each.keys() == {"name", "value"} for each in verdict["evidence"])


def test_it_reads_as_text(told: Account, made_up_results: Path) -> None:
    done = CliRunner().invoke(cli, ["verdicts", "--results", str(made_up_results)])
    assert (done.exit_code, done.stdout, done.stderr) == (0, account_text(told), "")
    assert all(each.sentence.text in done.stdout for each in told.verdicts)
    assert all(each.answer.text in done.stdout for each in told.questions)
    assert "<" not in done.stdout.replace("< ", "").replace("<\u202f", "")


def test_what_is_lacking_is_said(made_up_results: Path, tmp_path: Path) -> None:
    folder = tmp_path / "results"
    folder.mkdir()
    for path in made_up_results.glob("*.json"):
        if not path.name.startswith("cnn-pneumonia"):
            (folder / path.name).write_bytes(path.read_bytes())
    (folder / "mlp-raw-2.json").write_text("{}")
    done = CliRunner().invoke(cli, ["verdicts", "--results", str(folder)])
    assert done.exit_code == 0
    said = [line for line in done.stderr.splitlines() if line.startswith("Attention : ")]
    assert any("results/mlp-raw-2.json" in line for line in said)
    assert any("aucun résultat de la famille cnn-pneumonia" in line for line in said)
