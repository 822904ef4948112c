"""The tooltip that says where a number comes from: mouse, keyboard, touch."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.site.built_site import Site

pytestmark = pytest.mark.browser

TOOLTIP = "#provenance"
READ = ".quantity >> nth=0"
DERIVED = ".quantity[data-formula] >> nth=0"


def test_the_mouse_shows_value_and_source_and_hides_them(experiment: Page) -> None:
    tooltip = experiment.locator(TOOLTIP)
    expect(tooltip).to_be_hidden()
    experiment.hover(READ)
    expect(tooltip).to_be_visible()
    expect(tooltip).to_contain_text("Valeur exacte0,9726")
    expect(tooltip).to_contain_text("Sourceresults/mlp-raw-1.json/evaluation/test/accuracy")
    experiment.hover("h1")
    expect(tooltip).to_be_hidden()


def test_the_mouse_may_enter_the_tooltip(experiment: Page) -> None:
    experiment.hover(READ)
    experiment.hover(TOOLTIP)
    expect(experiment.locator(TOOLTIP)).to_be_visible()


def test_a_computed_number_shows_its_formula_and_every_source(experiment: Page) -> None:
    experiment.hover(DERIVED)
    tooltip = experiment.locator(TOOLTIP)
    expect(tooltip).to_contain_text("Formuledifférence des deux exactitudes")
    expect(tooltip.locator("code")).to_have_text(
        [
            "results/mlp-raw-1.json/evaluation/test/accuracy",
            "results/mlp-raw-2.json/evaluation/test/accuracy",
        ]
    )


def test_the_tab_key_reaches_a_number_and_escape_hides_its_tooltip(experiment: Page) -> None:
    tooltip = experiment.locator(TOOLTIP)
    for _ in range(60):
        experiment.keyboard.press("Tab")
        if experiment.evaluate("document.activeElement.matches('.quantity')"):
            break
    expect(tooltip).to_be_visible()
    assert experiment.evaluate("document.activeElement.getAttribute('aria-describedby')") == "provenance"
    experiment.keyboard.press("Escape")
    expect(tooltip).to_be_hidden()
    assert experiment.evaluate("document.activeElement.getAttribute('aria-describedby')") is None


def test_touch_shows_and_hides(site: Site, open_page: Callable[..., Page]) -> None:
    page = open_page(
        site.url("partie-2/pixels-bruts/"), has_touch=True, viewport={"width": 360, "height": 740}
    )
    page.tap(READ)
    expect(page.locator(TOOLTIP)).to_be_visible()
    page.tap("h2 >> nth=0")
    expect(page.locator(TOOLTIP)).to_be_hidden()


@pytest.mark.parametrize("width", [360, 1366])
def test_the_tooltip_stays_inside_the_window(site: Site, open_page: Callable[..., Page], width: int) -> None:
    page = open_page(site.url("partie-2/pixels-bruts/"), viewport={"width": width, "height": 740})
    # The first and last of each kind: both sides of the window, and both of the places a tooltip can take.
    quantities, markers = page.locator(".quantity"), page.locator(".marker[data-tooltip]")
    for target in (quantities.first, quantities.last, markers.first, markers.nth(9)):
        target.focus()
        box = page.locator(TOOLTIP).bounding_box()
        assert box is not None
        assert box["x"] >= 0 and box["x"] + box["width"] <= width
        assert box["y"] >= 0 and box["y"] + box["height"] <= 740


def test_arrows_go_from_point_to_point_of_a_chart(experiment: Page) -> None:
    experiment.locator(".marker").first.focus()
    expect(experiment.locator(TOOLTIP)).to_have_text(re.compile("^Époque 1, entraînement"))
    experiment.keyboard.press("ArrowRight")
    expect(experiment.locator(TOOLTIP)).to_contain_text("Époque 2")
    experiment.keyboard.press("ArrowLeft")
    expect(experiment.locator(TOOLTIP)).to_contain_text("Époque 1")
    assert experiment.locator(".plot .marker[tabindex='0']").count() == 1
