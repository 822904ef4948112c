"""Stretches of plain text, each position of which knows its line."""

import io
import re
import tokenize
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from generator.reread.arithmetic.plain import KEPT, LONGEST, plain
from generator.reread.documents.block import Block, Kind, Line
from generator.reread.documents.place import Place

_CELL = re.compile(r"(?<!\\)\|")
_STAR = re.compile(r"^[\s>]*\*\s+\d[^=\n]{0,40}=")
_OPERAND = re.compile(r"(?<![\d.,])\d+\s*$")


@dataclass(frozen=True)
class Passage:
    """Plain lines joined by line feeds, and where each comes from."""

    lines: tuple[Line, ...]
    texts: tuple[str, ...]

    @property
    def text(self) -> str:
        """All the lines, without markup."""
        return "\n".join(self.texts)

    def place(self, position: int) -> Place:
        """Return where a position of the text stands in the report."""
        return self.line(position).place

    def line(self, position: int) -> Line:
        """Return the line of the report where a position of the text stands."""
        starts = [0, *accumulate(len(text) + 1 for text in self.texts)]
        return self.lines[min(bisect_right(starts, position) - 1, len(self.lines) - 1)]


def passage(lines: Sequence[Line]) -> Passage:
    """Strip the markup of some lines; a star that goes on with an operation is no bullet."""
    texts: list[str] = []
    for line in lines:
        # What ends on a result is a line of its own.
        ends = texts and _OPERAND.search(texts[-1]) and "=" not in texts[-1]
        goes_on = ends and _STAR.match(line.text)
        texts.append(plain(line.text.replace("*", "×", 1) if goes_on else line.text))
    return Passage(tuple(lines), tuple(texts))


def cells(row: str) -> list[str]:
    """Cut a line of a table into its cells, those outside its bars included."""
    return _CELL.split(row[:LONGEST])


@lru_cache(KEPT)
def passages(block: Block) -> tuple[Passage, ...]:
    """Return the paragraphs, the cells or the comments of a block."""
    return tuple(_cut(block))


def _cut(block: Block) -> Iterator[Passage]:
    if block.kind is Kind.TABLE:
        for line in block.lines:
            for cell in cells(line.text):
                yield passage([Line(cell, line.place)])
    elif block.kind is Kind.CODE:
        yield from _comments(block)
    else:
        held: list[Line] = []
        for line in block.lines:
            if line.text.strip(" \t>"):
                held.append(line)
            elif held:
                yield passage(held)
                held = []
        if held:
            yield passage(held)


def named_values(table: Block) -> Iterator[Passage]:
    """Go through the lines of a table that hold a name and its value, as « name : value »."""
    for line in table.lines:
        kept = [cell.strip() for cell in cells(line.text) if cell.strip()]
        if len(kept) == 2:
            yield passage([Line(f"{kept[0]} : {kept[1]}", line.place)])


def _comments(block: Block) -> Iterator[Passage]:
    """Go through the comments of a piece of code, as far as it can be cut into tokens."""
    found: list[Line] = []
    try:
        for token in tokenize.generate_tokens(io.StringIO(block.text).readline):
            if token.type == tokenize.COMMENT:
                found.append(Line(token.string.lstrip("#"), block.lines[token.start[0] - 1].place))
    except (tokenize.TokenError, SyntaxError):
        pass
    for line in found:
        yield passage([line])
