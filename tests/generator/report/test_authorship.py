"""Whose report it is: what ``rapport.toml`` says, nothing else; what it cannot say is refused in French."""

import datetime
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.errors import LabError
from generator.lab.lab import LAB
from generator.report.authorship import Authorship, read_authorship
from generator.report.build import render
from generator.report.kept_pages import KeptPages
from tests.generator.page_tree import parse
from tests.generator.samples import write_samples

PROJECT = Path(__file__).parents[3]
WHOLE = """\
title = "Chiffres et poumons"
authors = ["Ada Lovelace", "Émilie du Châtelet", "Grace Hopper"]
group = "Groupe\u00a07"
course = "ARN"
date = 2026-03-01
"""


def read(folder: Path, text: str) -> Authorship:
    (folder / "rapport.toml").write_text(text, encoding="utf-8")
    return read_authorship(folder)


def test_all_that_it_may_say(tmp_path: Path) -> None:
    said = read(tmp_path, WHOLE)
    assert said == Authorship(
        title="Chiffres et poumons",
        authors=["Ada Lovelace", "Émilie du Châtelet", "Grace Hopper"],
        group="Groupe\u00a07",
        course="ARN",
        date=datetime.date(2026, 3, 1),
    )
    assert said.day == "1 mars 2026"


@pytest.mark.parametrize("text", ["", "\ufeff", "# rien\n", 'title = " "\nauthors = [""]\n'])
def test_what_is_not_said_is_not_invented(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text) == Authorship()
    assert Authorship().day == ""


def test_there_may_be_no_such_file(tmp_path: Path) -> None:
    assert read_authorship(tmp_path) == Authorship()


def test_a_date_may_be_a_text(tmp_path: Path) -> None:
    assert read(tmp_path, 'date = "2026-03-01"').day == "1 mars 2026"


KEYS = "Les clés sont title, authors, group, course, date."
A_TITLE = 'title = "Réseaux de neurones profonds"'
NO_TOML = (
    "un fichier TOML, en UTF-8, est attendu. Une ligne donne une clé et sa valeur, un texte entre "
    f"guillemets : {A_TITLE}"
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('titre = "A"', f"clé « titre » : elle est inconnue. Vouliez-vous dire « title » ? {KEYS}"),
        ("AUTEURS = []", f"clé « AUTEURS » : elle est inconnue. Vouliez-vous dire « authors » ? {KEYS}"),
        ('"x.y" = 1', f"clé « x.y » : elle est inconnue. {KEYS}"),
        (
            'authors = "Ada"',
            "clé « authors » : attendu une liste de noms, trouvé 'Ada'. Écrivez par exemple : "
            'authors = ["Prénom Nom", "Prénom Nom"]',
        ),
        (
            'title = "a\\nb"',
            f"clé « title » : attendu un texte d’une ligne, trouvé 'a\\nb'. Écrivez par exemple : {A_TITLE}",
        ),
        (
            "group = 7",
            "clé « group » : attendu un texte d’une ligne, trouvé 7. Écrivez par exemple : "
            'group = "Groupe 7"',
        ),
        *(
            (
                f"date = {given}",
                f"clé « date » : attendu une date (année-mois-jour), trouvé {found}. Écrivez par exemple : "
                "date = 2026-05-31",
            )
            for given, found in [
                ('"1er mars"', "'1er mars'"),
                ('"2026-02-30"', "'2026-02-30'"),
                ("2026-03-01T10:00:00", "2026-03-01 10:00:00"),
                ("20260301", "20260301"),
            ]
        ),
    ],
)
def test_what_it_cannot_say_is_refused_by_key(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(LabError) as failure:
        read(tmp_path, text)
    assert str(failure.value) == f"rapport.toml, {told}"


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(LabError) as failure:
        read(tmp_path, "title = 1\ngroup = []\nx = 2\n")
    assert [line.split(" : ")[0] for line in str(failure.value).splitlines()] == [
        f"rapport.toml, clé « {key} »" for key in ("title", "group", "x")
    ]


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b'title = "a"\ntitle', ", ligne 2"),
        (b"date = 2026-02-30", ", ligne 1"),
        (b'title = "\xff"', ", octet 10"),
        (b"x = " + b"[" * 9000, ""),
    ],
)
def test_what_is_no_toml_is_told(tmp_path: Path, content: bytes, place: str) -> None:
    (tmp_path / "rapport.toml").write_bytes(content)
    with pytest.raises(LabError) as failure:
        read_authorship(tmp_path)
    assert str(failure.value) == f"rapport.toml{place} : {NO_TOML}"


def test_a_folder_in_its_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "rapport.toml").mkdir()
    with pytest.raises(LabError, match=r"^rapport\.toml : la lecture a échoué"):
        read_authorship(tmp_path)


@given(content=st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_whatever_it_holds_it_is_read_or_refused_in_french(
    content: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("any", numbered=True)
    (folder / "rapport.toml").write_bytes(content)
    try:
        read_authorship(folder)
    except LabError as error:
        assert str(error).startswith("rapport.toml")
    shutil.rmtree(folder)


def test_home_says_whose_report_it_is(made_up_results: Path, tmp_path: Path) -> None:
    said = read(tmp_path, WHOLE.replace("poumons", "<b>poumons</b>"))
    home = parse(render(LAB, made_up_results, authorship=said)["index.md"].decode())
    assert "# Chiffres et <b>poumons</b>\n" in home.text
    (byline,) = home.find(css="byline")
    assert byline.text == (
        "Ada Lovelace, Émilie du Châtelet et Grace Hopper · Groupe\u00a07 · ARN · 1 mars 2026"
    )


def test_home_says_nothing_of_what_is_not_said(made_up_pages: dict[str, bytes]) -> None:
    home = parse(made_up_pages["index.md"].decode())
    assert home.find(css="byline") == []
    assert "# Réseaux de neurones profonds\n" in home.text


def test_only_home_is_made_again_for_other_authors(tmp_path: Path) -> None:
    results, made = write_samples(tmp_path / "results"), []
    for said in (None, Authorship(), Authorship(group="A"), Authorship(group="A")):
        kept = KeptPages(tmp_path / "pages", "code")
        render(LAB, results, lambda fault: None, kept, said)
        made.append(kept.made)
    assert made[1:] == [[], ["index.md"], []]


def test_the_one_of_this_project_is_well_formed() -> None:
    assert read_authorship(PROJECT).title
