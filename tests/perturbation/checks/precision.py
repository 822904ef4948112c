"""Numbers of one unit that stand in one sentence, or in one column of a table, have as many decimals."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from tests.perturbation.checks.fault import Fault
from tests.perturbation.checks.number import Number, read_number

UNITS = {"%": "%", "point": "point", "points": "point"}
BLOCKS = {"p", "li", "ul", "td", "th", "tr", "div", "details", "summary", "figcaption", "br", "caption", "dd"}
BLOCKS |= {"dt", "h1", "h2", "h3", "h4"}
SENTENCE = re.compile(r"\n|[.?!](?=\s|$)")


class _Reader(HTMLParser):
    """Puts the quantities of a page together: by sentence, and by column.

    Attributes
    ----------
    groups : list of list of str
        Their texts.
    """

    def __init__(self) -> None:
        super().__init__()
        self.groups: list[list[str]] = []
        self._sentence: list[str] = []
        self._columns: dict[int, list[str]] = {}
        self._column = -1
        self._quantity: str | None = None
        self._whole: list[str] | None = None

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        classes = (dict(attributes).get("class") or "").split()
        if tag in BLOCKS:
            self._end_sentence()
        if tag in ("table", "ul") and "by-line" in classes:
            self._whole = []
        if tag == "tr":
            self._column = -1
        elif tag in ("td", "th"):
            self._column += 1
        elif tag == "data":
            self._quantity = ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "data" and self._quantity is not None:
            for group in (self._sentence, self._columns.setdefault(self._column, []), self._whole):
                if group is not None:
                    group.append(self._quantity)
            self._quantity = None
        if tag in BLOCKS:
            self._end_sentence()
        if tag in ("table", "ul") and self._whole is not None:
            self.groups.append(self._whole)
            self._whole = None
        if tag == "table":
            self.groups += [column for rank, column in self._columns.items() if rank >= 0]
            self._columns, self._column = {}, -1

    def handle_data(self, text: str) -> None:
        if self._quantity is not None:
            self._quantity += text
        elif SENTENCE.search(text):
            self._end_sentence()

    def close(self) -> None:
        super().close()
        self._end_sentence()

    def _end_sentence(self) -> None:
        self.groups.append(self._sentence)
        self._sentence = []


def precision_faults(page: str, markdown: str) -> Iterator[Fault]:
    """Go through the sentences and the columns of a page whose numbers do not have one precision."""
    reader = _Reader()
    reader.feed(markdown)
    reader.close()
    for group in reader.groups:
        found: dict[str, dict[str, Number]] = {}
        for text in group:
            number = read_number(text)
            if number and number.after in UNITS:
                found.setdefault(UNITS[number.after], {})[text] = number
        for numbers in found.values():
            if len({number.unit for number in numbers.values()}) > 1:
                yield Fault(page, "des précisions différentes", " | ".join(numbers))
