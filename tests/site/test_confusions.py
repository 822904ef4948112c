"""The cells of a confusion matrix open on the very examples counted: mouse, keyboard, and without script."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.site.built_site import Site

pytestmark = pytest.mark.browser

MATRIX = "table.confusion[data-examples]"
DIALOG = "dialog.confused"
CELL = f"{MATRIX} td.error button"


@pytest.fixture
def matrix_path(report_site: Site) -> str:
    """Return a page whose matrix opens."""
    pages = (path for path in report_site.paths if path.endswith("/"))
    return next(p for p in pages if "data-examples" in (report_site.folder / p / "index.html").read_text())


def test_a_cell_opens_on_its_examples_and_gives_the_focus_back(
    report_site: Site, matrix_path: str, open_page: Callable[..., Page]
) -> None:
    page = open_page(report_site.url(matrix_path), viewport={"width": 390, "height": 844})
    files: list[str] = []
    page.on("request", lambda request: files.append(request.url) if "/confusions/" in request.url else None)
    cell = page.locator(CELL).first
    count = int(cell.inner_text())
    row = cell.evaluate("cell => cell.closest('tr').cells[0].textContent")
    for leave in ("Escape", "Enter"):
        cell.focus()
        page.keyboard.press("Enter")
        dialog = page.locator(DIALOG)
        expect(dialog.locator("img")).to_have_count(count)
        expect(dialog.get_by_role("heading")).to_contain_text(f"Vérité\u202f: {row}\u202f; réponse")
        assert dialog.locator("img").evaluate_all("images => images.every((each) => each.naturalWidth > 0)")
        box = dialog.bounding_box()
        assert box is not None and box["x"] >= 0 and box["x"] + box["width"] <= 390
        page.keyboard.press(leave)
        expect(dialog).to_be_hidden()
        expect(cell).to_be_focused()
    assert len(files) == 1
    cell.click()
    page.mouse.click(2, 2)
    expect(page.locator(DIALOG)).to_be_hidden()


@pytest.mark.parametrize("one", [True, False])
def test_one_example_is_told_in_the_singular(
    report_site: Site, matrix_path: str, open_page: Callable[..., Page], one: bool
) -> None:
    page = open_page(report_site.url(matrix_path))
    several = re.compile(r"^([2-9]|\d\d+)$")
    cell = page.locator(CELL).filter(has_text=re.compile("^1$") if one else several).first
    noun = page.locator(MATRIX).first.get_attribute("data-one" if one else "data-noun")
    count = cell.inner_text()
    cell.click()
    expect(page.locator(DIALOG).locator("p").first).to_have_text(
        f"{count} {noun} de test, par rang à partir de zéro."
    )


def test_a_file_that_cannot_be_loaded_is_said_and_asked_again(
    report_site: Site, matrix_path: str, open_page: Callable[..., Page]
) -> None:
    page = open_page(report_site.url(matrix_path))
    page.route("**/confusions/*", lambda route: route.abort())
    page.locator(CELL).first.click()
    expect(page.locator(DIALOG)).to_contain_text("n’a pas pu être chargé")
    page.unroute("**/confusions/*")
    page.keyboard.press("Escape")
    page.locator(CELL).first.click()
    expect(page.locator(DIALOG).locator("img").first).to_be_visible()


def test_without_script_the_cells_are_plain_numbers(
    report_site: Site, matrix_path: str, open_page: Callable[..., Page]
) -> None:
    page = open_page(report_site.url(matrix_path), java_script_enabled=False)
    assert page.locator(f"{MATRIX} button").count() == 0
    expect(page.locator(f"{MATRIX} td.error:not(.zero)").first).to_have_text(re.compile(r"^\d+$"))
