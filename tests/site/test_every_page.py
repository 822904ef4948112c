"""What the shell promises on every page."""

import html
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site import checks
from tests.site.built_site import Site

pytestmark = pytest.mark.browser

PASSAGE = re.compile(r"<(p|li|td|dd|figcaption|summary)\b[^>]*>(.*?)</\1>", re.DOTALL)
NO_PROSE = re.compile(r"<(code|math|pre|svg)\b.*?</\1>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
MARK = re.compile(r"^[ \t]*(?:[-*+#]|\d+[.)])[ \t].*|\*\*|\]\(|`", re.MULTILINE)


def test_no_page_of_the_report_is_wrong_on_a_desktop(browser: Browser, report_site: Site) -> None:
    assert checks.faults(browser, report_site, checks.length, viewport=checks.DESKTOP) == []


def test_every_element_is_accessible_and_legible(browser: Browser, each_small_site: Site) -> None:
    looks = (checks.accessibility, checks.cells, checks.signs)
    assert checks.faults(browser, each_small_site, *looks, color_scheme="light") == []


def test_every_element_is_accessible_in_the_dark(browser: Browser, site: Site) -> None:
    # The sample has one of everything, and only colours change.
    assert checks.faults(browser, site, checks.accessibility, checks.cells, color_scheme="dark") == []


def test_matrices_are_legible_in_the_dark(browser: Browser, made_up_site: Site) -> None:
    assert checks.faults(browser, made_up_site, checks.cells, color_scheme="dark") == []


def test_a_search_makes_the_browser_complain_of_nothing(browser: Browser, report_site: Site) -> None:
    context = browser.new_context()
    with checks.complaints(context, report_site.base_url) as heard:
        page = context.new_page()
        page.goto(report_site.url("partie-2/cnn/"))
        checks.settle(page)
        assert checks.search(page, "réseau")
    context.close()
    assert heard == []


def test_a_link_into_a_fold_opens_it(open_page: Callable[..., Page], report_site: Site) -> None:
    page = open_page(report_site.url("regles/"))
    fold = page.locator("details.rule").last
    assert fold.get_attribute("open") is None
    page.goto(report_site.url(f"regles/#{fold.get_attribute('id')}"))
    checks.settle(page)
    expect(page.locator("details.rule[open]")).to_have_count(1)
    expect(fold).to_be_in_viewport()


@pytest.mark.parametrize("name", ["report_site", "made_up_site"])
def test_no_mark_of_markdown_is_left_on_a_page(name: str, request: pytest.FixtureRequest) -> None:
    """A line that should have begun an item, or emphasis that was not read as one."""
    each: Site = request.getfixturevalue(name)
    found = []
    for path in each.paths:
        text = (each.folder / path / "index.html").read_text(encoding="utf-8")
        for _, content in PASSAGE.findall(text):
            words = html.unescape(TAG.sub("", NO_PROSE.sub("", content)))
            found += [f"{path}: {mark}" for mark in MARK.findall(words)]
    assert found == []


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
        for link in re.findall(
            r'<a href="#[^"]*" class="md-nav__link">(.*?)</a>', _page(each_site, path), re.DOTALL
        )
    ]
    assert links
    assert [link for link in links if re.search(" [?!;:»]|« ", link)] == []


def _page(site: Site, path: str) -> str:
    file = site.folder / path
    return (file / "index.html" if path.endswith("/") or not path else file).read_text(encoding="utf-8")
