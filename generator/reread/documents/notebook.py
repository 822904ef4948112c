"""Notebooks cut into blocks: their text, their code and what it printed when it ran."""

import json
from collections.abc import Iterator
from typing import Any

from generator.reread.documents.block import Block, Kind, Line
from generator.reread.documents.html import html_blocks
from generator.reread.documents.markdown import markdown_blocks
from generator.reread.documents.place import Place

LONGEST_OUTPUT = 200_000
# No one writes more; what follows is left out.
MOST_LINES, MOST_CELLS = 60_000, 3_000


class UnreadableNotebookError(Exception):
    """The file is no notebook."""


def notebook_blocks(text: str, file: str) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """Cut a notebook into blocks; return what could not be read too, one French line each.

    Raises
    ------
    UnreadableNotebookError
        If it is no JSON, or not that of a notebook.
    """
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableNotebookError from error
    cells = _cells(content)
    if cells is None:
        raise UnreadableNotebookError
    blocks: list[Block] = []
    notices: list[str] = []
    for number, cell in enumerate(cells[:MOST_CELLS], start=1):
        source = _joined(cell.get("source", cell.get("input"))) if isinstance(cell, dict) else None
        if source is None:
            notices.append(f"{file}, cellule {number} : illisible, laissée de côté.")
            continue
        blocks.extend(_cell_blocks(cell, source, file, number))
    return tuple(blocks), tuple(notices)


def _cells(content: Any) -> list[Any] | None:
    """Return the cells of a notebook, of the present format or of the one before."""
    if not isinstance(content, dict):
        return None
    cells = content.get("cells")
    if cells is None:
        sheets = content.get("worksheets")
        sheet = sheets[0] if isinstance(sheets, list) and sheets else None
        cells = sheet.get("cells") if isinstance(sheet, dict) else None
    return cells if isinstance(cells, list) else None


def _joined(source: Any) -> str | None:
    if isinstance(source, list) and all(isinstance(part, str) for part in source):
        return "".join(source)
    return source if isinstance(source, str) else None


def _cell_blocks(cell: dict[str, Any], source: str, file: str, number: int) -> Iterator[Block]:
    lines = lines_of(source, file, number)
    if cell.get("cell_type") in ("markdown", "raw"):
        yield from markdown_blocks(lines)
        return
    if cell.get("cell_type") == "heading":
        yield Block(Kind.HEADING, lines[:1], int(cell.get("level", 1)))
        return
    if source.strip():
        yield Block(Kind.CODE, lines)
    outputs = cell.get("outputs")
    for output in outputs if isinstance(outputs, list) else ():
        if isinstance(output, dict) and output.get("output_type") not in ("error", "pyerr"):
            yield from _output_blocks(output, file, number)


def _output_blocks(output: dict[str, Any], file: str, number: int) -> Iterator[Block]:
    data = output.get("data")
    shown = data if isinstance(data, dict) else output
    printed = _joined(shown.get("text", shown.get("text/plain")))
    page = _joined(shown.get("text/html", shown.get("html")))
    if (page and (not printed or printed.startswith("<"))) or (page and "Param #" in page):
        for block in html_blocks(page[:LONGEST_OUTPUT], file):
            lines = tuple(Line(x.text, Place(file, number, rank)) for rank, x in enumerate(block.lines, 1))
            yield Block(Kind.OUTPUT, lines, printed=True)
    elif printed:
        yield Block(Kind.OUTPUT, lines_of(printed[:LONGEST_OUTPUT], file, number), printed=True)


def lines_of(text: str, file: str, cell: int = 0) -> tuple[Line, ...]:
    """Cut a text into lines, numbered from 1, up to `MOST_LINES`."""
    lines = text.split("\n", MOST_LINES)[:MOST_LINES]
    return tuple(Line(line, Place(file, cell, rank)) for rank, line in enumerate(lines, start=1))
