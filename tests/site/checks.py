"""What must hold on every page of a site; each check returns what it found wrong, as text."""

import html
import json
import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.site.built_site import Site

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1360, "height": 900}
# Pixels of a page that one still reads without folds.
LONG = 8000
SEARCH_RESULTS = ".md-search-result__list article"

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
    field.fill("")
    field.type(words)
    expect(page.locator(".md-search-result__meta")).to_contain_text("trouvé")
    return page.locator(SEARCH_RESULTS).all_inner_texts()


def outside_requests_and_complaints(browser: Browser, site: Site) -> list[str]:
    """Visit and search every page; list requests to other machines, and what the browser complains about."""
    found: list[str] = []
    context = browser.new_context()
    page = context.new_page()
    context.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((site.base_url, "data:", "blob:"))
            else found.append(f"request: {request.url}")
        ),
    )
    # A request that is given up because the visitor goes to the next page is no fault of the page.
    context.on(
        "requestfailed",
        lambda request: (
            None if request.failure == "net::ERR_ABORTED" else found.append(f"failed: {request.url}")
        ),
    )
    page.on("pageerror", lambda error: found.append(f"error: {error}"))
    page.on(
        "console",
        lambda message: (
            found.append(f"{message.type}: {message.text}") if message.type in ("error", "warning") else None
        ),
    )
    for path in site.paths:
        page.goto(site.url(path), wait_until="networkidle")
        search(page, "réseau")
        page.keyboard.press("Escape")
    context.close()
    return found


def pages_wider_than_a_phone(browser: Browser, site: Site) -> list[str]:
    """List the pages of which a phone shows only a part, and scrolling boxes out of reach of the keyboard."""
    found = []
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)  # type: ignore[arg-type]
    page = context.new_page()
    for path in site.paths:
        page.goto(site.url(path), wait_until="networkidle")
        # A word is wider in a fallback font, as long as its own is not there.
        width = page.evaluate("document.fonts.ready.then(() => document.documentElement.scrollWidth)")
        if width > PHONE["width"]:
            found.append(f"{path}: {width} px")
        found += page.locator(".derivation, .table-scroll, .plot-scroll").evaluate_all(
            f"""(boxes) => boxes.filter((box) => box.scrollWidth > box.clientWidth && box.tabIndex < 0)
                 .map((box) => "{path}: " + box.className + " scrolls without keyboard")"""
        )
    context.close()
    return found


def accessibility_violations(browser: Browser, site: Site, scheme: str) -> list[str]:
    """List what axe-core finds on the pages, for a visitor who prefers the `scheme` ``light`` or ``dark``."""
    found = []
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    for path in site.paths:
        page.goto(site.url(path), wait_until="networkidle")
        for violation in Axe().run(page).response["violations"]:
            targets = "; ".join(f"{node['target']} {node['html'][:200]}" for node in violation["nodes"][:5])
            found.append(f"{path}: {violation['id']}: {violation['help']}: {targets}")
    context.close()
    return found


def illegible_cells(browser: Browser, site: Site, scheme: str, least: float = 4.5) -> list[str]:
    """List the pages with matrix cells whose text has less than the `least` contrast (WCAG 2.2, 1.4.3)."""
    found = []
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    for path in site.paths:
        page.goto(site.url(path), wait_until="networkidle")
        contrasts = page.locator(".confusion tbody td").evaluate_all(CONTRASTS)
        if contrasts and min(contrasts) < least:
            found.append(f"{path}: {min(contrasts):.2f}")
    context.close()
    return found


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


def borrowed_fonts(browser: Browser, site: Site) -> list[str]:
    """List the pages with text that the site's fonts lack, drawn by those of the visitor's computer."""
    found = []
    context = browser.new_context()
    page = context.new_page()
    for path in site.paths:
        page.goto(site.url(path), wait_until="networkidle")
        page.evaluate("document.fonts.ready.then(() => true)")
        fonts = fonts_of(page, "article, article *:not(svg)")
        found += [f"{path}: {name}" for name, own in fonts.items() if not own]
    context.close()
    return found


def index_text(site: Site) -> str:
    """Return the words that the search index holds."""
    index = json.loads((site.folder / "search" / "search_index.json").read_text(encoding="utf-8"))
    return words(" ".join(f"{entry['title']} {entry['text']}" for entry in index["docs"]))


def pages_too_long(browser: Browser, site: Site) -> list[str]:
    """List the pages that are long on a desktop and have nothing folded."""
    context = browser.new_context(viewport=DESKTOP)  # type: ignore[arg-type]
    page, found = context.new_page(), []
    for path in site.paths:
        page.goto(site.url(path))
        height = page.evaluate("document.documentElement.scrollHeight")
        if height > LONG and not page.locator("details.fold").count():
            found.append(f"{path}: {height} pixels")
    context.close()
    return found
