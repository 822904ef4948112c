"""The browser itself stops a page that would talk to another machine."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Error, Page

from tests.site.built_site import Site

pytestmark = pytest.mark.browser


def test_a_request_to_another_machine_is_stopped(experiment: Page) -> None:
    with pytest.raises(Error, match="Failed to fetch"):
        experiment.evaluate("fetch('http://127.0.0.2:9/')")


def test_the_policy_is_on_every_page(site: Site, open_page: Callable[..., Page]) -> None:
    for path in site.paths:
        policy = open_page(site.url(path)).locator("meta[http-equiv=Content-Security-Policy]")
        assert policy.get_attribute("content") == (
            "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
            "img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self' blob:; "
            "object-src 'none'; base-uri 'none'; form-action 'none'"
        )


def test_a_script_in_a_page_does_not_run(experiment: Page) -> None:
    experiment.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.ran = true";
            document.body.append(script);
            document.body.insertAdjacentHTML("beforeend", '<img src="x" onerror="window.ran = true">');
        }"""
    )
    experiment.wait_for_load_state("networkidle")
    assert experiment.evaluate("window.ran === undefined")


def test_a_link_to_a_script_does_not_run(experiment: Page) -> None:
    experiment.evaluate(
        """() => {
            const link = '<a id="x" href="javascript:window.ran = true">x</a>';
            document.body.insertAdjacentHTML("afterbegin", link);
            document.getElementById("x").click();
        }"""
    )
    experiment.wait_for_timeout(200)
    assert experiment.evaluate("window.ran === undefined")


def test_a_chosen_theme_is_kept_from_page_to_page(site: Site, experiment: Page) -> None:
    before = experiment.locator("body").get_attribute("data-md-color-scheme")
    experiment.locator("button[data-scheme]:visible").click()
    chosen = experiment.locator("body").get_attribute("data-md-color-scheme")
    assert chosen != before
    experiment.goto(site.url(""))
    assert experiment.locator("body").get_attribute("data-md-color-scheme") == chosen
