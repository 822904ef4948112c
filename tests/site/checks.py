"""What must hold on every page of a site; each look at an open page returns what it finds wrong, as text."""

import html
import json
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.site.built_site import Site

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1360, "height": 900}
# Pixels of a page that one still reads without folds.
LONG = 8000
# Seconds, for a machine that does other things.
PATIENCE = 60
# Contrast of a text with what is behind it (WCAG 2.2, 1.4.3).
LEAST_CONTRAST = 4.5
SEARCH_RESULTS = ".md-search-result__list article"

Look = Callable[[Page], list[str]]

UNFOLD = """() => {
  document.querySelectorAll("details").forEach((details) => { details.open = true; });
  const frames = new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  return Promise.race([frames, new Promise((resolve) => setTimeout(resolve, 5000))]);
}"""

CONTRASTS = """(cells) => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const luminance = (color) => {
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((value) => value / 255)
      .map((value) => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  return cells.map((cell) => {
    const style = getComputedStyle(cell);
    const pair = [luminance(style.color), luminance(style.backgroundColor)];
    const [darker, lighter] = pair.sort((a, b) => a - b);
    return (lighter + 0.05) / (darker + 0.05);
  });
}"""


def words(markup: str) -> str:
    """Return the text of `markup` without its tags."""
    return html.unescape(re.sub(r"<[^>]*>", "", markup))


def search(page: Page, words: str) -> list[str]:
    """Type `words` in the search of an open page; return the text of the results."""
    field = page.locator(".md-search__input")
    if not field.is_visible():
        page.locator("label[for=__search].md-header__button").click()
    field.click()
    # One key alone, and so one question: the answer to a part of the words would pass for theirs.
    field.fill(words[:-1])
    field.press_sequentially(words[-1])
    expect(page.locator(".md-search-result__meta")).to_contain_text("trouvé")
    return page.locator(SEARCH_RESULTS).all_inner_texts()


def faults(browser: Browser, site: Site, *looks: Look, **visitor: object) -> list[str]:
    """Visit every page once and look at it; list what is wrong, and all that the browser complains about.

    Parameters
    ----------
    *looks : callable
        Each is given the open page.
    **visitor : object
        Options of ``new_context``: screen, colours that are preferred.
    """
    found = []
    context = browser.new_context(**visitor)  # type: ignore[arg-type]
    with complaints(context, site.base_url) as heard:
        page = context.new_page()
        for path in site.paths:
            page.goto(site.url(path))
            settle(page)
            page.wait_for_load_state("networkidle")
            found += [f"{path}: {fault}" for look in looks for fault in look(page)]
    context.close()
    return found + heard


def settle(page: Page, *, scripts: bool = True) -> None:
    """Wait for what comes once a page is drawn: its scripts; its fonts, in which words have other widths."""
    if scripts and page.locator("script[data-scripts]").count():
        page.wait_for_selector("html.js")
    wait_for_fonts(page)


def wait_for_fonts(page: Page) -> None:
    """Wait until no font is on its way; a promise of the page would be waited for without end."""
    end = time.monotonic() + PATIENCE
    while page.evaluate("[document.body.offsetHeight, document.fonts.status][1]") != "loaded":
        assert time.monotonic() < end, f"{page.url} : a font never came"
        page.wait_for_timeout(20)


@contextmanager
def complaints(context: BrowserContext, address: str) -> Iterator[list[str]]:
    """Listen to a browser: requests to other machines than that of `address`, failures, errors, warnings."""
    found: list[str] = []

    def ask(url: str) -> None:
        if not url.startswith((address, "data:", "blob:")):
            found.append(f"request: {url}")

    def fail(url: str, why: str | None) -> None:
        # A request that is given up because the visitor goes to the next page is no fault of the page.
        if why != "net::ERR_ABORTED":
            found.append(f"failed: {url}")

    def say(kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            found.append(f"{kind}: {text}")

    context.on("request", lambda request: ask(request.url))
    context.on("requestfailed", lambda request: fail(request.url, request.failure))
    context.on("console", lambda message: say(message.type, message.text))
    context.on("weberror", lambda error: found.append(f"error: {error.error}"))
    yield found


def width(page: Page) -> list[str]:
    """Tell if a phone shows a part of an unfolded page only, or what scrolls out of reach of the keyboard."""
    found = []
    page.evaluate(UNFOLD)
    wide = page.evaluate("document.documentElement.scrollWidth")
    if wide > PHONE["width"]:
        found.append(f"{wide} px wide")
    return found + page.locator(".derivation, .table-scroll, .plot-scroll").evaluate_all(
        """(boxes) => boxes.filter((box) => box.scrollWidth > box.clientWidth && box.tabIndex < 0)
             .map((box) => box.className + " scrolls without keyboard")"""
    )


def accessibility(page: Page) -> list[str]:
    """List what axe-core finds on a page."""
    found = []
    for violation in Axe().run(page).response["violations"]:
        targets = "; ".join(f"{node['target']} {node['html'][:200]}" for node in violation["nodes"][:5])
        found.append(f"{violation['id']}: {violation['help']}: {targets}")
    return found


def cells(page: Page) -> list[str]:
    """Tell if a matrix has cells whose text can hardly be read."""
    contrasts = page.locator(".confusion tbody td").evaluate_all(CONTRASTS)
    return [f"contrast of {min(contrasts):.2f}"] if contrasts and min(contrasts) < LEAST_CONTRAST else []


def signs(page: Page) -> list[str]:
    """List the fonts of the visitor's computer that draw what those of the site lack."""
    return [name for name, own in fonts_of(page, "article, article *:not(svg)").items() if not own]


def length(page: Page) -> list[str]:
    """Tell if a page is long on a desktop and has nothing folded."""
    height = page.evaluate("document.documentElement.scrollHeight")
    return [f"{height} px high"] if height > LONG and not page.locator("details.fold").count() else []


def fonts_of(page: Page, selector: str) -> dict[str, bool]:
    """Return the fonts that draw the text below `selector`, and whether each one is the site's own."""
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    document = session.send("DOM.getDocument")["root"]["nodeId"]
    nodes = session.send("DOM.querySelectorAll", {"nodeId": document, "selector": selector})["nodeIds"]
    fonts: dict[str, bool] = {}
    for node in nodes:
        for font in session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]:
            fonts[font["familyName"]] = fonts.get(font["familyName"], True) and font["isCustomFont"]
    session.detach()
    return fonts


def index_text(site: Site) -> str:
    """Return the words that the search index holds."""
    index = json.loads((site.folder / "search" / "search_index.json").read_text(encoding="utf-8"))
    return words(" ".join(f"{entry['title']} {entry['text']}" for entry in index["docs"]))
