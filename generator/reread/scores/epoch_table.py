"""The only history of a training in a part, printed or in a table: its epochs, maybe not all, and scores."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from generator.reread.documents.block import Kind, Section
from generator.reread.documents.outline import Outline
from generator.reread.scores.epochs import LOGGED, NAMES
from generator.reread.tables.grid import Grid, grid
from generator.reread.tables.measure import measure

_HEAD = re.compile(r"^\W*(?:[ée]poque|epoch)s?\W*$", re.I)
_EPOCH = re.compile(r"^\s*Epoch\s+(\d{1,4})/\d{1,4}", re.M)


@dataclass(frozen=True)
class History:
    """Scores at some epochs.

    Attributes
    ----------
    epochs : tuple of int
        Their ranks, in order.
    series : mapping
        As in `generator.reread.scores.training.Training`.
    """

    epochs: tuple[int, ...]
    series: Mapping[tuple[str, bool], tuple[Fraction, ...]]

    def at(self, name: str, validation: bool, epoch: int) -> Fraction | None:
        """Return a score at an epoch, None where it is not told."""
        values = self.series.get((name, validation), ())
        return values[self.epochs.index(epoch)] if values and epoch in self.epochs else None


def history(outline: Outline, rank: int) -> History | None:
    """Return the only history of the nearest part of a section that has one."""
    for scope in outline.own_scopes(rank):
        found = [each for at in scope for each in _histories(outline.sections[at])]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _histories(section: Section) -> Iterator[History]:
    text = "\n".join(block.text for block in section.of(Kind.OUTPUT))
    pieces = _EPOCH.split(text)[1:]
    yield from _printed([*zip(map(int, pieces[::2]), pieces[1::2], strict=True)])
    for block in section.of(Kind.TABLE):
        read = grid(block)
        if read and _HEAD.match(read.heads[0]) and read.column(0):
            yield from _tabled(read)


def _printed(pieces: list[tuple[int, str]]) -> Iterator[History]:
    """Go through the histories of what was printed, each of which begins again with a lower epoch."""
    while pieces:
        size = next((k for k in range(1, len(pieces)) if pieces[k][0] <= pieces[k - 1][0]), len(pieces))
        own, pieces = pieces[:size], pieces[size:]
        series: dict[tuple[str, bool], list[Fraction]] = {}
        for _, text in own:
            # The last line of an epoch holds what the bar of progress ends with.
            line = next((x for x in text.split("\n") if "val_" in x), text.lstrip("\n").split("\n")[0])
            for each in LOGGED.finditer(line.rpartition("\r")[2] or line):
                series.setdefault((each["name"], each["val"] is not None), []).append(
                    Fraction(each["number"])
                )
        kept = {key: tuple(values) for key, values in series.items() if len(values) == len(own)}
        if kept and len(own) > 1:
            yield History(tuple(epoch for epoch, _ in own), kept)


def _tabled(read: Grid) -> Iterator[History]:
    epochs = tuple(int(cell.value) for cell in read.column(0))
    known = [(head, measure(read.heads[head])) for head in range(1, len(read.heads)) if read.column(head)]
    told = [(head, said) for head, said in known if said and said.metric in NAMES and said.split != "test"]
    series = {
        (NAMES[said.metric], said.split == "validation"): tuple(cell.value for cell in read.column(head))
        for head, said in told
    }
    rises = all(first < second for first, second in pairwise(epochs))
    if series and len(series) == len(told) and rises:
        yield History(epochs, series)
