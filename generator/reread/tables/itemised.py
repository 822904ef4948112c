"""The table that the items of a list make, one model each with its scores."""

import re
from collections.abc import Iterator, Sequence

from generator.reread.arithmetic.plain import plain
from generator.reread.documents.block import Block, Kind, Line, Section
from generator.reread.scores.reported import Reported, scores
from generator.reread.tables.grid import NOTHING, Grid
from generator.reread.tables.measure import measure

_ITEM = re.compile(r"^\s*(?:[-*•+]|\d{1,2}[.)])\s+(?P<label>[^:=\d]{1,30}?(?:\s?\d{1,2})?)\s*:\s+\S")
_Row = tuple[str, Line, dict[str, Reported]]


def itemised(section: Section) -> Iterator[Grid]:
    """Go through the tables that the lists of a section make, those whose items have the same scores."""
    for block in section.of(Kind.PROSE):
        held: list[_Row] = []
        for line in (*block.lines, None):
            row = _row(line) if line else None
            if row and (not held or row[2].keys() == held[0][2].keys()):
                held.append(row)
            elif line is None or line.text.strip():
                yield from _grid(held)
                held = [row] if row else []


def _row(line: Line) -> _Row | None:
    found = _ITEM.match(plain(line.text) if line.text.lstrip()[:1] not in "-*•+" else line.text)
    label = plain(found["label"]).strip(" *_`") if found else ""
    if not label or measure(label) != NOTHING:
        return None
    told = {f"{score.split} {score.metric}".strip(): score for score in scores([Block(Kind.PROSE, (line,))])}
    return (label, line, told) if told and all(score.split != "other" for score in told.values()) else None


def _grid(rows: Sequence[_Row]) -> Iterator[Grid]:
    labels = [label for label, _, _ in rows]
    if len(rows) > 1 and len({*labels}) == len(labels):
        heads = [*rows[0][2]]
        body = tuple((label, *(told[head].written for head in heads)) for label, _, told in rows)
        yield Grid(("Modèle", *heads), body, tuple(line for _, line, _ in rows))
