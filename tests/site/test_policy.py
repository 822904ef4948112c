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
            "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
            "img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self' blob:; "
            "object-src 'none'"
        )
