"""The Markdown of the authors as HTML in which nothing runs: known elements, checked addresses, texts."""

from collections.abc import Callable
from dataclasses import dataclass
from html.parser import HTMLParser

import markdown

from generator.formulas.markup import Markup
from generator.report.comments.fault import CommentError
from generator.report.comments.source import Source
from generator.reread.deadline import OutOfTimeError, deadline

# What Markdown makes, and that stays; titles become paragraphs: the outline of a page is its own.
INLINE = {"a", "br", "code", "em", "img", "strong"}
BLOCKS = {"blockquote", "hr", "li", "ol", "p", "pre", "table", "tbody", "td", "th", "thead", "tr", "ul"}
TITLES = {f"h{level}" for level in range(1, 7)}
VOID = {"br", "hr", "img"}
# A comment of some pages takes a hundredth of that.
SECONDS = 2.0
Attributes = dict[str, str]


@dataclass(frozen=True)
class Text:
    """A piece of text.

    Attributes
    ----------
    code : bool
        Whether it is a piece of code, where braces are braces.
    claims : bool
        Whether it may claim something: neither code, nor link, nor title.
    line : int
        Of the file of the comment.
    """

    content: str
    code: bool
    claims: bool
    line: int


Block = list[Markup | Text]


@dataclass(frozen=True)
class Addresses:
    """Where links and pictures of a comment lead; each raises a `CommentError` for what is refused."""

    link: Callable[[str], str]
    picture: Callable[[str], str]


def read_prose(source: Source, addresses: Addresses) -> tuple[list[Block], list[tuple[int, str]]]:
    """Return the blocks of a comment, each made of markup and texts, and what is wrong with its addresses.

    Parameters
    ----------
    source : Source
    addresses : Addresses

    Raises
    ------
    CommentError
        If it is nested too deep, or would take too long.
    """
    reader = markdown.Markdown(extensions=["tables", "sane_lists", "fenced_code"], output_format="html")
    # What looks like HTML is a text.
    reader.preprocessors.deregister("html_block")
    reader.inlinePatterns.deregister("html")
    try:
        with deadline(SECONDS):
            html = reader.convert(source.marked)
    except RecursionError as error:
        raise CommentError("Ce texte a trop de niveaux emboîtés. Simplifiez ses listes.") from error
    except OutOfTimeError as error:
        raise CommentError("Ce texte est trop long à lire. Ôtez-en les signes inutiles.") from error
    builder = _Builder(source, addresses)
    builder.feed(html)
    builder.close()
    return builder.blocks, builder.faults


class _Builder(HTMLParser):
    def __init__(self, source: Source, addresses: Addresses) -> None:
        super().__init__()
        self.blocks: list[Block] = [[]]
        self.faults: list[tuple[int, str]] = []
        self._source, self._addresses = source, addresses
        self._open: list[tuple[str, Markup]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in TITLES:
            opening, closing = Markup('<p class="comment-heading">'), Markup("</p>")
        elif tag in INLINE | BLOCKS:
            opening = self._opening(tag, given)
            closing = Markup("</{}>").format(tag) if opening else Markup()
        else:
            return
        self._place(tag, opening)
        if tag not in VOID:
            self._open.append((tag, closing))

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1][0] == tag:
            self._place(tag, self._open.pop()[1])

    def handle_data(self, data: str) -> None:
        within = {tag for tag, _ in self._open}
        code = "code" in within
        claims = not (code or "a" in within or within & TITLES)
        self.blocks[-1].append(Text(data, code, claims, self._source.line_of(data)))

    def _place(self, tag: str, markup: Markup) -> None:
        if tag in INLINE:
            self.blocks[-1].append(markup)
        else:
            self.blocks += [[markup], []]

    def _opening(self, tag: str, given: Attributes) -> Markup:
        kept: Attributes = {}
        try:
            if tag == "a":
                kept["href"] = self._addresses.link(self._source.restored(given["href"]))
            elif tag == "img":
                kept["src"] = self._addresses.picture(self._source.restored(given["src"]))
                kept["alt"] = self._source.restored(given.get("alt", ""))
        except CommentError as error:
            self.faults.append((self._source.line_of(given.get("href", given.get("src", ""))), str(error)))
            return Markup()
        if "title" in given:
            kept["title"] = self._source.restored(given["title"])
        if given.get("start", "").isdigit():
            kept["start"] = given["start"]
        side = given.get("style", "").removeprefix("text-align: ").removesuffix(";")
        if side in ("left", "center", "right"):
            kept["class"] = f"to-{side}"
        attributes = Markup("").join(Markup(' {}="{}"').format(*each) for each in kept.items())
        return Markup("<{}{}>").format(tag, attributes)
