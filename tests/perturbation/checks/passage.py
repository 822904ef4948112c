"""The text of a page as a reader sees it, line by line, each number with what it is."""

import html
import re
from dataclasses import dataclass

# What is no sentence: code, formulas, and quotations, whose faults are not ours.
APART = re.compile(
    r"^(?P<fence>`{3,}).*?^(?P=fence)$|<(?P<tag>code|math|script|style)\b.*?</(?P=tag)>"
    r'|<span class="(?:seed-quote|recomputed)".*?</span>',
    re.MULTILINE | re.DOTALL,
)
# What Markdown is told of a title.
HEADING = re.compile(r" \{ [#.][^}\n]*\}$", re.MULTILINE)
ENDS = re.compile(
    r"\n|</?(?:p|li|ul|td|th|tr|div|details|summary|figcaption|text|title|desc|h\d|br|caption|dd|dt)\b[^>]*>"
)
QUANTITY = re.compile(r"<data\b(?P<attributes>[^>]*)>(?P<text>[^<]*)</data>")
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
TAG = re.compile(r"<[^>]*>")
# Stands for what is apart, so that what is around it still reads as a sentence.
ELSEWHERE = "…"
# Stands for the next quantity of a passage; no text holds it.
MARK = "\x00"
# What a browser speaks or shows on demand.
SPOKEN = re.compile(r'\b(?:alt|aria-label|data-tooltip|title)="([^"]*)"')


@dataclass(frozen=True)
class Shown:
    """A number of a page.

    Attributes
    ----------
    value : float
        What it is before it is rounded.
    """

    value: float
    text: str
    sources: tuple[str, ...]
    formula: str


@dataclass(frozen=True)
class Passage:
    """A line of text.

    Attributes
    ----------
    marked : str
        With `MARK` in place of each of its quantities.
    """

    page: str
    marked: str
    quantities: tuple[Shown, ...]

    @property
    def text(self) -> str:
        """What a reader sees."""
        pieces = self.marked.split(MARK)
        shown = [quantity.text for quantity in self.quantities]
        return "".join(piece + text for piece, text in zip(pieces, [*shown, ""], strict=True))


def passages(page: str, markdown: str) -> list[Passage]:
    """Return the lines of a page, then what it says elsewhere than in its text."""
    plain = APART.sub(ELSEWHERE, HEADING.sub("", markdown))
    lines = [passage(page, line) for line in ENDS.split(plain)]
    lines += [Passage(page, html.unescape(spoken), ()) for spoken in SPOKEN.findall(plain)]
    return [line for line in lines if line.text.strip()]


def passage(page: str, line: str) -> Passage:
    """Return what a piece of a page says."""
    quantities = tuple(_shown(found) for found in QUANTITY.finditer(line))
    return Passage(page, html.unescape(TAG.sub("", QUANTITY.sub(MARK, line))), quantities)


def _shown(found: re.Match[str]) -> Shown:
    attributes = {name: html.unescape(value) for name, value in ATTRIBUTE.findall(found["attributes"])}
    return Shown(
        value=float(attributes["value"]),
        text=html.unescape(found["text"]),
        sources=tuple(attributes["data-source"].split()),
        formula=attributes.get("data-formula", ""),
    )
