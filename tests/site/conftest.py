"""The sample site and two reports, built once, and one browser for all their checks."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from generator.lab.lab import LAB
from generator.report.build import render
from generator.site.build import RESULTS
from tests.generator.samples import write_samples
from tests.site import checks
from tests.site.built_site import Site, browser_path, build, serving
from tests.site.sample import PAGES


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with serving(build(tmp_path_factory.mktemp("sample"), PAGES)) as sample:
        yield sample


@pytest.fixture(scope="session")
def report_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve the report of the results of the repository."""
    pages = render(LAB, RESULTS)
    with serving(build(tmp_path_factory.mktemp("report"), pages)) as report:
        yield report


@pytest.fixture(scope="session")
def made_up_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve the report of made-up results: the same templates on small models."""
    results = write_samples(tmp_path_factory.mktemp("results") / "results")
    with serving(build(tmp_path_factory.mktemp("made-up"), render(LAB, results))) as report:
        yield report


@pytest.fixture(params=["site", "report_site"])
def each_site(request: pytest.FixtureRequest) -> Site:
    """Give a test the sample, which has one of everything, then the report."""
    return request.getfixturevalue(request.param)


@pytest.fixture(params=["site", "made_up_site"])
def each_small_site(request: pytest.FixtureRequest) -> Site:
    """Give a test that looks at every element the sample, then a report of a reasonable size."""
    return request.getfixturevalue(request.param)


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
        checks.settle(page, scripts=options.get("java_script_enabled") is not False)
        return page

    yield open_in_new_context
    for context in contexts:
        context.close()


@pytest.fixture
def experiment(site: Site, open_page: Callable[..., Page]) -> Page:
    """Open the page of the sample that holds one of everything."""
    return open_page(site.url("partie-2/pixels-bruts/"))
