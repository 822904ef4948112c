"""Markdown cut into blocks, line by line: in linear time, whatever the text."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from generator.reread.documents.block import Block, Kind, Line
from generator.reread.documents.layout import kind_of_text
from generator.reread.documents.outline import ASPECT, ONE_MODEL, THING

FENCE = re.compile(r"^[ \t>]*(?P<mark>`{3,}|~{3,})[ \t]*(?P<language>[^`\s]*)")
HEADING = re.compile(r"^ {0,3}(?P<marks>#{1,6})[ \t]+\S")
UNDERLINE = re.compile(r"^ {0,3}(?:=+|-+)[ \t]*$")
ROW = re.compile(r"^[ \t>]*\|.*\|[ \t]*$")
INDENTED = re.compile(r"^(?: {4}|\t)\s*\S")
ITEM = re.compile(r"^[\s>]*(?:[-*+•]|\d{1,3}[.)])\s")
# The name of a notebook by itself begins what is about it.
NOTEBOOK = re.compile(r"^[\s>*_`]*[\w.-]+\.ipynb[\s*_`:]*$")
LOWEST = 7
_NUMBERED = re.compile(r"^ {0,3}(?:\*\*|__)\d{1,2}[.)]")
BOLD = re.compile(r"^ {0,3}(?:\*\*|__)((?:\d{1,2}[.)]|[^\W\d])[^*|=\d]{1,60}\d?)(?:\*\*|__)\s*$")
# A paragraph may begin with its title: « **CNN.** Trois convolutions… ».
RUN_IN = re.compile(
    r"^ {0,3}(?:\*\*|__)(?P<title>[^*|=]{2,60}?)(?:[.:](?:\*\*|__)|(?:\*\*|__)\s*[.:–—-])\s*\S"
)
# « **Question 3.** We tested… », « Exercise 2: »: parts beside each other, whatever headings stand between.
QUESTION = re.compile(
    r"^ {0,3}(?:\*\*|__)?(?P<title>(?:Question|Exerci[cs]e|Partie|Part|T[âa]che|Task|Q)\s?\d{1,2}[a-z]?)"
    r"\s*(?:[.:)–—-]|\*\*|__|$)",
    re.I,
)
PREFORMATTED = re.compile(r"<pre\b", re.IGNORECASE)
END_OF_PREFORMATTED = re.compile(r"</pre\s*>", re.IGNORECASE)
# A file may begin with its title, author and date between two lines of dashes.
FRONT_MATTER = re.compile(r"^---[ \t]*$")


def markdown_blocks(lines: Sequence[Line]) -> tuple[Block, ...]:
    """Cut the lines of a Markdown text into blocks."""
    marked = _without_front_matter(_without_comments(lines))
    return tuple(_blocks(marked))


def _without_comments(lines: Sequence[Line]) -> list[Line]:
    """Blank what stands between comment marks: the assignment is often left there."""
    text = "\n".join(line.text for line in lines)
    kept: list[str] = []
    position = 0
    while (start := text.find("<!--", position)) >= 0 and (end := text.find("-->", start)) >= 0:
        kept += [text[position:start], "\n" * text.count("\n", start, end)]
        position = end + len("-->")
    if not kept:
        return [*lines]
    blanked = "".join([*kept, text[position:]]).split("\n")
    return [Line(new, old.place) for new, old in zip(blanked, lines, strict=True)]


def _without_front_matter(lines: list[Line]) -> list[Line]:
    if not lines or not FRONT_MATTER.match(lines[0].text):
        return lines
    ends = (rank for rank, line in enumerate(lines[1:60], start=1) if FRONT_MATTER.match(line.text))
    return lines[next(ends, -1) + 1 :]


def _blocks(lines: list[Line]) -> Iterator[Block]:
    rank, held, levels = 0, list[Line](), Levels()
    while rank < len(lines):
        line = lines[rank]
        fence = FENCE.match(line.text)
        heading = HEADING.match(line.text)
        if fence or PREFORMATTED.search(line.text):
            yield from _prose(held)
            held = []
            stop = _end_of_fence(lines, rank, fence["mark"]) if fence else _end_of_pre(lines, rank)
            inside = lines[rank + 1 : stop] if fence else lines[rank : stop + 1]
            if inside:
                language = fence["language"] if fence else ""
                yield Block(kind_of_text("\n".join(x.text for x in inside), language), tuple(inside))
            rank = stop + 1
            continue
        stop = _end_of_indented(lines, rank)
        if stop > rank:
            yield from _prose(held)
            held = []
            inside = lines[rank:stop]
            yield Block(kind_of_text("\n".join(x.text for x in inside)), tuple(inside))
            rank = stop
            continue
        underlined = _is_underlined(lines, rank)
        named = NOTEBOOK.match(line.text) or _is_bold_title(lines, rank)
        if heading or underlined or named:
            yield from _prose(held)
            held = []
            marks = (
                len(heading["marks"]) if heading else 1 if underlined and "=" in lines[rank + 1].text else 2
            )
            level = levels.of(line.text, 0 if named else marks)
            yield Block(Kind.HEADING, (Line(line.text.strip(" \t#>*"), line.place),), level)
            rank += 2 if underlined else 1
            continue
        if title := _run_in_title(lines, rank):
            yield from _prose(held)
            held = []
            yield Block(Kind.HEADING, (Line(title, line.place),), levels.of(line.text, 0))
        held.append(line)
        rank += 1
    yield from _prose(held)


class Levels:
    """The levels of headings that only a number tells: one below what the first of a series stands under."""

    def __init__(self) -> None:
        self._last = 1
        self._known: dict[str, int] = {}

    def of(self, text: str, marks: int) -> int:
        """Return the level of a heading; 0 marks for one that has none."""
        if marks:
            self._last = marks
            return marks
        kind = "question" if QUESTION.match(text) else "number" if _NUMBERED.match(text) else ""
        return self._known.setdefault(kind, self._last + 1) if kind else LOWEST


def _end_of_indented(lines: list[Line], start: int) -> int:
    """Return the end of the code that a margin alone tells; where it would begin if it is none."""
    if not INDENTED.match(lines[start].text) or (start and lines[start - 1].text.strip()):
        return start
    # A paragraph of an item of a list has a margin too.
    above = next((x.text for x in lines[start - 1 :: -1] if x.text.strip()), "") if start else ""
    if ITEM.match(lines[start].text) or ITEM.match(above) or above.startswith((" ", "\t")):
        return start
    stop = start
    for rank in range(start, len(lines)):
        if INDENTED.match(lines[rank].text):
            stop = rank + 1
        elif lines[rank].text.strip():
            break
    return stop


def _is_bold_title(lines: list[Line], rank: int) -> bool:
    """Tell whether a bold line by itself begins a part about a thing of its own."""
    bold = BOLD.match(lines[rank].text)
    after = next((line.text for line in lines[rank + 1 :] if line.text.strip()), "")
    if HEADING.match(after) and not any(line.text.strip() for line in lines[:rank]):
        # What a cover names above its title.
        return False
    alone = rank == 0 or not lines[rank - 1].text.strip()
    return bool(
        bold and alone and (bold[1][:1].isdigit() or (THING.search(bold[1]) and not ASPECT.search(bold[1])))
    )


def _run_in_title(lines: list[Line], rank: int) -> str:
    """Return the title that a paragraph about a thing of its own begins with, empty for none."""
    begun = RUN_IN.match(lines[rank].text)
    above = lines[rank - 1].text if rank else ""
    alone = not above.strip() or HEADING.match(above)
    title = begun["title"] if begun and alone else ""
    question = QUESTION.match(lines[rank].text) if alone else None
    if question:
        return question["title"]
    return title if THING.search(title) and (ONE_MODEL.search(title) or not ASPECT.search(title)) else ""


def _is_underlined(lines: list[Line], rank: int) -> bool:
    """Tell whether a line is a heading for what underlines it, and no line of a printed table."""
    return (
        rank + 1 < len(lines)
        and UNDERLINE.match(lines[rank + 1].text) is not None
        and len(lines[rank].text) < 120
        and re.match(r"^ {0,3}[^\W_]", lines[rank].text) is not None
        and (rank == 0 or not lines[rank - 1].text.strip())
        and not re.search(r"Param|\bparams\b", lines[rank].text)
    )


def _end_of_fence(lines: list[Line], start: int, mark: str) -> int:
    closing = re.compile(rf"^[ \t>]*{re.escape(mark[0])}{{{len(mark)},}}[ \t]*$")
    ends = (rank for rank in range(start + 1, len(lines)) if closing.match(lines[rank].text))
    return next(ends, len(lines))


def _end_of_pre(lines: list[Line], start: int) -> int:
    ends = (rank for rank in range(start, len(lines)) if END_OF_PREFORMATTED.search(lines[rank].text))
    return next(ends, start)


def _prose(lines: list[Line]) -> Iterator[Block]:
    for is_row, group in groupby(lines, key=lambda line: ROW.match(line.text) is not None):
        kept = tuple(group)
        if any(line.text.strip() for line in kept):
            yield Block(Kind.TABLE if is_row else Kind.PROSE, kept)
