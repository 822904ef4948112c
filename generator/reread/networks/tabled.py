"""Tables of networks with one hidden layer: neurons in a column, weights in another, inputs perhaps."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.reread.arithmetic.number import NUMBER, whole
from generator.reread.arithmetic.plain import plain
from generator.reread.arithmetic.slips import near
from generator.reread.documents.block import Block, Line
from generator.reread.documents.passage import cells
from generator.reread.finding import Finding, Verdict, quoted, shown
from generator.reread.networks.grounds import OUTPUTS

CODE = "total-des-poids"
INPUTS = re.compile(r"\b(?:inputs?|entr[ée]es?|features?|caract[ée]ristiques)\b", re.I)
NEURONS = re.compile(r"neuro|units|hidden|cach[ée]", re.I)
WEIGHTS = re.compile(r"poids|weights|param", re.I)
LARGEST = 60
LEAST_INPUTS = 20


@dataclass(frozen=True)
class _Row:
    """What a line says; no inputs where the table has no such column."""

    inputs: int | None
    neurons: int
    weights: int
    line: Line

    def kinds(self) -> Iterator[tuple[int, int]]:
        """Go through the inputs and outputs that give it so many weights; -1 for inputs that are given."""
        for outputs in OUTPUTS:
            first = self.weights - (self.neurons + 1) * outputs
            inputs = first // self.neurons - 1
            if first % self.neurons == 0 and inputs >= LEAST_INPUTS and self.inputs in (None, inputs):
                yield (inputs if self.inputs is None else -1), outputs


def table_findings(block: Block) -> Iterator[Finding]:
    """Find the weights of a table that are not those of as many neurons, when two other lines agree."""
    head = [plain(cell) for cell in cells(block.lines[0].text)]
    columns = [
        [rank for rank, cell in enumerate(head) if kind.search(cell)] for kind in (NEURONS, WEIGHTS, INPUTS)
    ]
    if [len(ranks) for ranks in columns[:2]] != [1, 1]:
        return
    rows = [*_rows(block.lines[1:LARGEST], [columns[0][0], columns[1][0], *columns[2][:1]])]
    found = Counter(kind for row in rows for kind in row.kinds())
    ((inputs, outputs), times), *_ = found.most_common(1) or [((0, 0), 0)]
    if times < 2 or len({(row.inputs, row.neurons) for row in rows if (inputs, outputs) in row.kinds()}) < 2:
        return
    for row in rows:
        reads = inputs if row.inputs is None else row.inputs
        right = (reads + 1) * row.neurons + (row.neurons + 1) * outputs
        # Others may have other inputs.
        if row.weights != right and near(row.weights, right):
            yield Finding(
                CODE,
                row.line.place,
                quoted(row.line.text),
                Verdict.FALSE,
                f"Les autres lignes ont {outputs} sorties : avec {reads} entrées et {row.neurons} neurones, "
                f"cela fait {shown(right)} poids, et non {shown(row.weights)}.",
                f"({reads} + 1) × {row.neurons} + ({row.neurons} + 1) × {outputs} = {shown(right)}",
                shown(right),
            )


def _rows(lines: Sequence[Line], columns: Sequence[int]) -> Iterator[_Row]:
    for line in lines:
        row = [plain(cell).strip("\x1e ") for cell in cells(line.text)]
        numbers = [
            whole(row[rank]) if rank < len(row) and re.fullmatch(NUMBER, row[rank]) else None
            for rank in columns
        ]
        neurons, weights, inputs = (*numbers, None)[:3]
        if neurons and weights and (inputs or len(columns) == 2):
            yield _Row(inputs, neurons, weights, line)
