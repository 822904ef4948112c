"""Tables of networks with one hidden layer: neurons in a column, weights in another."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from generator.reread.arithmetic.number import NUMBER, readings
from generator.reread.arithmetic.plain import plain
from generator.reread.arithmetic.slips import near
from generator.reread.documents.block import Block, Line
from generator.reread.documents.passage import cells
from generator.reread.finding import Finding, Verdict, quoted, shown

CODE = "total-des-poids"
NEURONS = re.compile(r"neuro|units|hidden|cach[ée]", re.I)
WEIGHTS = re.compile(r"poids|weights|param", re.I)
OUTPUTS = frozenset({1, 2, 10})
LARGEST = 60


@dataclass(frozen=True)
class _Row:
    neurons: int
    weights: int
    line: Line


def table_findings(block: Block) -> Iterator[Finding]:
    """Find the weights of a table that are not those of as many neurons, when the other lines agree.

    With one hidden layer they are a straight line of its neurons: each adds its inputs, its bias and outputs.
    """
    head = [plain(cell) for cell in cells(block.lines[0].text)]
    columns = [[rank for rank, cell in enumerate(head) if kind.search(cell)] for kind in (NEURONS, WEIGHTS)]
    if not all(len(ranks) == 1 for ranks in columns):
        return
    ((neurons,), (weights,)) = columns
    rows = [*_rows(block.lines[1:LARGEST], neurons, weights)]
    lines = {_line(*pair) for pair in combinations(rows, 2)} - {None}
    fits = {
        line: [row for row in rows if row.weights == line[0] * row.neurons + line[1]]
        for line in lines
        if line
    }
    best = max(fits, key=lambda line: len(fits[line]), default=None)
    if best is None or len({row.neurons for row in fits[best]}) < 2:
        return
    slope, outputs = best
    inputs = slope - outputs - 1
    for row in rows:
        right = slope * row.neurons + outputs
        # Others may have other inputs.
        if row.weights != right and near(row.weights, right):
            yield Finding(
                CODE,
                row.line.place,
                quoted(row.line.text),
                Verdict.FALSE,
                f"Les autres lignes ont {inputs} entrées et {outputs} sorties : avec {row.neurons} neurones, "
                f"cela fait {shown(right)} poids, et non {shown(row.weights)}.",
                f"({inputs} + 1) × {row.neurons} + ({row.neurons} + 1) × {outputs} = {shown(right)}",
                shown(right),
            )


def _line(first: _Row, second: _Row) -> tuple[int, int] | None:
    """Return weights per neuron and outputs, None where they are not those of a network."""
    if first.neurons == second.neurons:
        return None
    slope = Fraction(second.weights - first.weights, second.neurons - first.neurons)
    outputs = first.weights - slope * first.neurons
    return (
        (int(slope), int(outputs)) if slope.denominator == 1 and outputs in OUTPUTS and slope > 20 else None
    )


def _rows(lines: Sequence[Line], neurons: int, weights: int) -> Iterator[_Row]:
    for line in lines:
        row = [plain(cell).strip("\x1e ") for cell in cells(line.text)]
        if len(row) > max(neurons, weights):
            numbers = [_whole(row[rank]) for rank in (neurons, weights)]
            if numbers[0] and numbers[1]:
                yield _Row(numbers[0], numbers[1], line)


def _whole(text: str) -> int | None:
    found = readings(text) if re.fullmatch(NUMBER, text) else ()
    return int(found[0].low) if found and found[0].is_exact and found[0].low.denominator == 1 else None
