"""The checks of the pages can fail: each one sees its own fault in a page that has them all."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.site import checks
from tests.site.built_site import Site, build, serving

pytestmark = pytest.mark.browser

FAULTS = """# Fautes

<img src="http://127.0.0.2:9/pixel.png">

<div style="width: 900px">Trop large.</div>

<p style="font-family: serif">Écrit dans une police de la machine.</p>

<table class="confusion"><tbody><tr>
<td class="diagonal" style="--level: 1; color: #888">7</td>
</tr></tbody></table>
"""


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with serving(build(tmp_path_factory.mktemp("faulty"), {"index.md": FAULTS.encode()})) as site:
        yield site


def test_an_outside_image_is_seen(browser: Browser, faulty: Site) -> None:
    found = checks.outside_requests_and_complaints(browser, faulty)
    assert any("http://127.0.0.2:9/pixel.png" in complaint for complaint in found)


def test_a_wide_page_is_seen(browser: Browser, faulty: Site) -> None:
    assert any(found.startswith(": 9") for found in checks.pages_wider_than_a_phone(browser, faulty))


def test_an_image_without_words_is_seen(browser: Browser, faulty: Site) -> None:
    assert any("image-alt" in found for found in checks.accessibility_violations(browser, faulty, "light"))


def test_a_pale_cell_is_seen(browser: Browser, faulty: Site) -> None:
    assert len(checks.illegible_cells(browser, faulty, "light")) == 1


def test_a_borrowed_font_is_seen(browser: Browser, faulty: Site) -> None:
    assert len(checks.borrowed_fonts(browser, faulty)) == 1
