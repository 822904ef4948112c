"""The report as a PDF, printed by a real browser: tagged, with an outline, fonts, links, few enough pages."""

import re

import pytest

from generator.site.pdf.contents import settings
from generator.site.pdf.made import print_site
from generator.site.pdf.printed import page_count, page_numbers
from tests.site.built_site import PROJECT, Site

pytestmark = pytest.mark.browser

MOST_PAGES = 44
DESCRIPTOR = re.compile(rb"/FontDescriptor (\d+) 0 R")


@pytest.fixture(scope="module")
def pdf(report_site: Site) -> bytes:
    """Print the report of the results of the repository, in its short form."""
    return print_site(report_site.folder, settings(PROJECT), whole=False)


def test_it_has_few_enough_pages_of_a4(pdf: bytes) -> None:
    assert 20 < page_count(pdf) <= MOST_PAGES
    sizes = {
        tuple(map(round, map(float, box.split()))) for box in re.findall(rb"/MediaBox \[([^\]]*)\]", pdf)
    }
    assert sizes == {(0, 0, 595, 842)}


def test_it_is_tagged_in_french_and_has_an_outline(pdf: bytes) -> None:
    catalog = re.search(rb"/Type /Catalog\b.*?endobj", pdf, re.DOTALL)
    assert catalog
    for entry in (rb"/Marked true", rb"/StructTreeRoot", rb"/Outlines", rb"/Lang \(fr\)"):
        assert re.search(entry, catalog[0]), entry
    titles = re.findall(rb"/Title <FEFF([0-9A-F]+)>", pdf)
    said = {bytes.fromhex(title.decode()).decode("utf-16-be") for title in titles}
    said |= {title.decode("latin-1") for title in re.findall(rb"/Title \(([^)]*)\)", pdf)}
    assert {"Table des matières", "Partie 2", "Notes"} <= said


def test_it_says_nothing_of_when_and_where_it_was_made(pdf: bytes) -> None:
    assert b"CreationDate" not in pdf
    assert b"ModDate" not in pdf
    assert b"file:" not in pdf


def test_its_fonts_are_inside(pdf: bytes) -> None:
    # A font of type 3 is made of its drawings; the others name the file that holds theirs.
    fonts = re.findall(rb"/Type /Font\b.*?endobj", pdf, re.DOTALL)
    assert len(fonts) > 4
    described = [found[1] for font in fonts if (found := DESCRIPTOR.search(font))]
    drawn = {found[1] for font in fonts if b"/Type3" in font and (found := DESCRIPTOR.search(font))}
    for number in described:
        descriptor = re.search(rb"\n%s 0 obj\n(.*?)\nendobj" % number, pdf, re.DOTALL)
        assert descriptor and (number in drawn or b"/FontFile" in descriptor[1])
    assert b"/BaseFont /Helvetica" not in pdf


def test_its_links_lead_to_its_pages_or_to_the_web(pdf: bytes) -> None:
    annotations = re.findall(rb"/Subtype /Link\b.*?endobj", pdf, re.DOTALL)
    names = {found[1] for each in annotations if (found := re.search(rb"/Dest /([^\s/>]+)", each))}
    assert len(names) > 50
    assert {name.decode() for name in names} <= page_numbers(pdf).keys()
    assert [uri for uri in re.findall(rb"/URI \(([^)]*)\)", pdf) if not uri.startswith(b"http")] == []
