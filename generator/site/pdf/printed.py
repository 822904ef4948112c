"""What a browser printed, read and changed as bytes: Chromium writes the objects of a PDF in the clear."""

import re

DATE = re.compile(rb"/(?:CreationDate|ModDate) \(D:[^)]*\)")
NAMED = re.compile(rb"/([^\s/\[]+) \[(\d+) 0 R")
ESCAPED = re.compile(r"#([0-9A-Fa-f]{2})")
KID = re.compile(rb"(\d+) 0 R")


def undated(pdf: bytes) -> bytes:
    """Return the same PDF without the moment of its making, of which nothing else in it depends.

    Spaces stand in its place: the table of objects, which counts bytes, stays true.
    """
    start = pdf.find(b"/Producer")
    end = pdf.find(b"endobj", start)
    return pdf[:start] + DATE.sub(lambda date: b" " * len(date[0]), pdf[start:end]) + pdf[end:]


def page_numbers(pdf: bytes) -> dict[str, int]:
    """Return the page, from 1 on, of each place that a link leads to; empty if the PDF does not say it."""
    catalog = re.search(rb"/Type /Catalog\b.*?endobj", pdf, re.DOTALL)
    root = catalog and re.search(rb"/Pages (\d+) 0 R", catalog[0])
    places = catalog and re.search(rb"/Dests (\d+) 0 R", catalog[0])
    if not root or not places:
        return {}
    ranks = {page: rank for rank, page in enumerate(_pages(pdf, int(root[1])), start=1)}
    return {
        ESCAPED.sub(lambda sign: chr(int(sign[1], 16)), name.decode()): ranks[int(page)]
        for name, page in NAMED.findall(_object(pdf, int(places[1])))
    }


def page_count(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    return len(re.findall(rb"/Type /Page\b", pdf))


def _pages(pdf: bytes, node: int) -> list[int]:
    """Return the pages under a node of the tree of pages, in order."""
    kids = re.search(rb"/Kids \[([^\]]*)\]", _object(pdf, node))
    if not kids:
        return [node]
    return [page for kid in KID.findall(kids[1]) for page in _pages(pdf, int(kid))]


def _object(pdf: bytes, number: int) -> bytes:
    found = re.search(rb"\n%d 0 obj\n(.*?)\nendobj" % number, pdf, re.DOTALL)
    return found[1] if found else b""
