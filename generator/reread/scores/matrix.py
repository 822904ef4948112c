"""Confusion matrices: arrays that NumPy printed, tables of Markdown."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.reread.arithmetic.number import whole
from generator.reread.documents.block import Block, Kind, Line
from generator.reread.documents.place import Place

OPENING = re.compile(r"\[\s*\[\s*\d")
ROW = re.compile(r"\[\s*(\d{1,9}(?:[,\s]+\d{1,9})*)[,\s]*\]")
# Around the number of a cell.
_AROUND = " \t*_`$"
# Lines of parts of the data are of no class.
_PARTITION = re.compile(r"(?<![a-z])(?:train|val|test|entra|appren)", re.I)
LAID = re.compile(r"^\s*(?:[^\W\d][^\d()=:%]{0,40})?(?P<numbers>\d{1,6}(?:\s+\d{1,6}){1,40})\s*$")
RULE = re.compile(r"^[\s|:+-]+$")
LARGEST = 40
# Of fewer lines, each must add up.
LEAST_SUMS = 3
Row = tuple[tuple[int, ...], Line]


@dataclass(frozen=True)
class Matrix:
    """A square table of counts: a line per true class, a column per predicted one.

    Attributes
    ----------
    rows : tuple of tuple of int
    places : tuple of Place
        Of each line.
    named : bool
        Whether its counts are given by name, which tells the true classes from the predicted ones.
    """

    rows: tuple[tuple[int, ...], ...]
    places: tuple[Place, ...]
    named: bool = False

    @property
    def total(self) -> int:
        """All that was classified."""
        return sum(map(sum, self.rows))

    @property
    def turned(self) -> "Matrix":
        """The same, its lines being the columns."""
        return replace(self, rows=tuple(zip(*self.rows, strict=True)))

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


def drawn(blocks: Sequence[Block]) -> Iterator[Matrix]:
    """Go through the square tables of counts that some blocks hold."""
    for block in blocks:
        if block.kind in (Kind.OUTPUT, Kind.PROSE, Kind.CODE):
            yield from _printed(block)
            yield from _laid_out(block) if block.kind is Kind.OUTPUT else ()
        elif block.kind is Kind.TABLE:
            yield from _table(block)


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
        title, *cells = line.text.strip().strip("|").split("|")
        # The first cell names the class.
        read = [whole(cell.strip(_AROUND)) for cell in cells]
        numbers = tuple(number for number in read if number is not None)
        if len(numbers) == len(cells) > 1 and not _PARTITION.search(title):
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
    """Leave out a last column, a last line or both, that are the sums of the others; one may be wrong."""
    rows = [row for row, _ in held]
    more = len(rows[0]) - len(rows)
    columns = [*zip(*rows, strict=True)]
    if more == 0 and not (len(rows) > 2 and _are_sums(rows) and _are_sums(columns)):
        return held
    summed = (more < 0 or _are_sums(rows)) and (more > 0 or _are_sums(columns))
    held = held[:-1] if more <= 0 else held
    return [(row[:-1] if more >= 0 else row, line) for row, line in held] if summed else []


def _are_sums(rows: Sequence[tuple[int, ...]]) -> bool:
    wrong = sum(row[-1] != sum(row[:-1]) for row in rows)
    return wrong <= (len(rows) > LEAST_SUMS)


def _square(held: list[Row]) -> Iterator[Matrix]:
    widths = {len(row) for row, _ in held}
    if not 2 <= len(held) <= LARGEST or len(widths) > 1 or abs(min(widths) - len(held)) > 1:
        return
    own = _without_totals(held)
    side = len(own)
    if side > 1 and all(len(row) == side for row, _ in own):
        matrix = Matrix(tuple(row for row, _ in own), tuple(line.place for _, line in own))
        if matrix.total > side:
            yield matrix
