"""The tooltip that says where a number comes from: mouse, keyboard, touch."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from generator.sections.loaded import versioned
from tests.site.built_site import Site

pytestmark = pytest.mark.browser

TOOLTIP = "#provenance"
READ = ".quantity >> nth=0"
MEAN = ".quantity[data-formula^=moyenne]"
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


def test_the_card_of_a_number_says_its_training(experiment: Page) -> None:
    experiment.hover(READ)
    tooltip = experiment.locator(TOOLTIP)
    expect(tooltip).to_contain_text("Graine1Entraînéle 26 novembre 2026Étatà jour, non modifié à la main")


def test_the_card_of_a_mean_says_every_seed_and_counts_its_files(experiment: Page) -> None:
    experiment.locator(MEAN).focus()
    tooltip = experiment.locator(TOOLTIP)
    expect(tooltip).to_contain_text(
        "et 3 autresGraines1, 2 et 3Entraîné4 fois, les 26 novembre 2026 et 27 novembre 2026"
        "Étatà jour, périmé, non modifié à la main"
    )
    expect(tooltip.locator("code")).to_have_count(3)


def test_one_file_is_loaded_for_all_cards_and_only_for_them(experiment: Page, site: Site) -> None:
    files: list[str] = []
    experiment.on(
        "request", lambda request: files.append(request.url) if "/donnees/" in request.url else None
    )
    experiment.hover(".marker >> nth=0")
    expect(experiment.locator(TOOLTIP)).to_be_visible()
    assert files == []
    for number in (READ, DERIVED):
        experiment.hover(number)
        expect(experiment.locator(TOOLTIP)).to_contain_text("Graine")
    said = (site.folder / "donnees" / "entrainements.js").read_bytes()
    assert [file.rpartition("/")[2] for file in files] == [versioned("entrainements.js", said)]


def test_without_that_file_the_card_says_the_rest(experiment: Page) -> None:
    experiment.route("**/entrainements.js*", lambda route: route.abort())
    experiment.hover(READ)
    expect(experiment.locator(TOOLTIP)).to_contain_text("Sourceresults/mlp-raw-1.json")
    expect(experiment.locator(TOOLTIP)).not_to_contain_text("Graine")


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
    page.tap("h1")
    expect(page.locator(TOOLTIP)).to_be_hidden()
    for shown in (True, False, True):
        page.tap(READ)
        expect(page.locator(TOOLTIP)).to_be_visible(visible=shown)
    page.tap(DERIVED)
    expect(page.locator(TOOLTIP)).to_contain_text("Formule")


@pytest.mark.parametrize("height", [740, 320])
@pytest.mark.parametrize("width", [390, 320])
def test_on_a_phone_the_card_never_covers_its_number(
    site: Site, open_page: Callable[..., Page], width: int, height: int
) -> None:
    page = open_page(site.url("partie-2/pixels-bruts/"), viewport={"width": width, "height": height})
    for number in page.locator(".quantity").all():
        number.focus()
        expect(page.locator(TOOLTIP)).to_contain_text("État")
        card, box = page.locator(TOOLTIP).bounding_box(), number.bounding_box()
        assert card is not None and box is not None
        assert card["y"] + card["height"] <= box["y"] or box["y"] + box["height"] <= card["y"]
        assert card["x"] >= 0 and card["x"] + card["width"] <= width
        assert card["y"] >= 0 and card["y"] + card["height"] <= height


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
