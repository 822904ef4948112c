"""What a first visit to a page brings stays light, compressed as hosts do, and little of it is waited for."""

import gzip
import html
import re

from experiments.project import ROOT
from tests.site.built_site import Site

MOST = 300_000
# Drawn from by formulas that the report has none of.
RARE = "rapport-math-rare"
SHEET = re.compile(r'<link rel="stylesheet" href="([^"?]+)')
SCRIPT = re.compile(r' (?:src|data-scripts)="([^"?]+\.js)')
FORMULA = re.compile(r"<math.*?</math>", re.DOTALL)
# One that runs before the page is drawn, so that it never shows the other theme.
BLOCKING = re.compile(r'<script src="[^"]*"(?! defer)')


def test_no_first_view_is_heavy(report_site: Site) -> None:
    """All fonts are counted but the one that no page asks for, those that a page does not use too."""
    fonts = sum(
        font.stat().st_size
        for font in (report_site.folder / "assets" / "fonts").glob("*.woff2")
        if font.stem != RARE
    )
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


def test_no_page_asks_for_the_font_of_rare_formulas(report_site: Site) -> None:
    sheet = (ROOT / "docs" / "assets" / "css" / "fonts.css").read_text(encoding="utf-8")
    (ranges,) = re.findall(rf"{RARE}[^}}]*unicode-range:([^;]*);", sheet)
    rare = {
        sign
        for low, high in re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", ranges)
        for sign in map(chr, range(int(low, 16), int(high or low, 16) + 1))
    }
    assert "𝒜" in rare
    assert "𝑥" not in rare
    for path in report_site.paths:
        text = (report_site.folder / path / "index.html").read_text(encoding="utf-8")
        formulas = html.unescape(" ".join(FORMULA.findall(text)))
        assert rare.isdisjoint(formulas), path


def test_a_page_is_drawn_after_one_sheet_and_one_small_script(each_site: Site) -> None:
    for path in each_site.paths:
        text = (each_site.folder / path / "index.html").read_text(encoding="utf-8")
        assert len(SHEET.findall(text)) == len(BLOCKING.findall(text)) == 1, path
