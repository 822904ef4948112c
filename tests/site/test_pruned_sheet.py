"""A page looks the same under the sheet that lost its rules and under the one that has them all."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser

from generator.site import packing
from tests.site.built_site import Site, build, serving
from tests.site.sample import PAGES

# Each element, and what its style puts before and after it, with a digest of its style. What a sheet names
# for itself shows where it is used; the two sites answer at two addresses.
STYLES = """() => {
  const digests = new Map();
  function digest(text) {
    if (!digests.has(text)) {
      let sum = 0;
      for (const letter of text.replaceAll(location.origin, "")) sum = (sum * 31 + letter.codePointAt(0)) | 0;
      digests.set(text, sum);
    }
    return digests.get(text);
  }
  function said(element, part) {
    const style = getComputedStyle(element, part);
    const names = [...style].filter((name) => !name.startsWith("--"));
    return names.reduce((sum, name) => (sum * 31 + digest(style.getPropertyValue(name))) | 0, names.length);
  }
  return [...document.querySelectorAll("*")].flatMap((element) => [null, "::before", "::after"].map(
    (part) => [element.tagName, element.getAttribute("class"), part, said(element, part)]));
}"""
Media = Literal["print", "screen"]
Colors = Literal["dark", "light"]
PHONE, DESKTOP = 390, 1440


@pytest.mark.parametrize(
    ("media", "colors", "width"),
    [("screen", "light", PHONE), ("screen", "dark", DESKTOP), ("print", "light", DESKTOP)],
)
def test_no_element_changes(
    browser: Browser, site: Site, unpruned_site: Site, media: Media, colors: Colors, width: int
) -> None:
    for path in site.paths:
        pruned, whole = (
            _styles(browser, each.url(path), media, colors, width) for each in (site, unpruned_site)
        )
        assert len(pruned) == len(whole) > 300
        assert [(a, b) for a, b in zip(pruned, whole, strict=True) if a != b] == []


def test_rules_were_lost(site: Site, unpruned_site: Site) -> None:
    pruned, whole = (
        next((each.folder / "assets").glob("rapport-*.css")).stat().st_size for each in (site, unpruned_site)
    )
    assert pruned < 0.75 * whole


@pytest.fixture(scope="module")
def unpruned_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(packing, "pruned", lambda sheet, words: sheet)
        folder: Path = build(tmp_path_factory.mktemp("unpruned"), PAGES)
    with serving(folder) as whole:
        yield whole


def _styles(browser: Browser, url: str, media: Media, colors: Colors, width: int) -> list[list[object]]:
    page = browser.new_page(viewport={"width": width, "height": 900}, reduced_motion="reduce")
    try:
        page.emulate_media(media=media, color_scheme=colors)
        page.goto(url, wait_until="networkidle")
        page.evaluate("document.fonts.ready")
        return page.evaluate(STYLES)
    finally:
        page.close()
