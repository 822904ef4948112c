"""Python of a report as a tree: what is not Python in it is left out line by line, nothing is run."""

import ast
import re
import warnings
from collections.abc import Iterator

from generator.reread.documents.block import Block

# Commands of a notebook.
COMMAND = re.compile(r"^\s*[%!?]")
MOST_REFUSED = 25
LONGEST = 400_000


def parsed(block: Block) -> ast.Module | None:
    """Return the tree of a piece of code, None when too little of it is Python."""
    lines = ["" if COMMAND.match(line.text) else line.text for line in block.lines]
    lines = _dedented(lines)
    if sum(map(len, lines)) > LONGEST:
        return None
    for _ in range(MOST_REFUSED):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return ast.parse("\n".join(lines))
        except SyntaxError as error:
            rank = min((error.lineno or 1), len(lines)) - 1
            while rank > 0 and not lines[rank].strip():
                rank -= 1
            if not lines[rank].strip():
                return None
            lines[rank] = ""
        except (ValueError, RecursionError, MemoryError):
            return None
    return None


def _dedented(lines: list[str]) -> list[str]:
    margins = [len(line) - len(line.lstrip()) for line in lines if line.strip()]
    margin = min(margins, default=0)
    return [line[margin:] if line.strip() else "" for line in lines]


def statements(
    body: list[ast.stmt], *, repeated: bool = False, depth: int = 0
) -> Iterator[tuple[ast.stmt, bool]]:
    """Go through statements in order, those inside others too, and whether a loop repeats them."""
    for statement in body:
        yield statement, repeated
        if depth > 30:
            continue
        loops = repeated or isinstance(statement, ast.For | ast.While)
        for inner in ("body", "orelse", "finalbody"):
            held = getattr(statement, inner, None)
            if isinstance(held, list):
                yield from statements(held, repeated=loops, depth=depth + 1)
