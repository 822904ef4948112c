"""Python of a report as a tree: what is not Python in it is left out line by line, nothing is run."""

import ast
import re
import warnings
from collections.abc import Callable, Iterable, Iterator

from generator.reread.documents.block import Block

# Commands of a notebook.
COMMAND = re.compile(r"^\s*[%!?]")
MOST_REFUSED = 25
LONGEST = 400_000
DEEPEST = 30
Turns = Callable[[ast.For], Iterable[object] | None]


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


def _untold(_: ast.For) -> None:
    """Tell nothing of the turns of a loop."""


def statements(
    body: list[ast.stmt], turns: Turns = _untold, *, repeated: bool = False, depth: int = 0
) -> Iterator[tuple[ast.stmt, bool]]:
    """Go through statements in order, those inside others too, and whether a loop repeats them.

    Parameters
    ----------
    body : list of ast.stmt
    turns : callable
        Gives the turns of a loop where they can be told: its statements are gone through at each of them.
    """
    for statement in body:
        yield statement, repeated
        if depth > DEEPEST:
            continue
        told = turns(statement) if isinstance(statement, ast.For) else None
        loops = repeated or (told is None and isinstance(statement, ast.For | ast.While))
        for inner in ("body", "orelse", "finalbody"):
            held = getattr(statement, inner, None)
            for _ in told if told is not None and inner == "body" else (None,):
                if isinstance(held, list):
                    yield from statements(held, turns, repeated=loops, depth=depth + 1)
