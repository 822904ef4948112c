"""Confusion matrices of two classes whose four counts have a name: in sentences, lines and tables."""

import re
from collections.abc import Iterator, Sequence

from generator.reread.arithmetic.number import whole
from generator.reread.arithmetic.plain import plain
from generator.reread.documents.block import Block, Kind, Line
from generator.reread.documents.passage import cells
from generator.reread.scores.matrix import Matrix, drawn

NAMES = {
    "tn": r"TN|VN|true[\s-]negatives?|vrais?[\s-]n[ée]gatifs?",
    "fp": r"FP|false[\s-]positives?|faux[\s-]positifs?",
    "fn": r"FN|false[\s-]negatives?|faux[\s-]n[ée]gatifs?",
    "tp": r"TP|VP|true[\s-]positives?|vrais?[\s-]positifs?",
}
_ANY = "|".join(f"(?P<{name}>{words})" for name, words in NAMES.items())
NAMED = re.compile(
    rf"(?<![\w-])(?:{_ANY})\b\s*(?:\([A-Z]{{2}}\))?\W{{0,4}}[=:|(]\W{{0,4}}(?P<count>\d{{1,6}})\b", re.I
)
# « 380 vrais positifs »
COUNTED = re.compile(rf"(?<![\w.,'’])(?P<count>\d{{1,6}})\s+(?:{_ANY})\b(?!\W{{0,4}}[=:|(]\W{{0,4}}\d)", re.I)
_HEADS = {name: re.compile(rf"^\W*(?:{words})\b", re.I) for name, words in NAMES.items()}


def named_matrices(blocks: Sequence[Block]) -> Iterator[Matrix]:
    """Go through the matrices of two classes that are given by name: on each line, or else all over."""
    lines = [line for block in blocks if block.kind is not Kind.CODE for line in block.lines]
    alone = [matrix for line in lines for matrix in four([line])]
    alone += [matrix for block in blocks if block.kind is Kind.TABLE for matrix in row_matrices(block)]
    yield from alone or four(lines)


def four(lines: Sequence[Line]) -> Iterator[Matrix]:
    """Read the four counts that some lines name, if each of them is named once."""
    found: dict[str, tuple[int, Line]] = {}
    for line in lines:
        text = plain(line.text)
        for count in (*NAMED.finditer(text), *COUNTED.finditer(text)):
            name = next(name for name in NAMES if count[name])
            if name in found and found[name][0] != int(count["count"]):
                return
            found[name] = (int(count["count"]), line)
    if len(found) == len(NAMES):
        (tn, first), (fp, _), (fn, second), (tp, _) = (found[name] for name in NAMES)
        yield Matrix(((tn, fp), (fn, tp)), (first.place, second.place), named=True)


def row_matrices(block: Block) -> Iterator[Matrix]:
    """Read the lines of a table whose columns are the four counts."""
    heads, *rows = ([plain(cell).strip(" \x1e*") for cell in cells(line.text)] for line in block.lines)
    columns = [[k for k, head in enumerate(heads) if pattern.search(head)] for pattern in _HEADS.values()]
    for row, line in zip(rows, block.lines[1:], strict=True):
        if len(row) == len(heads) and all(len(each) == 1 for each in columns):
            counts = [count for (k,) in columns if (count := whole(row[k])) is not None]
            if len(counts) == len(NAMES):
                tn, fp, fn, tp = counts
                yield Matrix(((tn, fp), (fn, tp)), (line.place, line.place), named=True)


def matrices(blocks: Sequence[Block]) -> Iterator[Matrix]:
    """Go through the matrices of some blocks, those whose counts have a name first."""
    yield from named_matrices(blocks)
    yield from drawn(blocks)
