"""The sample site, built once, and one browser for all its checks.

To hold the finished report to the same checks, give the fixture `site` a second parameter.
"""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.site.built_site import Site, browser_path, build, serving
from tests.site.sample import PAGES


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with serving(build(tmp_path_factory.mktemp("sample"), PAGES)) as sample:
        yield sample


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        # Chromium has no sandbox of its own inside a container.
        browser = playwright.chromium.launch(executable_path=browser_path(), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Give a function that opens a page in a context of its own, with the options of ``new_context``."""
    contexts = []

    def open_in_new_context(url: str, **options: object) -> Page:
        context = browser.new_context(**options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.goto(url)
        page.evaluate("document.fonts.ready.then(() => true)")
        return page

    yield open_in_new_context
    for context in contexts:
        context.close()


@pytest.fixture
def experiment(site: Site, open_page: Callable[..., Page]) -> Page:
    """Open the page of the sample that holds one of everything."""
    return open_page(site.url("partie-2/pixels-bruts/"))
