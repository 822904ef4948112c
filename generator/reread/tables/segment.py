"""What a sentence says of each of the rows that it names, one after another."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.reread.tables.grid import Grid
from generator.reread.tables.label import label_patterns


@dataclass(frozen=True)
class Segment:
    """What stands from the name of a row to the next one."""

    row: int
    start: int
    text: str


def segments(grid: Grid, text: str) -> tuple[Segment, ...]:
    """Return what a text says after each name of a row, in order."""
    found = sorted(_named(grid, text))
    ends = [*(start for start, _, _ in found), len(text)][1:]
    return tuple(
        Segment(row, start, text[end:stop]) for (start, end, row), stop in zip(found, ends, strict=True)
    )


def _named(grid: Grid, text: str) -> Iterator[tuple[int, int, int]]:
    """Go through where each row is named, the longest names first."""
    labels = [row[0] for row in grid.rows]
    words_of = [{*re.findall(r"\w+", label.lower())} for label in labels]
    # « CNN » may be said of « CNN + weights ».
    if any(one < other for one in words_of for other in words_of if one):
        return
    taken: list[tuple[int, int]] = []
    for label in sorted({each for each in labels if re.search(r"[^\W\d]", each)}, key=len, reverse=True):
        if labels.count(label) > 1:
            continue
        for pattern in label_patterns(label):
            for match in pattern.finditer(text):
                if not any(start < match.end() and match.start() < end for start, end in taken):
                    taken.append(match.span())
                    yield match.start(), match.end(), labels.index(label)
