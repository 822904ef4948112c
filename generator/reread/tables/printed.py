"""Tables that a program printed: in columns apart from one another, or one « name=value » after another."""

import re
from collections.abc import Iterator, Sequence

from generator.reread.documents.block import Block, Line
from generator.reread.tables.grid import Grid

_APART = re.compile(r"\s{2,}|\t")
_NUMBER = re.compile(r"[~≈]?[-+]?\d[\d.,' ]*%?")
_PAIR = re.compile(r"(?<!\S)(?P<name>[^\W\d][^\W\d]*(?: [^\W\d]+)?)\s?[=:]\s*(?P<value>[^\s=:]+)")
_LARGEST = 60
# What Keras prints of epochs and of layers, what scikit-learn does of classes.
_KNOWN = re.compile(r"val_|Epoch\s|Output Shape|\bsupport\b|\[\[")


def printed_grids(block: Block) -> Iterator[Grid]:
    """Go through the tables of what a program printed."""
    held: list[tuple[tuple[str, ...], tuple[str, ...], Line]] = []
    for line in (*block.lines, None):
        pairs = _pairs(line) if line else {}
        heads = tuple(pairs)
        if held and heads != held[0][0]:
            yield from _grid(held[0][0], [(row, each) for _, row, each in held])
            held = []
        if len(pairs) > 1 and line:
            held.append((heads, tuple(pairs.values()), line))
    yield from _in_columns(block.lines)


def _pairs(line: Line) -> dict[str, str]:
    """Return the values that a line gives, by name, empty where it says something else too."""
    if _KNOWN.search(line.text):
        return {}
    found = [*_PAIR.finditer(line.text)]
    rest = _PAIR.sub(" ", line.text)
    return {} if re.search(r"\w", rest) else {each["name"]: each["value"].rstrip(",;") for each in found}


def _in_columns(lines: Sequence[Line]) -> Iterator[Grid]:
    heads: tuple[str, ...] = ()
    rows: list[tuple[tuple[str, ...], Line]] = []
    for line in (*lines, None):
        pieces = tuple(_APART.split(line.text.strip())) if line and not _KNOWN.search(line.text) else ()
        if heads and len(pieces) == len(heads) and all(_NUMBER.fullmatch(each) for each in pieces[1:]):
            rows.append((pieces, line))  # type: ignore[arg-type]
            continue
        if not re.fullmatch(r"[\s=─━-]+", line.text if line else ""):
            yield from _grid(heads, rows)
            named = len(pieces) > 2 and not any(_NUMBER.fullmatch(each) for each in pieces)
            heads, rows = pieces if named else (), []


def _grid(heads: Sequence[str], rows: Sequence[tuple[tuple[str, ...], Line]]) -> Iterator[Grid]:
    if 1 < len(rows) <= _LARGEST:
        yield Grid(tuple(heads), tuple(row for row, _ in rows), tuple(line for _, line in rows))
