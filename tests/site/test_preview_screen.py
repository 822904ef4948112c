"""A page that is open in the preview shows itself again when it changes, and what is wrong."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from generator.site.screen import Screen
from tests.site.built_site import Site

pytestmark = pytest.mark.browser


@pytest.fixture
def screen(site: Site) -> Iterator[Screen]:
    shown = Screen(site.folder, "127.0.0.1:0")
    shown.open()
    yield shown
    shown.close()


def test_an_open_page_follows_what_is_said(screen: Screen, open_page: Callable[..., Page]) -> None:
    page = open_page(screen.url)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    panel = page.locator("#preview-message")
    expect(panel).to_have_count(0)
    screen.tell(notice="Un entraînement est nécessaire.")
    expect(panel).to_have_text("Un entraînement est nécessaire.")
    screen.tell(error="page.md.j2, ligne 3 : <b>absente</b>")
    expect(panel).to_have_text("page.md.j2, ligne 3 : <b>absente</b>")
    screen.tell(error="", notice="")
    expect(panel).to_have_count(0)
    page.evaluate("window.before = true")
    with page.expect_navigation():
        screen.tell(changed=True)
    assert page.evaluate("window.before") is None
    assert complaints == []


def test_a_wrong_address_of_the_preview_has_the_page_of_the_project(
    screen: Screen, open_page: Callable[..., Page]
) -> None:
    assert open_page(f"{screen.url}absente/").get_by_role("heading").inner_text() == "Page introuvable"
