"""A model is named the same way everywhere, with a link that leads to its section."""

import posixpath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.facts.reference import reference
from generator.lab.lab import LAB
from generator.report.address import links, site_path
from tests.generator.samples import sample

PAGES = ["index.md", "partie-1.md", "partie-2/hog.md", "partie-2/cnn.md", "a/b/c.md", "a/index.md"]


def address(page: str) -> str:
    """Return the folder that MkDocs gives a page."""
    return "/" + page.removesuffix("index.md").removesuffix(".md").rstrip("/")


@given(st.sampled_from(PAGES), st.sampled_from(PAGES))
def test_a_link_leads_from_any_page_to_any_page(page: str, origin: str) -> None:
    followed = posixpath.normpath(posixpath.join(address(origin), site_path(page, origin)))
    assert followed == posixpath.normpath(address(page))
    assert site_path(page, origin).endswith("/")


@pytest.mark.parametrize(
    ("origin", "link"),
    [("index.md", "donnees/a.json"), ("donnees.md", "a.json"), ("partie-2/hog.md", "../../donnees/a.json")],
)
def test_a_link_leads_to_a_file(origin: str, link: str) -> None:
    assert site_path("donnees/a.json", origin) == link


@pytest.mark.parametrize(
    ("identifier", "name"),
    [("mlp-raw-1", "MLP 1 sur les pixels"), ("mlp-hog-2", "MLP 2 sur HOG"), ("cnn-2", "CNN 2")],
)
def test_a_model_has_a_name_in_its_page_and_in_the_report(identifier: str, name: str) -> None:
    model = reference(sample(identifier))
    assert model.name == name
    assert model.title == f"Modèle {identifier[-1]}"
    page = LAB.place(model).removesuffix(".md")
    link = links(LAB.place)
    assert link(model, "partie-1.md") == f'<a href="../{page}/#{identifier}">{name}</a>'
    assert link(model, "partie-1.md", "ce <b>") == f'<a href="../{page}/#{identifier}">ce &#60;b&#62;</a>'
