"""Tables with an operation in one column and its result in the next one, or with a total under a column."""

import re
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise

from generator.reread.arithmetic.check import CODE, checked, passage_chains
from generator.reread.arithmetic.number import NUMBER, readings, whole
from generator.reread.arithmetic.slips import near
from generator.reread.documents.block import Block, Line
from generator.reread.documents.passage import cells, passage
from generator.reread.finding import Finding, Verdict, quoted, shown

_SIGNS = r"*×x·∙+/^"
_INSIDE = rf"[\d\s().,'’{_SIGNS}$`\u202f-]*"
OPERATION = re.compile(rf"^[\s*_`$(]*\d{_INSIDE}[{_SIGNS}]{_INSIDE}\d[\s)$`*_]*$")
TOTAL = re.compile(r"\b(?:total|somme|sum)\b", re.I)
RESULT = re.compile(rf"^[\s*_`$]*{NUMBER}[\s*_`$]*$")


def column_findings(block: Block) -> Iterator[Finding]:
    """Find wrong totals of columns, and wrong operations where other lines have their result beside them."""
    wrong = [finding for results in _computed(block).values() for finding in results if finding]
    rights = {
        number for finding in wrong if (number := whole(finding.right.replace("\u202f", ""))) is not None
    }
    yield from _sums(block, rights)
    yield from wrong


def computed_columns(block: Block) -> frozenset[int]:
    """Return the columns of operations whose results are in the next one.

    Sizes of maps, ``28 × 28 × 32``, are no operations: what stands beside them is not their product.
    """
    return frozenset(_computed(block))


def _computed(block: Block) -> dict[int, list[Finding | None]]:
    """Return what is wrong on each line of the columns where most operations have their result beside."""
    pairs: dict[int, list[Finding | None]] = {}
    for line in block.lines:
        for rank, found in _pairs(line):
            pairs.setdefault(rank, []).append(found)
    return {rank: results for rank, results in pairs.items() if results.count(None) * 2 >= len(results)}


def _pairs(line: Line) -> Iterator[tuple[int, Finding | None]]:
    """Go through the operations of a line with a result beside them: the column, and what is wrong."""
    row: Sequence[str] = [*cells(line.text)]
    for rank, (left, right) in enumerate(pairwise(row)):
        # Beside the size of a map stands what its layer weighs, which may be nothing.
        if OPERATION.match(left) and RESULT.match(right) and right.strip(" *_`$") != "0":
            joined = passage([Line(f"{left.strip(' *_`$')} = {right.strip(' *_`$')}", line.place)])
            for chain in passage_chains(joined):
                yield rank, checked(joined, chain)


def _sums(block: Block, rights: Set[int]) -> Iterator[Finding]:
    """Find the total of a column that is a slip of the sum of what stands above it.

    One that a right result makes of a wrong one above is right.
    """
    above: dict[int, list[int]] = {}
    for line in block.lines:
        row = [number_of(cell) for cell in cells(line.text)]
        for rank, number in enumerate(row if TOTAL.search(line.text) else ()):
            right = sum(above.get(rank, ()))
            if (
                number is not None
                and len(above.get(rank, ())) > 1
                and number != right
                and not any(number - right == mended - each for mended in rights for each in above[rank])
                and near(number, right)
            ):
                yield Finding(
                    CODE,
                    line.place,
                    quoted(line.text),
                    Verdict.FALSE,
                    f"La somme de cette colonne est {shown(right)}, et non {shown(number)}.",
                    " + ".join(map(shown, above[rank])) + f" = {shown(right)}",
                    shown(right),
                )
        for rank, number in enumerate(row):
            if number is not None:
                above.setdefault(rank, []).append(number)


def number_of(cell: str) -> int | None:
    """Return the whole number that a cell holds alone."""
    text = cell.strip(" *_`$")
    found = readings(text) if re.fullmatch(NUMBER, text) else ()
    return int(found[0].low) if found and found[0].is_exact and found[0].low.denominator == 1 else None
