"""Zensical, the successor of Material for MkDocs, makes the same pages of the same settings."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.site import checks
from tests.site.built_site import PROJECT, Site, serving

# What a reader would miss.
PARTS = {
    "heading": re.compile(r"<h[1-4][ >]"),
    "formula": re.compile(r"<math[ >]"),
    "plot": re.compile(r'<svg [^>]*class="plot'),
    "table": re.compile(r"<table[ >]"),
    "number with its source": re.compile(r"data-source="),
}


@pytest.fixture(scope="module")
def other_site(made_up_site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve what Zensical makes of the report of made-up results."""
    folder = tmp_path_factory.mktemp("zensical")
    shutil.copytree(made_up_site.folder.parent / "docs", folder / "docs")
    shutil.copy(PROJECT / "mkdocs.yml", folder)
    shutil.copytree(PROJECT / "generator" / "site" / "theme", folder / "generator" / "site" / "theme")
    command = [str(Path(sys.executable).with_name("zensical")), "build", "--strict"]
    built = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    assert "No issues found" in built.stdout + built.stderr
    with serving(folder / "site") as site:
        yield site


def article(site: Site, path: str) -> str:
    """Return what a page shows, without its frame."""
    text = (site.folder / path / "index.html").read_text(encoding="utf-8")
    return text[text.index("<article") : text.index("</article>")]


def test_pages_formulas_and_plots_are_those_of_mkdocs(made_up_site: Site, other_site: Site) -> None:
    assert other_site.paths == made_up_site.paths
    for path in made_up_site.paths:
        ours, theirs = article(made_up_site, path), article(other_site, path)
        for name, part in PARTS.items():
            assert len(part.findall(theirs)) == len(part.findall(ours)), (path, name)
    whole = "".join(article(other_site, path) for path in other_site.paths)
    assert all(part.search(whole) for part in PARTS.values())


def test_a_wrong_address_has_the_same_page(made_up_site: Site, other_site: Site) -> None:
    ours, theirs = ((site.folder / "404.html").read_text() for site in (made_up_site, other_site))
    assert re.findall("script-src .*?;|<h1>.*?</h1>|<script>.*?</script>", ours, re.DOTALL) == (
        re.findall("script-src .*?;|<h1>.*?</h1>|<script>.*?</script>", theirs, re.DOTALL)
    )


@pytest.mark.browser
def test_a_browser_has_nothing_to_complain_about(browser: Browser, other_site: Site) -> None:
    said: list[str] = []
    page = browser.new_page()
    page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("requestfailed", lambda request: said.append(f"failed: {request.url}"))
    shown = (PARTS["plot"], PARTS["formula"])
    page.goto(
        other_site.url(
            next(p for p in other_site.paths if all(part.search(article(other_site, p)) for part in shown))
        ),
        wait_until="networkidle",
    )
    assert page.locator("svg.plot:visible, article math:visible").count() > 1
    assert checks.fonts_of(page, "article h1") == {"Rapport Serif": True}
    assert said == []
    page.close()
