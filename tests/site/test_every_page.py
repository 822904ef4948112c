"""What the shell promises on every page."""

import html
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site import checks
from tests.site.built_site import Site

pytestmark = pytest.mark.browser


def test_no_page_asks_another_machine_or_makes_the_browser_complain(
    browser: Browser, each_site: Site
) -> None:
    assert checks.outside_requests_and_complaints(browser, each_site) == []


def test_no_page_is_wider_than_a_phone(browser: Browser, each_site: Site) -> None:
    assert checks.pages_wider_than_a_phone(browser, each_site) == []


def test_a_long_page_has_folds(browser: Browser, report_site: Site) -> None:
    assert checks.pages_too_long(browser, report_site) == []


def test_a_link_into_a_fold_opens_it(open_page: Callable[..., Page], report_site: Site) -> None:
    page = open_page(report_site.url("regles/"))
    fold = page.locator("details.rule").last
    assert fold.get_attribute("open") is None
    page.goto(report_site.url(f"regles/#{fold.get_attribute('id')}"))
    expect(page.locator("details.rule[open]")).to_have_count(1)
    expect(fold).to_be_in_viewport()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_are_accessible(browser: Browser, each_small_site: Site, scheme: str) -> None:
    assert checks.accessibility_violations(browser, each_small_site, scheme) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_cell_of_a_matrix_is_legible(browser: Browser, each_small_site: Site, scheme: str) -> None:
    assert checks.illegible_cells(browser, each_small_site, scheme) == []


def test_every_sign_is_drawn_by_the_fonts_of_the_site(browser: Browser, each_small_site: Site) -> None:
    assert checks.borrowed_fonts(browser, each_small_site) == []


def test_formulas_and_drawings_stay_out_of_the_search_index(each_site: Site) -> None:
    drawn = re.compile(r'<math.*?</math>|<svg class="plot.*?</svg>', flags=re.DOTALL)
    texts = {
        checks.words(element) for path in each_site.paths for element in drawn.findall(_page(each_site, path))
    }
    # Shorter ones, such as "x", are in the running text too.
    long_enough = {text for text in texts if len(text) > 8}
    assert long_enough
    assert not {text for text in long_enough if text in checks.index_text(each_site)}


def test_no_sign_begins_a_line_of_the_table_of_contents(each_site: Site) -> None:
    links = [
        html.unescape(re.sub("<.*?>", "", link)).strip()
        for path in each_site.paths
        for link in re.findall(r'<a href="#[^"]*" class="md-nav__link">(.*?)</a>', _page(each_site, path), re.DOTALL)
    ]
    assert links
    assert [link for link in links if re.search(" [?!;:»]|« ", link)] == []


def _page(site: Site, path: str) -> str:
    file = site.folder / path
    return (file / "index.html" if path.endswith("/") or not path else file).read_text(encoding="utf-8")
