"""Headings, paragraphs, lists, tables, code and plots: what HTML makes of them, as plain Markdown."""

import posixpath
import re
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from generator.site.export.words import DISPLAYED, UNSEEN, words
from generator.site.tree import classes, text_of

HEADING = re.compile("h([1-6])")
LISTS = ("ul", "ol")
BLOCKS = {"p", "ul", "ol", "table", "pre", "div", "figure", "details", "section", "blockquote", "nav", "hr"}
# What leads elsewhere on the site, or to its files.
LEFT_OUT = ("downloads", "trail", "headerlink")
PICTURE = ".png"
NUMBER = re.compile(r"[\d\s.,−%]*")


def blocks(element: Element, picture: Callable[[str], str]) -> Iterator[str]:
    """Go through the blocks of Markdown that the inside of an element becomes.

    Parameters
    ----------
    element : Element
    picture : callable
        Where the picture of a plot is beside the text, from its address on the site.
    """
    loose = Element("p")
    loose.text = element.text
    for child in element:
        if child.tag not in BLOCKS and not HEADING.fullmatch(child.tag) and not _displayed(child):
            loose.append(child)
            continue
        yield from filter(None, [words(loose)])
        loose = Element("p")
        loose.text = child.tail
        yield from _block(child, picture)
    yield from filter(None, [words(loose)])


def _displayed(element: Element) -> bool:
    return DISPLAYED in classes(element)


def _block(element: Element, picture: Callable[[str], str]) -> Iterator[str]:
    heading = HEADING.fullmatch(element.tag)
    if set(classes(element)) & set(LEFT_OUT) or element.tag in UNSEEN or element.get("data-print") == "no":
        return
    if _displayed(element) or "steps" in classes(element):
        # The steps of one equality follow one another.
        steps = "\n".join(map(text_of, element)) or text_of(element)
        yield f"$$\n{steps}\n$$"
    elif heading:
        yield f"{'#' * int(heading[1])} {words(element)}"
    elif element.tag == "pre":
        yield _code(element)
    elif element.tag in LISTS:
        yield _list(element, picture)
    elif element.tag == "table":
        yield from _table(element)
    elif element.tag == "figure" and "chart" in classes(element):
        yield from _plot(element, picture)
    elif element.tag == "details":
        yield from _fold(element, picture)
    elif element.tag == "hr":
        yield "---"
    else:
        yield from blocks(element, picture)


def _code(element: Element) -> str:
    language = next((name for each in element.iter("code") for name in classes(each)), "")
    text = "".join(element.itertext()).strip("\n")
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
    return f"{fence}{language.removeprefix('language-')}\n{text}\n{fence}"


def _list(element: Element, picture: Callable[[str], str]) -> str:
    items = []
    for place, item in enumerate(element, start=1):
        mark = f"{place}. " if element.tag == "ol" else "- "
        lines = "\n\n".join(blocks(item, picture)).split("\n")
        items.append("\n".join([mark + lines[0], *(line and " " * len(mark) + line for line in lines[1:])]))
    return ("\n\n" if any("\n\n" in item for item in items) else "\n").join(items)


def _table(element: Element) -> Iterator[str]:
    """Return a table: its caption, then its rows under one row of heads, which is all that Markdown has."""
    yield from (f"*{words(caption)}*" for caption in element.findall("caption"))
    rows = list(element.iter("tr"))
    heads = [row for head in element.findall("thead") for row in head.iter("tr")]
    first = _cells(heads[-1]) if heads else [""] * max(len(row) for row in rows)
    above = [text for row in heads[:-1] for text in _cells(row) if text]
    first[0] = " / ".join(filter(None, [first[0], *above]))
    body = [row for row in rows if row not in heads]
    rule = ["---:" if all(map(_numeric, column)) else "---" for column in _columns(body)]
    yield "\n".join(f"| {' | '.join(cells)} |" for cells in [first, rule, *map(_cells, body)])


def _columns(rows: list[Element]) -> list[tuple[Element, ...]]:
    return list(zip(*map(list, rows), strict=True))


def _numeric(cell: Element) -> bool:
    return "numeric" in classes(cell) or (cell.tag == "td" and bool(NUMBER.fullmatch(text_of(cell))))


def _cells(row: Element) -> list[str]:
    return [words(cell) for cell in row]


def _plot(element: Element, picture: Callable[[str], str]) -> Iterator[str]:
    caption = next((words(each) for each in element.iter("figcaption")), "")
    for link in element.iter("a"):
        address = link.get("href", "")
        if posixpath.splitext(address)[1] == PICTURE:
            yield f"![{caption}]({picture(address)})"


def _fold(element: Element, picture: Callable[[str], str]) -> Iterator[str]:
    """Return what a fold hides, under its title; one without a title only leads to other pages."""
    summary = element.find("summary")
    if summary is None or not text_of(summary):
        return
    yield f"**{words(summary)}**"
    rest = Element("div")
    rest.extend(child for child in element if child is not summary)
    yield from blocks(rest, picture)
