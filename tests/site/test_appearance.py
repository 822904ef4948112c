"""Fonts, colour schemes, paper, trial banner."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.site import checks
from tests.site.built_site import Site, build, serving
from tests.site.sample import PAGES, TRIAL

pytestmark = pytest.mark.browser

BACKGROUND = "getComputedStyle(document.body).backgroundColor"
TRIAL_WORDS = "Profil d’essai\u202f: modèles à peine entraînés, résultats sans valeur, à ne pas publier."


def test_formulas_are_drawn_with_the_mathematical_font(experiment: Page) -> None:
    assert checks.fonts_of(experiment, "math *") == {"Rapport Math": True}


def test_texts_take_the_same_room_before_their_fonts_come(site: Site, browser: Browser) -> None:
    widths = """() => ["article p", "article h2"].map((place) => {
      const text = document.createElement("span");
      text.style.whiteSpace = "nowrap";
      text.textContent = "Les réseaux de neurones lisent des chiffres, et se trompent parfois.";
      document.querySelector(place).append(text);
      return text.getBoundingClientRect().width;
    })"""
    with browser.new_context() as context:
        page = context.new_page()
        late: list[Route] = []
        held = True

        def hold(route: Route) -> None:
            if held:
                late.append(route)
            else:
                route.continue_()

        page.route("**/*.woff2*", hold)
        page.goto(site.url("partie-2/pixels-bruts/"), wait_until="domcontentloaded")
        before = page.evaluate(widths)
        assert late
        held = False  # those that are asked for from now on come at once
        for route in late:
            route.continue_()
        checks.wait_for_fonts(page)
        assert page.evaluate(widths) == pytest.approx(before, rel=0.06)


def test_titles_text_and_code_have_their_own_fonts(experiment: Page) -> None:
    assert checks.fonts_of(experiment, "h2") == {"Rapport Serif": True}
    assert checks.fonts_of(experiment, ".verdict p") == {"Rapport Sans": True}
    assert checks.fonts_of(experiment, "pre code") == {"Rapport Mono": True}


@pytest.mark.parametrize(
    ("scheme", "name", "toggle"),
    [("light", "default", "Passer au thème sombre"), ("dark", "slate", "Passer au thème clair")],
)
def test_the_scheme_follows_the_visitor_and_can_be_changed(
    site: Site, open_page: Callable[..., Page], scheme: str, name: str, toggle: str
) -> None:
    page = open_page(site.base_url, color_scheme=scheme)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", name)
    before = page.evaluate(BACKGROUND)
    page.get_by_title(toggle).click()
    expect(page.locator("body")).not_to_have_attribute("data-md-color-scheme", name)
    assert page.evaluate(BACKGROUND) != before


def test_paper_is_light_and_bare(site: Site, open_page: Callable[..., Page]) -> None:
    light = open_page(site.base_url, color_scheme="light").evaluate(BACKGROUND)
    page = open_page(site.base_url, color_scheme="dark")
    assert page.evaluate(BACKGROUND) != light
    page.emulate_media(media="print")
    assert page.evaluate(BACKGROUND) == light
    for selector in (".md-header", ".md-sidebar", ".md-footer"):
        expect(page.locator(selector).first).to_be_hidden()
    assert page.locator("table").first.evaluate("table => getComputedStyle(table).breakInside") == "avoid"


def test_a_ten_by_ten_matrix_fits_a_phone(site: Site, open_page: Callable[..., Page]) -> None:
    page = open_page(site.url("partie-2/pixels-bruts/"), viewport=checks.PHONE)
    matrix = page.locator(".table-scroll:has(.confusion)").first
    assert matrix.evaluate("box => box.scrollWidth <= box.clientWidth")


def test_a_wide_derivation_scrolls_inside_itself(site: Site, open_page: Callable[..., Page]) -> None:
    page = open_page(site.url("partie-2/pixels-bruts/"), viewport=checks.PHONE)
    derivation = page.locator(".derivation").last
    assert derivation.evaluate("box => box.scrollWidth > box.clientWidth")
    expect(derivation).to_have_attribute("tabindex", "0")


def test_a_page_of_a_trial_run_says_so(
    tmp_path_factory: pytest.TempPathFactory, open_page: Callable[..., Page]
) -> None:
    with serving(build(tmp_path_factory.mktemp("page"), PAGES | {"essai.md": TRIAL.encode()})) as site:
        expect(open_page(site.url("essai/")).locator(".trial-run")).to_have_text(TRIAL_WORDS)
        expect(open_page(site.base_url).locator(".trial-run")).to_have_count(0)


def test_every_page_of_a_trial_site_says_so(
    tmp_path_factory: pytest.TempPathFactory, open_page: Callable[..., Page]
) -> None:
    with serving(build(tmp_path_factory.mktemp("site"), PAGES, profile="smoke")) as site:
        for path in site.paths:
            page = open_page(site.url(path))
            expect(page.locator(".trial-run")).to_have_text(TRIAL_WORDS)
            page.emulate_media(media="print")
            expect(page.locator(".trial-run")).to_be_visible()


def test_an_unknown_address_answers_in_french(site: Site, open_page: Callable[..., Page]) -> None:
    page = open_page(site.url("404.html"))
    expect(page.locator("h1")).to_have_text("Page introuvable")
    page.get_by_role("link", name="Revenir à l’accueil").click()
    expect(page).to_have_url(site.base_url)
