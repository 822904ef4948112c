"""A page of the site, made a part of one long document."""

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

from experiments.errors import LabError
from generator.site.tree import classes, parents, read, take_out, text_of

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# Attributes that name other elements of the page.
NAMING = ("for", "headers", "aria-labelledby", "aria-describedby", "aria-controls")
# What only a screen can do, or says to a program.
ON_SCREEN = ("headerlink", "downloads", "md-content__button", "md-clipboard", "md-code__nav")
FOR_PROGRAMS = (
    *(
        "data-source",
        "data-formula",
        "data-aim",
        "data-search-exclude",
        "tabindex",
        "contenteditable",
        "title",
    ),
)
# Already leads where it should in the document.
NOTE_LINK = "note-link"
INSIDE = re.compile(r"url\((['\"]?)#([^'\")]+)\1\)")


@dataclass(frozen=True)
class Article:
    """A page of the site.

    Attributes
    ----------
    path : str
        Address of the page from the root of the site.
    prefix : str
        What begins the names of its elements in the whole document.
    body : Element
        The ``article`` element.
    trial : bool
        Whether the page says that it comes from a trial.
    """

    path: str
    prefix: str
    body: Element
    trial: bool

    @property
    def ids(self) -> set[str]:
        """The names of its elements."""
        return {element.get("id", "") for element in self.body.iter() if element.get("id")}


def article(site: Path, path: str) -> Article:
    """Read a page of a built site, without what is of use on a screen alone.

    Raises
    ------
    LabError
        If it is no page of the report.
    """
    page = read((site / path / "index.html").read_text(encoding="utf-8"))
    body = next(page.iter("article"), None)
    if body is None:
        raise LabError(
            f"site/{path}/index.html : ce n’est pas une page du rapport. Relancez « make report »."
        )
    for parent in list(body.iter()):
        for child in list(parent):
            on_screen = child.tag == "script" or set(classes(child)) & set(ON_SCREEN)
            if on_screen or child.get("data-print") == "no":
                take_out(parent, child)
    for element in body.iter():
        for name in FOR_PROGRAMS:
            element.attrib.pop(name, None)
    trial = any("trial-run" in classes(element) for element in page.iter("p"))
    return Article(path, prefix_of(path), body, trial)


def prefix_of(path: str) -> str:
    """Return what begins the names of the elements of a page in the whole document."""
    return "page-" + re.sub(r"[^\w-]+", "-", path)


def named_apart(article: Article) -> None:
    """Begin the name of each element of a page, and each mention of one, with the prefix of the page."""

    def whole(name: str) -> str:
        return f"{article.prefix}--{name}"

    for element in article.body.iter():
        for attribute, value in list(element.attrib.items()):
            if attribute == "id":
                element.set(attribute, whole(value))
            elif attribute in NAMING:
                element.set(attribute, " ".join(map(whole, value.split())))
            elif element.tag != "a" and attribute in ("href", "xlink:href") and value.startswith("#"):
                element.set(attribute, f"#{whole(value[1:])}")
            elif "url(" in value:
                element.set(attribute, INSIDE.sub(lambda found: f"url(#{whole(found[2])})", value))
        if element.tag == "style" and element.text:
            element.text = INSIDE.sub(lambda found: f"url(#{whole(found[2])})", element.text)


def deepened(article: Article, depth: int) -> None:
    """Put the headings of a page so many levels down."""
    for element in article.body.iter():
        if element.tag in HEADINGS:
            element.tag = f"h{min(len(HEADINGS), int(element.tag[1]) + depth)}"


def title_of(article: Article) -> str:
    """Return the title of a page."""
    heading = next(article.body.iter("h1"), None)
    return text_of(heading) if heading is not None else article.path


def relinked(article: Article, leading: Callable[[str, str], str]) -> None:
    """Make links lead where they can in the document; those that lead nowhere become plain text.

    Parameters
    ----------
    article : Article
    leading : callable
        What a link to an address of the site, and to the name of an element there, becomes; empty for none.
    """
    holding = parents(article.body)
    for link in list(article.body.iter("a")):
        target = link.get("href", "")
        if urlsplit(target).scheme or target.startswith("//") or NOTE_LINK in classes(link):
            continue
        href = leading(*aimed(article.path, target)) if target else ""
        for attribute in ("download", "target", "rel"):
            link.attrib.pop(attribute, None)
        if href:
            link.set("href", href)
        elif link in holding:
            link.tag = "span"
            link.attrib.pop("href", None)


def aimed(path: str, target: str) -> tuple[str, str]:
    """Return the address that a link of a page leads to, and the name of an element there."""
    parts = urlsplit(target)
    place = posixpath.normpath(posixpath.join("/", path, unquote(parts.path))).strip("/")
    return place.removesuffix("index.html").strip("/"), unquote(parts.fragment)


def pictures_found(article: Article, site: Path) -> None:
    """Say where on the disk the pictures of a page are."""
    for picture in article.body.iter("img"):
        source = picture.get("src", "")
        if source and not urlsplit(source).scheme:
            place = posixpath.normpath(posixpath.join("/", article.path, unquote(urlsplit(source).path)))
            picture.set("src", (site / place.lstrip("/")).as_uri())
        picture.attrib.pop("loading", None)
