"""The checks of the pages can fail: each one sees its own fault in a page that has them all."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.site import checks
from tests.site.built_site import Site, build, serving

pytestmark = pytest.mark.browser

FAULTS = """# Fautes

<img src="http://127.0.0.2:9/pixel.png">

<div style="width: 900px; height: 9000px">Trop large, trop haut.</div>

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
    found = checks.faults(browser, faulty)
    assert any("http://127.0.0.2:9/pixel.png" in complaint for complaint in found)


@pytest.mark.parametrize(
    ("look", "visitor", "fault"),
    [
        (checks.width, {"viewport": checks.PHONE, "has_touch": True, "is_mobile": True}, ": 9.. px wide"),
        (checks.accessibility, {}, "image-alt"),
        (checks.cells, {}, r"contrast of \d"),
        (checks.signs, {}, ": "),
        (checks.length, {"viewport": {"width": 320, "height": 568}}, "px high"),
    ],
)
def test_a_look_sees_its_fault(
    browser: Browser, faulty: Site, look: checks.Look, visitor: dict[str, object], fault: str
) -> None:
    unseen = checks.faults(browser, faulty, **visitor)
    found = checks.faults(browser, faulty, look, **visitor)
    assert [each for each in found if each not in unseen and re.search(fault, each)]


def test_the_policy_makes_a_browser_complain(browser: Browser, faulty: Site) -> None:
    assert any("Content Security Policy" in complaint for complaint in checks.faults(browser, faulty))
