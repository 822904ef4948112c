"""What a first visit to a page brings stays light, compressed as hosts of pages do."""

import gzip
import re

from tests.site.built_site import Site

MOST = 300_000


def test_no_first_view_is_heavy(report_site: Site) -> None:
    """All fonts are counted, those that a page does not use too."""
    fonts = sum(font.stat().st_size for font in (report_site.folder / "assets" / "fonts").glob("*.woff2"))
    assert fonts
    weights = {}
    for path in report_site.paths:
        page = report_site.folder / path / "index.html"
        named = re.findall(
            r'<(?:link rel="stylesheet" href|script src)="([^"]+)"', page.read_text(encoding="utf-8")
        )
        files = {page, *((page.parent / name).resolve() for name in named)}
        weights[path] = fonts + sum(len(gzip.compress(file.read_bytes())) for file in files)
    assert {path: weight for path, weight in weights.items() if weight > MOST} == {}
