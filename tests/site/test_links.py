"""Every link, image, script and style leads to a file of the site, and every fragment to a place in it."""

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.site.built_site import Site


class Links(HTMLParser):
    """What a page asks for or leads to, and the places that it has."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.places = {"", "__search", "__drawer"}
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.places |= {given[name] or "" for name in ("id", "name") if name in given}
        asked = ("href", "src", "xlink:href", "data-base", "data-examples")
        self.targets += [given[name] or "" for name in asked if name in given]


def broken(folder: Path) -> list[str]:
    """List what leads nowhere in a site, each with its page."""
    pages = {page: Links(page) for page in sorted(folder.rglob("*.html"))}
    found = []
    for page, links in pages.items():
        for target in links.targets if page.name != "404.html" else []:
            parts = urlsplit(target)
            if parts.scheme:
                continue
            file = (page.parent / unquote(parts.path)).resolve() if parts.path else page
            file = file / "index.html" if file.is_dir() else file
            if not file.is_file() or (parts.fragment and unquote(parts.fragment) not in pages[file].places):
                found.append(f"{page.relative_to(folder)}: {target}")
    return found


def test_every_link_of_a_site_leads_somewhere(each_site: Site) -> None:
    assert broken(each_site.folder) == []


@pytest.mark.parametrize(
    "link", ['<a href="absente/">', '<a href="#absent">', '<img src="absente.png">', '<a href="./#absent">']
)
def test_a_link_that_leads_nowhere_would_be_seen(tmp_path: Path, link: str) -> None:
    (tmp_path / "index.html").write_text(f'<p id="place">{link}<a href="#place"><a href="./">')
    assert len(broken(tmp_path)) == 1
