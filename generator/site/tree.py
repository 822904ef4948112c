"""HTML as a tree that can be changed, and back."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from xml.etree.ElementTree import Element, TreeBuilder, tostring

VOID = frozenset(("area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"))


class _Reader(HTMLParser):
    """Builds the tree of a text; an end tag closes what was left open inside it."""

    def __init__(self) -> None:
        super().__init__()
        self._builder = TreeBuilder()
        self._open: list[str] = []
        self.handle_starttag("html", [])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "html" and self._open:
            return
        self._builder.start(tag, {name: value or "" for name, value in attrs})
        if tag in VOID:
            self._builder.end(tag)
        else:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self._open[1:]:
            return
        while (last := self._open.pop()) != tag:
            self._builder.end(last)
        self._builder.end(tag)

    def handle_data(self, data: str) -> None:
        self._builder.data(data)

    def tree(self) -> Element:
        self.close()
        for tag in reversed(self._open):
            self._builder.end(tag)
        return self._builder.close()


def read(text: str) -> Element:
    """Return the tree of a page, or of a piece of one: its root is ``html``."""
    reader = _Reader()
    reader.feed(text)
    return reader.tree()


def write(element: Element) -> str:
    """Return the HTML of an element, without what follows it."""
    following, element.tail = element.tail, None
    text = tostring(element, encoding="unicode", method="html")
    element.tail = following
    return text


def classes(element: Element) -> list[str]:
    """Return the classes of an element."""
    return element.get("class", "").split()


def with_class(root: Element, name: str) -> Iterator[Element]:
    """Go through the elements that have a class."""
    return (element for element in root.iter() if name in classes(element))


def text_of(element: Element) -> str:
    """Return the text of an element, on one line; the narrow spaces of French stay."""
    return re.sub("[ \t\r\n]+", " ", "".join(element.itertext())).strip(" ")


def parents(root: Element) -> dict[Element, Element]:
    """Return what holds each element."""
    return {child: parent for parent in root.iter() for child in parent}


def take_out(parent: Element, child: Element, instead: Element | None = None) -> None:
    """Remove an element, or put another one in its place; the text that follows it stays."""
    place = list(parent).index(child)
    if instead is not None:
        instead.tail, child.tail = child.tail, None
        parent[place] = instead
        return
    following, child.tail = child.tail or "", None
    parent.remove(child)
    if place:
        parent[place - 1].tail = (parent[place - 1].tail or "") + following
    else:
        parent.text = (parent.text or "") + following
