"""Tables with an operation in one column and its result in the next one."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.reread.arithmetic.check import checked, passage_chains
from generator.reread.arithmetic.number import NUMBER
from generator.reread.documents.block import Block, Line
from generator.reread.documents.passage import cells, passage
from generator.reread.finding import Finding

_SIGNS = r"*×x·∙+/^"
_INSIDE = rf"[\d\s().,'’{_SIGNS}$`\u202f-]*"
OPERATION = re.compile(rf"^[\s*_`$(]*\d{_INSIDE}[{_SIGNS}]{_INSIDE}\d[\s)$`*_]*$")
RESULT = re.compile(rf"^[\s*_`$]*{NUMBER}[\s*_`$]*$")


def column_findings(block: Block) -> Iterator[Finding]:
    """Find operations of a table whose result stands beside them, where other lines show that it does."""
    pairs: dict[int, list[Finding | None]] = {}
    for line in block.lines:
        for rank, found in _pairs(line):
            pairs.setdefault(rank, []).append(found)
    for results in pairs.values():
        if None in results:
            yield from (finding for finding in results if finding)


def _pairs(line: Line) -> Iterator[tuple[int, Finding | None]]:
    """Go through the operations of a line with a result beside them: the column, and what is wrong."""
    row: Sequence[str] = [*cells(line.text)]
    for rank, (left, right) in enumerate(pairwise(row)):
        if OPERATION.match(left) and RESULT.match(right):
            joined = passage([Line(f"{left.strip(' *_`$')} = {right.strip(' *_`$')}", line.place)])
            for chain in passage_chains(joined):
                yield rank, checked(joined, chain)
