"""Inside of a line: what HTML marks, as plain Markdown marks it."""

import re
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from generator.site.tree import classes

# How a formula stands in the HTML that this folder reads: LaTeX, and whether on a line of its own.
FORMULA, DISPLAYED = "tex", "tex-displayed"
MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*"}
# What plain Markdown, or pandoc, would read as anything but the sign itself; inside a word, « _ » is itself.
SIGNS = re.compile(r"[\\`*\[\]<>|~^$#]|(?<![^\W_])_|_(?![^\W_])")
SPACES = re.compile(r"[ \t\r\n]+")
UNSEEN = ("svg", "script", "style", "template", "button", "input", "canvas")


def words(element: Element) -> str:
    """Return what an element holds, on one line."""
    return SPACES.sub(" ", _inside(element)).strip(" ")


def code(text: str) -> str:
    """Return a piece of code inside a line."""
    fence = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{space}{text}{space}{fence}"


def escaped(text: str) -> str:
    """Return a text whose signs are nothing but themselves."""
    return SIGNS.sub(lambda sign: f"\\{sign[0]}", text)


def _inside(element: Element) -> str:
    parts = [escaped(element.text or "")]
    for child in element:
        parts += [_marked(child), escaped(child.tail or "")]
    return "".join(parts)


def _marked(element: Element) -> str:
    """Return an element of a line with its marks."""
    plain = SPACES.sub(" ", "".join(element.itertext())).strip()
    if element.tag in UNSEEN or element.tag == "br":
        return " " * (element.tag == "br")
    if FORMULA in classes(element):
        return f"${plain}$"
    if element.tag == "code":
        return code(plain)
    inside = _inside(element)
    # What is marked begins and ends with a letter: spaces stay outside.
    start, end = len(inside) - len(inside.lstrip()), len(inside.rstrip())
    before, said, after = inside[:start], inside[start:end], inside[end:]
    if said and element.tag == "a" and urlsplit(element.get("href", "")).scheme in ("http", "https"):
        said = f"[{said}](<{element.get('href')}>)"
    elif said and element.tag in MARKS:
        said = f"{MARKS[element.tag]}{said}{MARKS[element.tag]}"
    elif said and element.tag == "small":
        said = f"({said})"
    elif said and "network-shape" in classes(element):
        said = f"→ {said}"
    return before + said + after if said else inside
