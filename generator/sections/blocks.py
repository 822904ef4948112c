"""Blocks of layers that repeat in a long chain, so that a deep network is read at a glance."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from generator.facts.quantity import Quantity, computed_count
from generator.formulas.markup import Markup
from generator.sections.row import Row

# A chain of so many layers is still read one by one.
READ_ONE_BY_ONE = 12
CODE, DASH = Markup("<code>{}</code>"), Markup(" – ")


@dataclass(frozen=True)
class Block:
    """Layers that follow one another, whose types repeat; or a single layer.

    Attributes
    ----------
    rows : list of Row
    types : list of str
        Types of the first ones.
    times : Quantity or None
        How many times the types of the first ones are there; None for a single layer.
    """

    rows: list[Row]
    types: list[str]
    times: Quantity | None

    @property
    def name(self) -> Markup:
        """The types that repeat: « (Conv2D – MaxPooling2D) × 5 »."""
        return Markup("({}) × {}").format(DASH.join(map(CODE.format, self.types)), self.times)


def alone(row: Row) -> Block:
    """Return a block of a single layer."""
    return Block([row], [row.type], None)


def blocks(rows: Sequence[Row]) -> list[Block]:
    """Cut a chain into blocks; only a long one has blocks of several layers."""
    if len(rows) <= READ_ONE_BY_ONE:
        return [alone(row) for row in rows]
    found: list[Block] = []
    start = 0
    while start < len(rows):
        block = _longest([*rows[start:]])
        found.append(block)
        start += len(block.rows)
    return found


def _longest(rows: list[Row]) -> Block:
    """Return the longest block at the beginning of a chain; of several, that of the fewest types."""
    repeats = {period: _times(rows, period) for period in range(2, len(rows) // 2 + 1)}
    period = max(repeats, key=lambda each: each * repeats[each] if repeats[each] > 1 else 0, default=0)
    if not period or repeats[period] == 1 or len({row.type for row in rows[:period]}) == 1:
        return alone(rows[0])
    held = rows[: period * repeats[period]]
    sources = tuple(source for row in held for source in row.parameters.sources)
    times = computed_count(repeats[period], sources, "fois que ces types de couches se suivent")
    return Block(held, [row.type for row in held[:period]], times)


def _times(rows: Sequence[Row], period: int) -> int:
    """Return how many times the types of the first `period` layers follow one another."""
    types = [row.type for row in rows]
    starts = range(0, len(types) - period + 1, period)
    return sum(1 for _ in takewhile(lambda start: types[start : start + period] == types[:period], starts))
