"""HTML cut into blocks: what it shows, and nothing of what it would do."""

import re
from html.parser import HTMLParser

from generator.reread.documents.block import Block, Kind, Line
from generator.reread.documents.layout import kind_of_text
from generator.reread.documents.mathml import Formula
from generator.reread.documents.place import Place

HEADINGS = {f"h{level}": level for level in range(1, 7)}
# Never shown, or shown twice.
HIDDEN = frozenset({"script", "style", "template", "noscript", "svg", "head", "nav", "button", "select"})
TWICE = re.compile(r"\bkatex-html\b")
# What these hold is on lines of its own.
LINES = frozenset(
    [
        "p",
        "div",
        "li",
        "ul",
        "ol",
        "br",
        "tr",
        "table",
        "section",
        "article",
        "blockquote",
        "dt",
        "dd",
        "figcaption",
        "hr",
        "main",
        "body",
        "header",
        "footer",
    ]
)
TEXT = LINES | HEADINGS.keys() | {"pre"}
BROKEN_BY_TEXT = frozenset({"svg", "head", "select"})
# Text within a drawing.
FOREIGN = "foreignobject"
CELLS = frozenset({"td", "th"})
VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
PROMPT = re.compile(r"^\s*(?:In|Out)\s*\[\s*\d*\s*\]:\s*$")


class _Reader(HTMLParser):
    def __init__(self, file: str) -> None:
        super().__init__(convert_charrefs=True)
        self.file = file
        self.blocks: list[Block] = []
        self.lines: list[Line] = []
        self.held: list[str] = []
        self.kind, self.level, self.first = Kind.PROSE, 0, 1
        self.row = False
        self.hidden: list[str] = []
        self.formula: Formula | None = None

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        classes = next((value or "" for name, value in attributes if name == "class"), "")
        if self.hidden and self.hidden[0] in BROKEN_BY_TEXT and tag in TEXT and FOREIGN not in self.hidden:
            # Its end is missing: browsers end it where text begins.
            self.hidden = []
        if self.hidden:
            if tag not in VOID:
                self.hidden.append(tag)
        elif tag in HIDDEN or TWICE.search(classes):
            self.hidden = [tag]
        else:
            self.open_shown(tag, attributes)

    def open_shown(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag == "math":
            self.formula = Formula(displayed=("display", "block") in attributes)
        elif self.formula:
            self.formula.start(tag, attributes)
        elif tag in HEADINGS:
            self.open_block(Kind.HEADING, HEADINGS[tag])
        elif tag == "pre":
            self.open_block(Kind.OUTPUT)
        elif tag == "tr":
            self.end_line(paragraph=False)
            self.row = True
        elif tag in CELLS:
            if not self.held:
                self.first = self.getpos()[0]
            self.held.append(" | ")
        elif tag == "sup":
            self.held.append("^")
        elif tag in ("code", "tt"):
            self.held.append("`" if self.kind is Kind.PROSE else "")
        elif tag in LINES:
            self.end_line()

    def handle_endtag(self, tag: str) -> None:
        if self.hidden:
            if tag in self.hidden:
                while self.hidden and self.hidden.pop() != tag:
                    pass
        elif self.formula:
            self.read_formula(self.formula, tag)
        elif tag in HEADINGS or tag == "pre":
            self.open_block(Kind.PROSE)
        elif tag == "tr":
            self.held.append(" |")
            self.end_line()
            self.row = False
        elif tag in ("code", "tt"):
            self.held.append("`" if self.kind is Kind.PROSE else "")
        elif tag in LINES:
            self.end_line()

    def handle_data(self, data: str) -> None:
        if self.hidden:
            return
        if self.formula:
            self.formula.text(data)
            return
        if not self.held:
            self.first = self.getpos()[0]
        if self.row or self.kind is Kind.HEADING:
            self.held.append(re.sub(r"\s+", " ", data))
            return
        first, *others = data.split("\n")
        self.held.append(first)
        for rank, other in enumerate(others, start=1):
            self.end_line(paragraph=False)
            self.first = self.getpos()[0] + rank
            self.held.append(other)

    def read_formula(self, formula: Formula, tag: str) -> None:
        formula.end(tag)
        if tag != "math":
            return
        self.formula = None
        if not formula.displayed:
            self.handle_data(f" ${formula.latex()}$ ")
            return
        # A line of its own, which may go on with the computation of the line above.
        self.end_line(paragraph=False)
        self.handle_data(f"${formula.latex()}$")
        self.end_line(paragraph=False)

    def end_line(self, *, paragraph: bool = True) -> None:
        text = "".join(self.held)
        self.held = []
        if self.kind is Kind.OUTPUT or text.strip(" |`"):
            self.lines.append(Line(text, Place(self.file, 0, self.first)))
        elif paragraph and self.lines and self.kind is Kind.PROSE and not self.row:
            # A paragraph ends.
            self.lines.append(Line("", Place(self.file, 0, self.first)))

    def open_block(self, kind: Kind, level: int = 0) -> None:
        self.end_line()
        self.close_block()
        self.kind, self.level, self.first = kind, level, self.getpos()[0]

    def close_block(self) -> None:
        text = "\n".join(line.text for line in self.lines)
        if text.strip() and not PROMPT.match(text):
            kind = kind_of_text(text) if self.kind is Kind.OUTPUT else self.kind
            if kind is Kind.HEADING:
                joined = " ".join(line.text for line in self.lines).strip(" ¶")
                self.lines = [Line(joined, self.lines[0].place)]
            if kind is Kind.PROSE:
                self.blocks.extend(_rows_apart(self.lines))
            else:
                self.blocks.append(Block(kind, tuple(self.lines), self.level))
        self.lines = []


def html_blocks(text: str, file: str) -> tuple[Block, ...]:
    """Cut a page into blocks."""
    reader = _Reader(file)
    reader.feed(text)
    reader.close()
    reader.open_block(Kind.PROSE)
    return tuple(reader.blocks)


def _rows_apart(lines: list[Line]) -> list[Block]:
    """Put the rows of tables in blocks of their own."""
    blocks: list[Block] = []
    held: list[Line] = []
    was_row = False
    for line in lines:
        is_row = line.text.startswith(" | ")
        if held and is_row != was_row:
            blocks.append(Block(Kind.TABLE if was_row else Kind.PROSE, tuple(held)))
            held = []
        held.append(line)
        was_row = is_row
    if held:
        blocks.append(Block(Kind.TABLE if was_row else Kind.PROSE, tuple(held)))
    return blocks
