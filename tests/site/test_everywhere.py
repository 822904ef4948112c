"""The site works wherever its files are: in a folder of a host, wrong addresses included, or on a disk."""

import base64
import functools
import hashlib
import re
import shutil
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.site import checks
from tests.site.built_site import Site

pytestmark = pytest.mark.browser
NOT_FOUND = "404.html"


class _PagesHost(SimpleHTTPRequestHandler):
    """Answers with the page of the project for what it has not, as GitHub Pages does."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        folder = Path(self.directory)
        inside = folder / self.path.split("/")[1] / NOT_FOUND
        page = inside if inside.exists() else folder / NOT_FOUND
        content = page.read_bytes() if page.exists() else b""
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Keep the test report free of access logs."""


@pytest.fixture(params=["depot/", ""], ids=["folder", "root"])
def host(request: pytest.FixtureRequest, made_up_site: Site, tmp_path: Path) -> Iterator[str]:
    """Serve a report in a folder of a host, then at its root; give its address."""
    folder = tmp_path / "host" / request.param
    folder.parent.mkdir(parents=True, exist_ok=True)
    shutil.copytree(made_up_site.folder, folder)
    handler = functools.partial(_PagesHost, directory=str(tmp_path / "host"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/{request.param}"
    server.shutdown()
    server.server_close()


def visited(browser: Browser, address: str) -> tuple[Page, list[str], list[str]]:
    """Open a page and return it, with the addresses that it asked for and those of them that failed."""
    asked: list[str] = []
    failed: list[str] = []
    page = browser.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("response", lambda answer: failed.append(answer.url) if answer.status >= 400 else None)
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.on("pageerror", lambda error: failed.append(str(error)))
    page.goto(address)
    checks.settle(page)
    page.wait_for_load_state("networkidle")
    return page, asked, failed


@pytest.mark.parametrize("host", ["depot/"], indirect=True)
def test_pages_ask_only_for_what_is_there(browser: Browser, host: str, made_up_site: Site) -> None:
    # Of each depth one page, and the one that asks for most: their shell is the same.
    depths = {path.count("/"): path for path in made_up_site.paths}
    for path in {*depths.values(), "essayer/"}:
        page, asked, failed = visited(browser, host + path)
        assert failed == []
        assert [url for url in asked if not url.startswith((host, "data:"))] == []
        page.close()


@pytest.mark.parametrize("wrong", ["absente", "absente/", "partie-2/absente/page/", "a/b/c/d?x=1#y"])
def test_a_wrong_address_leads_back_to_the_project(browser: Browser, host: str, wrong: str) -> None:
    page, asked, failed = visited(browser, host + wrong)
    address = host + wrong.partition("#")[0]
    folder = host.rstrip("/").count("/") > 2
    # At the root of a host, the first folder of the address may be the project: it is asked.
    unlucky = [] if folder or "/" not in wrong else [f"{host}{wrong.partition('/')[0]}/assets/css/fonts.css"]
    assert failed == [address, *unlucky]
    assert [url for url in asked if not url.startswith((host, "data:"))] == []
    assert checks.fonts_of(page, "main h1, main p") == {"Rapport Serif": True, "Rapport Sans": True}
    page.get_by_role("link", name="Revenir à l’accueil du rapport").click()
    assert page.url == host
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_of_a_wrong_address_is_accessible(
    host: str, open_page: Callable[..., Page], scheme: str
) -> None:
    page = open_page(f"{host}absente/", color_scheme=scheme, viewport=checks.PHONE)
    assert Axe().run(page).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") == checks.PHONE["width"]


def test_the_policy_of_a_wrong_address_names_its_script(made_up_site: Site) -> None:
    text = (made_up_site.folder / NOT_FOUND).read_text(encoding="utf-8")
    script = re.search("<script>(.*?)</script>", text, re.DOTALL)
    assert script
    digest = base64.b64encode(hashlib.sha256(script[1].encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}';" in text


def test_every_page_of_a_disk_is_reached_by_links(browser: Browser, made_up_site: Site) -> None:
    page = browser.new_page()
    failed: list[str] = []
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.on("pageerror", lambda error: failed.append(str(error)))
    start = (made_up_site.folder / "index.html").as_uri()
    waiting, seen = [start], {start}
    while waiting:
        page.goto(waiting.pop())
        checks.settle(page)
        assert page.locator("h1").count() == 1
        links = page.locator("a[href]:not([download])").evaluate_all(
            "(links) => links.map((link) => link.href)"
        )
        for link in links:
            file = link.partition("#")[0]
            if file.startswith("file:") and file not in seen:
                assert file.endswith(".html"), file
                seen.add(file)
                waiting.append(file)
    assert seen == {(made_up_site.folder / path / "index.html").as_uri() for path in made_up_site.paths}
    # Of a disk, a browser fetches neither the index of the search nor, ahead of their styles, fonts.
    assert [url for url in failed if not url.partition("?")[0].endswith((".woff2", "search_index.js"))] == []
    page.goto(start)
    checks.settle(page)
    fonts = checks.fonts_of(page, "article h1, article p")
    assert {"Rapport Serif", "Rapport Sans"} <= fonts.keys() and all(fonts.values())
    assert not page.locator(".md-search").is_visible()
    page.close()
