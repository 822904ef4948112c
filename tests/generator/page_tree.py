"""A built page as a tree of elements, read with the parser of the standard library."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


@dataclass
class Element:
    """A tag, its attributes, and what is inside: elements and texts."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element | str"] = field(default_factory=list)

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    @property
    def elements(self) -> list["Element"]:
        """The elements directly inside."""
        return [child for child in self.children if isinstance(child, Element)]

    @property
    def text(self) -> str:
        """All the text inside."""
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    def descendants(self) -> Iterator["Element"]:
        """Go through the elements inside, in the order of the page."""
        for child in self.elements:
            yield child
            yield from child.descendants()

    def find(self, tag: str = "", css: str = "", attribute: str = "") -> list["Element"]:
        """Return the elements inside with this tag, this class and this attribute."""
        return [
            element
            for element in self.descendants()
            if (not tag or element.tag == tag)
            and (not css or css in element.classes)
            and (not attribute or attribute in element.attributes)
        ]


class _TreeBuilder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].children.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if tag in (element.tag for element in self.open):
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def parse(page: str) -> Element:
    """Return the root of a page."""
    builder = _TreeBuilder()
    builder.feed(page)
    builder.close()
    return builder.root
