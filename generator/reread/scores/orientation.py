"""Which side of a confusion matrix of two classes holds what is true."""

import re
from collections.abc import Sequence

from generator.reread.documents.block import Block, Kind
from generator.reread.scores.matrix import Matrix

# Which axis of a table holds what is true.
_TRUE_LINES = re.compile(
    r"^\W*(?:true|r[ée]el\w*|actual|vrai\w*|v[ée]rit[ée])\b[^|]{0,20}?[\\/↓→|]\s*[^|]{0,15}?(?:pred|pr[ée]d)",
    re.I,
)
_TRUE_COLUMNS = re.compile(
    r"^\W*(?:pred\w*|pr[ée]d\w*)\b[^|]{0,20}?[\\/↓→|]\s*[^|]{0,15}?(?:true|r[ée]el|actual|vrai)", re.I
)


def true_lines(table: Matrix, class_counts: Sequence[Sequence[int]]) -> Matrix | None:
    """Return a matrix, true classes as lines, where the classes of a known partition tell which they are."""
    turned = table.turned
    for counts in class_counts:
        fits = [[sum(row) for row in each.rows] == [*counts] for each in (table, turned)]
        if fits[0] is not fits[1]:
            return table if fits[0] else turned
    return table if table.named else None


def oriented(
    blocks: Sequence[Block], tables: Sequence[Matrix], class_counts: Sequence[Sequence[int]]
) -> Matrix | None:
    """Return the only matrix of two classes, true ones as lines, None where that is not told."""
    if len({table.rows for table in tables}) != 1 or len(tables[0].rows) != 2:
        return None
    (table, *_) = tables
    if known := true_lines(table, class_counts):
        return known
    heads = [block.lines[0].text for block in blocks if block.kind is Kind.TABLE]
    if any(map(_TRUE_LINES.search, heads)):
        return table
    return table.turned if any(map(_TRUE_COLUMNS.search, heads)) else None
