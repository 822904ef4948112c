"""Tables of networks without convolutions: neurons in a column, weights in another, inputs perhaps."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.reread.arithmetic.number import NUMBER, whole
from generator.reread.arithmetic.plain import plain
from generator.reread.arithmetic.slips import near
from generator.reread.documents.block import Block, Line
from generator.reread.documents.passage import cells
from generator.reread.finding import Finding, Verdict, quoted, shown
from generator.reread.networks.grounds import OUTPUTS

CODE = "total-des-poids"
INPUTS = re.compile(
    r"\b(?:inputs?|entr[ée]es?|features?|caract[ée]ristiques|vecteur|vector|hog[_ ]?size|descripteur)\b", re.I
)
NEURONS = re.compile(r"neuro|units|hidden|cach[ée]", re.I)
WEIGHTS = re.compile(r"poids|weights|param", re.I)
# « 256, 64 », « 256 → 64 »
SEVERAL = re.compile(r"\(?\d{1,4}(?:\s*(?:[,;/+–→-]|->|et|and|puis|then)\s*\d{1,4}){1,4}\)?", re.I)
# No other number of inputs makes so little of a difference.
CLOSE = 0.003
LARGEST = 60
LEAST_INPUTS = 20


@dataclass(frozen=True)
class _Row:
    """What a line says; no inputs where the table has no such column."""

    inputs: int | None
    neurons: tuple[int, ...]
    weights: int
    line: Line

    def after(self, outputs: int) -> int:
        """Return the weights after the first layer."""
        return sum((before + 1) * units for before, units in pairwise((*self.neurons, outputs)))

    def kinds(self) -> Iterator[tuple[int, int]]:
        """Go through the inputs and outputs that give it so many weights; -1 for inputs that are given."""
        for outputs in OUTPUTS:
            first = self.weights - self.after(outputs)
            inputs = first // self.neurons[0] - 1
            if first % self.neurons[0] == 0 and inputs >= LEAST_INPUTS and self.inputs in (None, inputs):
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
        right = (reads + 1) * row.neurons[0] + row.after(outputs)
        units = " puis ".join(map(str, row.neurons))
        steps = pairwise((reads, *row.neurons, outputs))
        # Others may have other inputs.
        close = near(row.weights, right) or abs(row.weights - right) < CLOSE * right
        if row.weights != right and close:
            yield Finding(
                CODE,
                row.line.place,
                quoted(row.line.text),
                Verdict.FALSE,
                f"Les autres lignes ont {outputs} sorties : avec {reads} entrées et {units} neurones, "
                f"cela fait {shown(right)} poids, et non {shown(row.weights)}.",
                " + ".join(f"({before} + 1) × {size}" for before, size in steps) + f" = {shown(right)}",
                shown(right),
            )


def _rows(lines: Sequence[Line], columns: Sequence[int]) -> Iterator[_Row]:
    for line in lines:
        row = [plain(cell).strip("\x1e ") for cell in cells(line.text)]
        if max(columns) >= len(row):
            continue
        neurons, *counts = (row[rank] for rank in columns)
        weights, inputs = ([whole(each) if re.fullmatch(NUMBER, each) else None for each in counts] + [None])[
            :2
        ]
        units = _neurons(neurons)
        if units and weights and (inputs or len(columns) == 2):
            yield _Row(inputs, units, weights, line)


def _neurons(cell: str) -> tuple[int, ...]:
    """Return the sizes of the hidden layers of a row, none when it says anything else."""
    alone = whole(cell) if re.fullmatch(NUMBER, cell) else None
    sizes = (
        (alone,) if alone else tuple(map(int, re.findall(r"\d+", cell))) if SEVERAL.fullmatch(cell) else ()
    )
    return sizes if sizes and min(sizes) > 0 else ()
