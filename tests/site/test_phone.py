"""No page loses anything on a phone."""

import pytest
from playwright.sync_api import Browser

from tests.site import checks
from tests.site.built_site import Site, build, serving
from tests.site.phone import spoilt

pytestmark = pytest.mark.browser

PROSE = "une explication qui n’en finit pas d’expliquer " * 12
FAULTS = {
    "overlap: essai: rappel / précision": (
        '<svg class="plot" data-plot="essai" viewBox="0 0 100 20"><text x="0" y="15">rappel</text>'
        '<text x="0" y="15">précision</text></svg>'
    ),
    "cut caption: Une légende": (
        '<table><caption style="white-space: nowrap">Une légende '
        + "très longue " * 20
        + "</caption></table>"
    ),
    "out of reach: div.": f'<div style="overflow: hidden; white-space: nowrap">{PROSE}</div>',
    "no hint: div.": f'<div style="overflow-x: auto; white-space: nowrap">{PROSE}</div>',
    "broken: MaxPooling2D": '<p style="width: 6em; word-break: break-all">La couche MaxPooling2D.</p>',
    "blank row: a": (
        '<div class="table-scroll"><table style="width: 900px"><tr><td style="min-width: 700px">a</td>'
        f"<td>{PROSE}</td></tr></table></div>"
    ),
}


def test_no_page_loses_anything_on_a_phone(browser: Browser, each_site: Site) -> None:
    found = checks.faults(
        browser, each_site, checks.width, spoilt, viewport=checks.PHONE, has_touch=True, is_mobile=True
    )
    assert found == []


def test_each_fault_would_be_seen(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> None:
    page = "# Fautes\n\n" + "\n\n".join(FAULTS.values())
    with serving(build(tmp_path_factory.mktemp("phone"), {"index.md": page})) as site:
        found = checks.faults(browser, site, spoilt)
    for fault in FAULTS:
        assert [said for said in found if f"(390 px): {fault}" in said], (fault, found)
