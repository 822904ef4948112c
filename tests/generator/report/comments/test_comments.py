"""Each comment is on the page it is about; a value that changes is told until it is read again."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from experiments.errors import LabError, ResultError
from generator.lab.lab import LAB
from generator.report.build import render
from generator.report.comments.comments import Comments
from generator.report.kept_pages import KeptPages
from generator.report.results import Results
from tests.generator.page_tree import Element, parse
from tests.generator.samples import write_samples
from tests.resealing import reseal

SCORE = '{{ "mlp-raw-1".evaluation.test.loss | nombre }}'
WEIGHTS = '{{ "mlp-raw-1".model.parameters | entier }}'


class Report:
    """A folder of results and one of comments."""

    def __init__(self, folder: Path) -> None:
        self.results = write_samples(folder / "results")
        self.folder = folder / "commentaires"
        self.pages = folder / "pages"

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def read(self) -> Comments:
        """Return the comments as a build reads them, and keeps their values."""
        comments = Comments(self.folder)
        comments.read(LAB, Results(self.results, LAB.described))
        comments.keep()
        return comments

    def retrain(self, loss: float) -> None:
        """Give the first model another loss."""
        reseal(self.results / "mlp-raw-1.json", lambda record: record["evaluation"]["test"].update(loss=loss))


@pytest.fixture
def report(tmp_path: Path) -> Report:
    return Report(tmp_path)


def blocks(page: bytes) -> list[Element]:
    return parse(page.decode()).find("section", "comment")


def test_a_comment_is_on_its_page_alone(report: Report) -> None:
    report.write("partie-3.md", "Des *parties*.")
    report.write("partie-2/cnn.md", f"{SCORE} et 12")
    report.write("mlp-raw-1.md", "Ce modèle.")
    report.write("index.md", " \n")  # nothing yet
    pages = render(LAB, report.results, comments=Comments(report.folder))
    shown = {path: blocks(page) for path, page in pages.items() if path.endswith(".md")}
    titles = {
        path: [block.find(css="comment-title")[0].text for block in found]
        for path, found in shown.items()
        if found
    }
    assert set(titles) == {"partie-3.md", "partie-2/cnn.md", "partie-2/pixels-bruts/mlp-raw-1.md"}
    assert [*titles.values()] == 3 * [["Commentaire des auteurs"]]
    (block,) = shown["partie-2/cnn.md"]
    (source,) = [data.attributes["data-source"] for data in block.find("data")]
    assert source.split()[0] == "results/mlp-raw-1.json#/evaluation/test/loss"
    (key,) = block.find(css="comment-key")
    assert key.text == "Souligné de tirets\u202f: saisi à la main, ne vient d’aucun résultat"
    assert [span.text for span in block.find("span", "typed")] == ["12", "Souligné de tirets"]


def test_every_page_and_every_model_may_have_one(report: Report, made_up_pages: dict[str, bytes]) -> None:
    models = [path.stem for path in report.results.glob("*.json")]
    paths = [path for path in made_up_pages if path.endswith(".md") and Path(path).stem not in models]
    for name in (*paths, *(f"{model}.md" for model in models)):
        report.write(name, f"Sur {name.removesuffix('.md')}.")
    pages = render(LAB, report.results, comments=Comments(report.folder))
    said = [
        block.find("p")[1].text
        for path, page in pages.items()
        if path.endswith(".md")
        for block in blocks(page)
    ]
    assert sorted(said) == sorted(
        f"Sur {name.removesuffix('.md')}." for name in (*paths, *(f"{m}.md" for m in models))
    )


def test_without_comments_pages_are_as_they_were(report: Report, made_up_pages: dict[str, bytes]) -> None:
    assert render(LAB, report.results, comments=Comments(report.folder)) == made_up_pages


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("mlp_raw_1.md", "mlp-raw-1.md"),
        ("parti-3.md", "partie-3.md"),
        ("cnn.md", "cnn-"),
        ("partie-3.txt", "partie-3.md"),
    ],
)
def test_a_comment_on_nothing_is_told(name: str, meant: str, report: Report) -> None:
    report.write(name, "a")
    refused: list[ResultError] = []
    pages = render(LAB, report.results, refused.append, comments=Comments(report.folder))
    assert not any(blocks(page) for path, page in pages.items() if path.endswith(".md"))
    (title, told) = str(refused[0]).splitlines()
    assert title == "Le rapport ne montre pas tout."
    assert told.startswith(
        f"commentaires/{name} : aucune page ni aucun modèle ne porte ce nom. Renommez ce fichier. "
        "Vouliez-vous "
        f"dire « {meant}"
    )


def test_what_is_wrong_is_said_in_its_place_and_stops_no_other_page(report: Report) -> None:
    report.write("partie-3.md", "a\n{{ b }}\n")
    report.write("partie-4.md", "c")
    refused: list[ResultError] = []
    pages = render(LAB, report.results, refused.append, comments=Comments(report.folder))
    (block,) = blocks(pages["partie-3.md"])
    (notice,) = block.find(css="notice")
    told = str(refused[0]).splitlines()[1]
    assert told.startswith("commentaires/partie-3.md, ligne 2 : {{ b }} n’est pas une valeur.")
    assert notice.text.replace("\u202f", " ") == told
    assert len(blocks(pages["partie-4.md"])) == 1


def test_only_pages_whose_comments_change_are_made_again(report: Report) -> None:
    def made() -> list[str]:
        kept = KeptPages(report.pages, "code")
        pages = render(LAB, report.results, lambda fault: None, kept, comments=Comments(report.folder))
        assert pages == render(LAB, report.results, lambda fault: None, comments=Comments(report.folder))
        return kept.made

    made()
    report.write("partie-3.md", "a")
    report.write("cnn-1.md", SCORE)
    assert sorted(made()) == ["partie-2/cnn.md", "partie-3.md"]
    assert made() == []
    report.write("partie-3.md", "b")
    assert made() == ["partie-3.md"]
    # It shows a value of another family.
    report.retrain(0.5)
    assert "partie-2/cnn.md" in made()
    (report.folder / "cnn-1.md").unlink()
    assert made() == ["partie-2/cnn.md"]


TOLD = "la perte de test du MLP 1 sur les pixels est passée de 0,88 à 0,50"


def edit(report: Report) -> None:
    report.write("partie-3.md", f"{SCORE}, {WEIGHTS} : relu.")


def declare(report: Report) -> None:
    comments = Comments(report.folder)
    comments.read(LAB, Results(report.results, LAB.described))
    assert comments.accept(["partie-3"]) == ["commentaires/partie-3.md"]


@pytest.mark.parametrize("read_again", [edit, declare])
def test_a_number_that_changes_is_told_until_it_is_read_again(
    report: Report, read_again: Callable[[Report], None]
) -> None:
    report.write("partie-3.md", f"{SCORE}, {WEIGHTS}")
    report.write("partie-4.md", WEIGHTS)
    assert report.read().remarks == []
    report.retrain(0.5)
    for _ in range(2):
        assert report.read().remarks == [
            f"Relisez commentaires/partie-3.md : {TOLD}.",
            "Si rien n’est à y changer, lancez « .venv/bin/python -m generator relu ».",
        ]
    pages = render(LAB, report.results, comments=Comments(report.folder))
    (block,) = blocks(pages["partie-3.md"])
    assert block.find(css="notice")[0].text == f"À relire : {TOLD}.".replace(" :", "\u202f:")
    assert not blocks(pages["partie-4.md"])[0].find(css="notice")
    read_again(report)
    assert report.read().remarks == []
    report.retrain(0.75)
    (told, _) = report.read().remarks
    assert told.endswith("est passée de 0,50 à 0,75.")


def test_what_comes_back_needs_no_reading(report: Report) -> None:
    report.write("partie-3.md", SCORE)
    report.read()
    report.retrain(0.5)
    assert report.read().to_read_again
    report.retrain(0.875)
    assert not report.read().to_read_again


def test_what_readers_see_unchanged_needs_no_reading(report: Report) -> None:
    report.write("partie-3.md", SCORE)
    report.read()
    report.retrain(0.8751)
    assert report.read().remarks == []


def test_another_layout_of_the_file_is_no_reading(report: Report) -> None:
    report.write("partie-3.md", f"a\n{SCORE}\n")
    report.read()
    report.retrain(0.5)
    (report.folder / "partie-3.md").write_bytes(f"a  \r\n{SCORE}\r\n\r\n".encode())
    assert report.read().to_read_again


def test_what_was_accepted_is_written_only_when_it_changes(report: Report) -> None:
    report.folder.mkdir()
    report.read()
    assert list(report.folder.iterdir()) == []
    report.write("partie-3.md", SCORE)
    report.read()
    path = report.folder / "valeurs.json"
    before = path.stat().st_mtime_ns
    assert json.loads(path.read_bytes())["partie-3.md"]["values"] == {
        '"mlp-raw-1".evaluation.test.loss | nombre': {"text": "0,88", "value": "0.875"}
    }
    report.read()
    assert path.stat().st_mtime_ns == before
    (report.folder / "partie-3.md").unlink()
    report.read()
    assert json.loads(path.read_bytes()) == {}


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"a": 1}', b"\xff", b"<<<<<<< HEAD\n{}\n"])
def test_values_that_cannot_be_read_are_told_and_kept(content: bytes, report: Report) -> None:
    report.write("partie-3.md", SCORE)
    (report.folder / "valeurs.json").write_bytes(content)
    assert report.read().faults == [
        "commentaires/valeurs.json : les valeurs gardées à la dernière relecture sont attendues, ce "
        "fichier est "
        "illisible. Rétablissez-le avec « git checkout -- commentaires/valeurs.json », ou supprimez-le : "
        "tous les "
        "commentaires seront tenus pour relus."
    ]
    assert (report.folder / "valeurs.json").read_bytes() == content


def test_a_comment_that_does_not_exist_cannot_be_read_again(report: Report) -> None:
    report.write("partie-3.md", SCORE)
    with pytest.raises(LabError) as failure:
        report.read().accept(["partie-4"])
    assert str(failure.value) == (
        "commentaires/partie-4.md : ce commentaire n’existe pas. Vouliez-vous dire « partie-3.md » ? "
        "Commentaires : partie-3.md."
    )


def test_a_trial_judges_no_comment_and_keeps_nothing(report: Report) -> None:
    report.write("partie-3.md", f"{SCORE}. mlp-raw-1 a une exactitude de test de 1 %.")
    assert report.read().faults != []
    for path in report.results.glob("*.json"):
        reseal(path, lambda record: record.update(profile="smoke"))
    comments = report.read()
    assert (comments.faults, comments.remarks) == ([], [])
    assert (
        not (report.folder / "valeurs.json").exists()
        or json.loads((report.folder / "valeurs.json").read_bytes()) == {}
    )


def test_a_model_that_cannot_be_shown_leaves_its_comment_for_later(report: Report) -> None:
    report.write("mlp-raw-1.md", "a")
    report.read()
    before = (report.folder / "valeurs.json").read_bytes()
    (report.results / "mlp-raw-1.json").write_text("{")
    assert report.read().faults == []
    assert (report.folder / "valeurs.json").read_bytes() == before
