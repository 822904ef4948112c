"""The pages of a site become one document whose links, names and notes hold together."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from experiments.errors import LabError
from generator.report.authorship import Authorship
from generator.site.pdf.document import document
from generator.site.tree import read, text_of, write
from tests.generator.site.pdf.pages import SETTINGS, TRIAL, small_site


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return small_site(tmp_path / "site")


@pytest.fixture
def short(site: Path) -> str:
    return document(site, SETTINGS, whole=False)


@pytest.fixture
def whole(site: Path) -> str:
    return document(site, SETTINGS, whole=True)


def headings(html: str) -> list[tuple[str, str]]:
    return [(e.tag, text_of(e)) for e in read(html).iter() if re.fullmatch("h[1-6]", e.tag)]


def links(html: str) -> dict[str, str]:
    return {
        text_of(a): a.get("href", "") for section in read(html).iter("section") for a in section.iter("a")
    }


@pytest.mark.parametrize("form", ["short", "whole"])
def test_names_are_unique_and_every_link_inside_leads_somewhere(
    form: str, request: pytest.FixtureRequest
) -> None:
    tree = read(request.getfixturevalue(form))
    names = Counter(e.get("id", "") for e in tree.iter() if e.get("id"))
    assert [name for name, times in names.items() if times > 1] == []
    targets = {a.get("href", "") for a in tree.iter("a")}
    assert {t[1:] for t in targets if t.startswith("#")} <= names.keys()
    assert {t for t in targets if not t.startswith("#")} == {"https://exemple.ch/"}


def test_no_script_is_printed(whole: str) -> None:
    assert "Encore." in whole
    assert "<script" not in whole and "m()" not in whole


def test_pages_follow_the_menu_each_heading_below_that_of_its_chapter(short: str) -> None:
    assert headings(short) == [
        ("h1", "Table des matières"),
        ("h1", "Début"),
        ("h1", "Mesures"),
        ("h2", "Un"),
        ("h3", "B"),
        ("h3", "M 1"),
        ("h1", "Notes"),
    ]


def test_the_table_of_contents_gives_the_pages_once_they_are_known(site: Path) -> None:
    html = document(site, SETTINGS, whole=False, numbers={"page-mesures-un": 7, "page-mesures-un--a": 8})
    rows = {
        text_of(li[0][0]): text_of(li[0][1])
        for li in read(html).iter("li")
        if li.get("class", "").startswith("level")
    }
    assert rows == {"Début": "", "Mesures": "", "Un": "8"}


def test_what_folds_hide_is_left_out_and_their_method_told_once_in_a_note(short: str) -> None:
    text = text_of(read(short))
    assert "Caché" not in text and "Détail" not in text and "Couches" not in text and "Issues" not in text
    assert "Questions" in text and "Ouvert" in text and "Bloc × 4" in text
    assert text.count("Méthode.") == 1
    assert re.findall(r'<a class="note-link" href="#(.*?)">(.*?)</a>', short) == [("note--1", "1")] * 2
    assert '<p>Oui.<sup class="note-mark">' in short
    assert "Le site montre en plus ce qui y est replié, et ces pages\u202f: Règles." in text


@pytest.mark.parametrize("form", ["short", "whole"])
def test_what_pages_recall_is_printed_once(form: str, request: pytest.FixtureRequest) -> None:
    html = request.getfixturevalue(form)
    assert (html.count(">Courbes."), html.count("Autres courbes."), html.count("Redit.")) == (1, 1, 2)
    assert html.index(">Courbes.") < html.index("Encore.")


def test_the_whole_document_shows_everything_and_has_no_note(whole: str) -> None:
    text = text_of(read(whole))
    for words in ("Comment ?", "Caché", "Détail", "Couches", "Issues", "Méthode."):
        assert words in text
    assert "note-link" not in whole and "forme courte" not in whole
    assert links(whole)["règle"] == "#page-regles--r1"


def test_links_lead_to_the_page_in_the_document_to_the_web_or_nowhere(short: str, site: Path) -> None:
    assert links(short)["b"] == "#page-mesures-un--b"
    assert "<span>données</span>" in short and "<span>les règles</span>" in short
    assert "PNG" not in short and "rapport.pdf" not in short and "¶" not in short
    published = document(site, replace(SETTINGS, site_url="https://exemple.ch/r/"), whole=False)
    assert links(published)["les règles"] == "https://exemple.ch/r/regles"


def test_what_names_another_element_follows_its_new_name(short: str, site: Path) -> None:
    use = next(read(short).iter("use"))
    assert write(use) == '<use xlink:href="#page-mesures-un--c" clip-path="url(#page-mesures-un--c)"></use>'
    assert next(read(short).iter("img")).get("src") == (site / "mesures" / "i.png").as_uri()


def test_the_title_of_the_report_is_escaped_where_it_stands(short: str) -> None:
    assert "<title>Essai « A &amp; B »</title>" in short
    assert 'content: "Essai « A \\26  B »"' in short


def test_the_cover_says_whose_report_it_is(site: Path, short: str) -> None:
    assert "cover-line" not in short
    authorship = Authorship(authors=["A <B>", "C"], course="ARN", date=date(2026, 5, 31))
    html = document(site, replace(SETTINGS, authorship=authorship), whole=False)
    cover = next(e for e in read(html).iter("section") if "cover" in e.get("class", ""))
    lines = [text_of(p) for p in cover if p.get("class") == "cover-line"]
    assert lines == ["A <B>, C", "ARN", "31 mai 2026"]


def test_a_trial_says_so(site: Path, short: str) -> None:
    assert "trial-run" not in short and "trial-mark" not in short
    html = document(small_site(site, TRIAL), SETTINGS, whole=False)
    assert 'class="trial-mark"' in html and "résultats sans valeur" in html


def test_a_page_that_is_none_of_the_report_is_refused(site: Path) -> None:
    (site / "regles" / "index.html").write_text("<p>vide", encoding="utf-8")
    with pytest.raises(LabError) as caught:
        document(site, SETTINGS, whole=True)
    assert str(caught.value) == (
        "site/regles/index.html : ce n’est pas une page du rapport. Relancez « make report »."
    )
