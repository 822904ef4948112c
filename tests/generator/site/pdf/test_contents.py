"""The order of the pages is that of the menu; those that it does not list follow the page they are under."""

from pathlib import Path

import pytest

from experiments.errors import LabError
from generator.site.pdf.contents import Chapter, address, reading_order, settings

CONFIGURATION = """\
site_name: Essai
site_url: https://exemple.ch/essai/
nav:
  - Accueil: index.md
  - Mesures:
      - Un: mesures/un.md
      - mesures/deux.md
  - Fin: fin.md
extra:
  pdf_leaves_out: [fin.md]
"""
MENU = (
    Chapter("Accueil", "", 0),
    Chapter("Mesures", None, 0),
    Chapter("Un", "mesures/un", 1),
    Chapter("", "mesures/deux", 1),
    Chapter("Fin", "fin", 0),
)


def configured(folder: Path, text: str) -> Path:
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
    return folder


def test_the_settings_of_the_site_say_what_to_print(tmp_path: Path) -> None:
    found = settings(configured(tmp_path, CONFIGURATION))
    assert (found.title, found.chapters) == ("Essai", MENU)
    assert (found.left_out, found.site_url) == ({"fin"}, "https://exemple.ch/essai/")


def test_the_title_that_the_authors_give_comes_first(tmp_path: Path) -> None:
    (tmp_path / "rapport.toml").write_text('title = "Le mien"\ngroup = "7"\n', encoding="utf-8")
    found = settings(configured(tmp_path, CONFIGURATION))
    assert (found.title, found.authorship.group) == ("Le mien", "7")


def test_a_site_without_a_menu_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LabError) as caught:
        settings(configured(tmp_path, "site_name: Essai\n"))
    assert str(caught.value) == (
        "mkdocs.yml : « nav » manque, qui dit dans quel ordre se lisent les pages. Ajoutez-le."
    )


@pytest.mark.parametrize(
    ("page", "expected"),
    [("index.md", ""), ("a.md", "a"), ("a/index.md", "a"), ("a/b-1.md", "a/b-1")],
)
def test_a_page_has_the_address_that_mkdocs_gives_it(page: str, expected: str) -> None:
    assert address(page) == expected


def test_pages_outside_of_the_menu_follow_the_one_they_are_under() -> None:
    pages = ["", "mesures/un", "mesures/un/b-10", "mesures/un/b-9", "mesures/deux", "mesures/deux/a", "seule"]
    order = [(chapter.path, chapter.depth) for chapter in reading_order(MENU, pages)]
    assert order == [
        ("", 0),
        (None, 0),
        ("mesures/un", 1),
        ("mesures/un/b-9", 2),
        ("mesures/un/b-10", 2),
        ("mesures/deux", 1),
        ("mesures/deux/a", 2),
    ]
