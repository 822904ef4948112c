"""What a first visit to a page brings stays light, compressed as hosts do, and little of it is waited for."""

import gzip
import re

from tests.site.built_site import Site

MOST = 300_000
SHEET = re.compile(r'<link rel="stylesheet" href="([^"?]+)')
SCRIPT = re.compile(r'<script (?:type="module" )?src="([^"?]+)')
# One that runs before the page is drawn, so that it never shows the other theme.
BLOCKING = re.compile(r'<script src="[^"]*"(?! defer)')


def test_no_first_view_is_heavy(report_site: Site) -> None:
    """All fonts are counted, those that a page does not use too."""
    fonts = sum(font.stat().st_size for font in (report_site.folder / "assets" / "fonts").glob("*.woff2"))
    assert fonts
    weights = {}
    for path in report_site.paths:
        page = report_site.folder / path / "index.html"
        text = page.read_text(encoding="utf-8")
        named = SHEET.findall(text) + SCRIPT.findall(text)
        assert len(named) > 2
        files = {page, *((page.parent / name).resolve() for name in named)}
        weights[path] = fonts + sum(len(gzip.compress(file.read_bytes())) for file in files)
    assert {path: weight for path, weight in weights.items() if weight > MOST} == {}


def test_a_page_is_drawn_after_one_sheet_and_one_small_script(each_site: Site) -> None:
    for path in each_site.paths:
        text = (each_site.folder / path / "index.html").read_text(encoding="utf-8")
        assert len(SHEET.findall(text)) == len(BLOCKING.findall(text)) == 1, path
