"""Tables of scores: their columns, their rows, and which rows a sentence names."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from generator.reread.arithmetic.plain import plain
from generator.reread.documents.block import Block, Line
from generator.reread.documents.passage import cells
from generator.reread.tables.cell import Cell, cell, column
from generator.reread.tables.label import MODEL, label_patterns
from generator.reread.tables.measure import Measure, measure

_RULE = re.compile(r"[\s|:+-]+")
_SUMMARY = re.compile(r"\b(?:moyenne|mean|average|avg|total|macro|weighted|micro|[ée]cart|std)\b", re.I)
# What heads of columns are called, and what sentences call the same.
_THINGS = tuple(
    re.compile(rf"(?:{words})", re.I)
    for words in (
        r"neurones?|neurons?|units?|unit[ée]s?|hidden|cach[ée]e?s?",
        r"dropout",
        r"(?:mini-?)?batch(?:[\s_-]?size)?(?:es|s)?|lots?|taille (?:de|du) (?:batch|lot)",
        r"learning[\s_-]?rate|\blr\b|taux d['’]apprentissage",
        r"[ée]poques?|epochs?",
        r"filtres?|filters?",
        r"orientations?",
        r"couches?|layers?",
        r"class(?:es?)?|digit|label",
    )
)
_LINK = r"(?:\s*(?:n[°o]|#|size|rate|taux|taille|de|d['’]|of|=|:|à|at|with|est|is|the|le|la)\s*){0,3}\s*"
_NOUN = re.compile(r"[^\W\d_]{3,20}")
_BRACKETS = re.compile(r"\([^()]*\)")
_LARGEST = 60
NOTHING = Measure("", "")
# How far the accuracies of one model on two parts of the data are apart, at most.
LIKE = Fraction(1, 10)
# A table with fewer scores in its lines has them in its columns.
LEAST_SCORES = 2


@dataclass(frozen=True)
class Named:
    """Rows that a text names.

    Attributes
    ----------
    rows : frozenset of int
        None where several are told apart.
    rest : str
        The text without their names.
    columns : int
        By how many columns they are named.
    """

    rows: frozenset[int]
    rest: str
    columns: int


@dataclass(frozen=True)
class Grid:
    """A table whose first line names its columns.

    Attributes
    ----------
    heads : tuple of str
    rows : tuple of tuple of str
        Without its averages and totals.
    lines : tuple of Line
        Where each row stands.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[Line, ...]

    def column(self, rank: int) -> tuple[Cell, ...]:
        """Return the numbers of a column, empty unless each of its cells is one."""
        return column(self.heads[rank], tuple(row[rank] for row in self.rows))

    @property
    def is_of_scores(self) -> bool:
        """Whether some columns, or some rows, are of scores."""
        by_row = any(said and said.metric for said in (measure(row[0]) for row in self.rows))
        return by_row or next(self.measures(), None) is not None

    def turned(self) -> "Grid | None":
        """Return the same table with a line per column, where each line is of a score and no column is."""
        by_row = [measure(row[0]) for row in self.rows]
        if len(self.heads) < 3 or any(measure(head) != NOTHING for head in self.heads[1:]):
            return None
        if sum(1 for said in by_row if said and said.metric) < LEAST_SCORES or not all(self.heads[1:]):
            return None
        columns = [*zip(self.heads, *self.rows, strict=True)][1:]
        heads = (self.heads[0], *(row[0] for row in self.rows))
        return Grid(heads, tuple(columns), self.lines[:1] * len(columns))

    def measures(self) -> Iterator[tuple[int, Measure]]:
        """Go through the columns of scores."""
        known = [(rank, said) for rank, head in enumerate(self.heads) if (said := measure(head))]
        rates = [rank for rank, said in known if said.metric == "accuracy" and self.column(rank)]
        for rank, said in known:
            if self.column(rank):
                # Shares of a part of the data, under its name alone, are of right answers.
                alone = said.split and not said.metric
                if alone and (all("%" in row[rank] for row in self.rows) or self._is_like(rank, rates)):
                    said = Measure("accuracy", said.split)  # noqa: PLW2901
                if said.metric:
                    yield rank, said

    def _is_like(self, rank: int, rates: Sequence[int]) -> bool:
        """Tell whether each number of a column is near an accuracy of its row."""
        cells = self.column(rank)
        return any(
            all(abs(a.value - b.value) < LIKE and a.value <= 1 for a, b in zip(cells, own, strict=True))
            for own in map(self.column, rates)
        )

    def settings(self) -> Iterator[tuple[int, re.Pattern[str]]]:
        """Go through the other columns of numbers, and what sentences call their values."""
        scores = {rank for rank, _ in self.measures()}
        for rank, head in enumerate(self.heads):
            if rank not in scores and self.column(rank):
                thing = next((words for words in _THINGS if words.search(head)), None)
                if thing:
                    yield rank, thing
                elif MODEL.search(head) and len({cell.value for cell in self.column(rank)}) == len(self.rows):
                    yield rank, MODEL
                elif rank == 0 and _NOUN.fullmatch(head):
                    yield rank, re.compile(rf"{head.rstrip('s')}s?", re.I)

    def best(self, column: int) -> int:
        """Return the row of the best score of a column."""
        rises = dict(self.measures())[column].rises
        values = [cell.value for cell in self.column(column)]
        return values.index(max(values) if rises else min(values))

    def label(self, row: int) -> str:
        """Return what a finding calls a row."""
        (rank, thing) = next(self.settings(), (0, MODEL))
        name = self.rows[row][0]
        if rank and sum(each[0] == name for each in self.rows) > 1:
            # « Raw, 2 »: the first words are those of several rows.
            return f"{name}, {self.rows[row][rank]}"
        return f"{self.heads[rank]} : {self.rows[row][rank]}" if cell(name) and thing else name

    def named(self, text: str) -> Named:
        """Return the rows that a text names."""
        every = frozenset(range(len(self.rows)))
        kept, rest = every, text
        told = 0
        for rank, thing in self.settings():
            numbers, rest = _numbers(rest, thing)
            values = [cell.value for cell in self.column(rank)]
            found = {number for number in numbers if number in values}
            if len(found) > 1:
                return Named(frozenset(), rest, 0)
            if found:
                told += 1
                kept &= {row for row, value in enumerate(values) if value in found}
        for rank in range(len(self.heads)):
            alike = len({row[rank] for row in self.rows}) == 1
            if not (alike or self.column(rank) or any(cell(row[rank]) for row in self.rows)):
                labels, rest = _labels(rest, [row[rank] for row in self.rows])
                if len({self.rows[row][rank].lower() for row in labels}) > 1:
                    return Named(frozenset(), rest, 0)
                if labels:
                    told += 1
                    kept &= labels
        return Named(kept if told and kept != every else frozenset(), rest, told)


def grid(block: Block) -> Grid | None:
    """Read a table, None where it has no row or columns without a head."""
    rows = [
        [plain(cell).strip("\x1e *") for cell in cells(line.text)[1:-1]] for line in block.lines[:_LARGEST]
    ]
    kept = [
        (tuple(row), line)
        for row, line in zip(rows[1:], block.lines[1:_LARGEST], strict=True)
        if len(row) == len(rows[0]) and not _RULE.fullmatch(line.text) and not _SUMMARY.search(row[0])
    ]
    if len(kept) < 2:
        return None
    return Grid(tuple(rows[0]), tuple(row for row, _ in kept), tuple(line for _, line in kept))


def _numbers(text: str, thing: re.Pattern[str]) -> tuple[list[Fraction], str]:
    """Return the numbers of some things in a text, and the text without them."""
    number = r"(?<![\w.,])(\d{1,6}(?:[.,]\d{1,6})?)(?![\w%]|[.,]\d)"
    found: list[Fraction] = []
    orders = [rf"(?<!\w){thing.pattern}{_LINK}{number}"]
    if thing is not MODEL:
        orders.insert(0, rf"{number}\s+(?:de\s+|of\s+|hidden\s+)?{thing.pattern}(?!\w)")
        orders.append(
            rf"(?<!\w){thing.pattern}\b[^.;]{{0,60}}?\b(?:est|is|was)\s+(?:le\s+|la\s+|the\s+)?{number}"
        )
    for order in orders:
        for match in re.finditer(order, text, re.I):
            found.append(Fraction(match[1].replace(",", ".")))
        text = re.sub(order, " ", text, flags=re.I)
    return found, text


def _labels(text: str, labels: Sequence[str]) -> tuple[frozenset[int], str]:
    """Return the rows whose label a text has, the longest label first, and the text without them."""
    found: set[int] = set()
    # « MLP 2 (pixels) » is called « MLP 2 » where no other row is.
    short = [_BRACKETS.sub("", each).strip() for each in labels]
    labels = [
        each if each and short.count(each) == 1 else label for each, label in zip(short, labels, strict=True)
    ]
    for label in sorted({each for each in labels if each}, key=len, reverse=True):
        for pattern in label_patterns(label):
            if pattern.search(text):
                found |= {row for row, each in enumerate(labels) if each == label}
                text = pattern.sub(" ", text)
    return frozenset(found), text
