"""Confusion matrices: arrays that NumPy printed, tables of Markdown."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.reread.arithmetic.plain import plain
from generator.reread.documents.block import Block, Kind, Line
from generator.reread.documents.place import Place

OPENING = re.compile(r"\[\s*\[\s*\d")
ROW = re.compile(r"\[\s*(\d{1,9}(?:[,\s]+\d{1,9})*)[,\s]*\]")
CELL = re.compile(r"^\W*(\d{1,6})\W*$")
LAID = re.compile(r"^\s*(?:[^\W\d][^\d()=:%]{0,40})?(?P<numbers>\d{1,6}(?:\s+\d{1,6}){1,40})\s*$")
RULE = re.compile(r"^[\s|:+-]+$")
LARGEST = 40
Row = tuple[tuple[int, ...], Line]
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


@dataclass(frozen=True)
class Matrix:
    """A square table of counts: a line per true class, a column per predicted one.

    Attributes
    ----------
    rows : tuple of tuple of int
    places : tuple of Place
        Of each line.
    """

    rows: tuple[tuple[int, ...], ...]
    places: tuple[Place, ...]

    @property
    def total(self) -> int:
        """All that was classified."""
        return sum(map(sum, self.rows))

    @property
    def right(self) -> int:
        """What was classified right."""
        return sum(row[rank] for rank, row in enumerate(self.rows))

    def recall(self, label: int) -> tuple[int, int]:
        """Return how many of a class were found, and how many there are."""
        return self.rows[label][label], sum(self.rows[label])

    def precision(self, label: int) -> tuple[int, int]:
        """Return how many were rightly put in a class, and how many were put there."""
        return self.rows[label][label], sum(row[label] for row in self.rows)


def matrices(blocks: Sequence[Block]) -> Iterator[Matrix]:
    """Go through the matrices that some blocks hold."""
    yield from _named(blocks)
    for block in blocks:
        if block.kind in (Kind.OUTPUT, Kind.PROSE, Kind.CODE):
            yield from _printed(block)
            yield from _laid_out(block) if block.kind is Kind.OUTPUT else ()
        elif block.kind is Kind.TABLE:
            yield from _table(block)


def _named(blocks: Sequence[Block]) -> Iterator[Matrix]:
    """Read the four counts of a matrix of two classes that are given by name, all over or on each line."""
    lines = [line for block in blocks if block.kind is not Kind.CODE for line in block.lines]
    alone = [matrix for line in lines for matrix in _four([line])]
    yield from alone or _four(lines)


def _four(lines: Sequence[Line]) -> Iterator[Matrix]:
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
        yield Matrix(((tn, fp), (fn, tp)), (first.place, second.place))


def _printed(block: Block) -> Iterator[Matrix]:
    held: list[Row] = []
    for line in block.lines:
        if OPENING.search(line.text):
            held = []
        found = [tuple(int(x) for x in re.findall(r"\d+", row[1])) for row in ROW.finditer(line.text)]
        if not found:
            held = []
            continue
        held += [(row, line) for row in found]
        if "]]" in re.sub(r"\s", "", line.text) or len(held) > LARGEST:
            yield from _square(held)
            held = []


def _table(block: Block) -> Iterator[Matrix]:
    held: list[Row] = []
    for line in (line for line in block.lines if not RULE.match(line.text)):
        cells = [CELL.match(cell) for cell in line.text.strip().strip("|").split("|")]
        # The first cell names the class.
        numbers = tuple(int(cell[1]) for cell in cells[1:] if cell)
        if len(numbers) == len(cells) - 1 and len(numbers) > 1:
            held.append((numbers, line))
        elif held:
            # Its lines are not all of the same kind.
            return
    yield from _square(_without_labels(held))


def _laid_out(block: Block) -> Iterator[Matrix]:
    """Read lines of numbers, each after the name of its class or after none."""
    held: list[Row] = []
    for line in (*block.lines, None):
        found = LAID.match(line.text.replace("|", " ")) if line else None
        if line and found:
            held.append((tuple(map(int, found["numbers"].split())), line))
        elif held and line and RULE.match(line.text):
            continue
        else:
            yield from _square(_without_numbers(_without_labels(held)))
            held = []


def _without_numbers(held: list[Row]) -> list[Row]:
    """Leave out the numbers of classes that begin the lines."""
    if [row[0] for row, _ in held] == [*range(len(held))] and all(
        len(row) == len(held) + 1 for row, _ in held
    ):
        return [(row[1:], line) for row, line in held]
    return held


def _without_labels(held: list[Row]) -> list[Row]:
    """Leave out a first line that numbers the columns, from 0 or from 1."""
    numbers = held[0][0] if held else ()
    counted = len(numbers) > 1 and numbers == tuple(range(numbers[0], numbers[0] + len(numbers)))
    return held[1:] if counted and numbers[0] < 2 and len(held) == len(numbers) + 1 else held


def _without_totals(held: list[Row]) -> list[Row]:
    """Leave out a last line and a last column that are the sums of the others."""
    rows = [row for row, _ in held]
    summed = len(rows) > 2 and all(row[-1] == sum(row[:-1]) for row in (*rows, *zip(*rows, strict=True)))
    return [(row[:-1], line) for row, line in held[:-1]] if summed else held


def _square(held: list[Row]) -> Iterator[Matrix]:
    side = len(held)
    if 2 <= side <= LARGEST and all(len(row) == side for row, _ in held):
        own = _without_totals(held)
        matrix = Matrix(tuple(row for row, _ in own), tuple(line.place for _, line in own))
        if matrix.total > side:
            yield matrix
