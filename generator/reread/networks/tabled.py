"""Tables of networks without convolutions: neurons in a column, weights in others, inputs perhaps."""

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
from generator.reread.features.settings_table import row_sizes
from generator.reread.finding import Finding, Verdict, quoted, shown
from generator.reread.networks.grounds import OUTPUTS

CODE, LAYER = "total-des-poids", "poids-de-couche"
INPUTS = re.compile(
    r"\b(?:inputs?|entr[ée]es?|features?|caract[ée]ristiques|vecteur|vector|hog[_ ]?size|descripteur)\b", re.I
)
NEURONS = re.compile(r"neuro|units|hidden|cach[ée]", re.I)
WEIGHTS = re.compile(r"poids|weights|param", re.I)
TOTAL = re.compile(r"\b(?:total|somme|sum)\b", re.I)
# The columns of one layer among those of weights.
FIRST = re.compile(
    r"\b(?:(?:couche|layer|c|l)\s*1|1(?:re|[èe]re|st)|premi[èe]re|first|cach[ée]e?s?|hidden)\b", re.I
)
LAST = re.compile(
    r"\b(?:sortie|output|derni[èe]re|last|final\w*|(?:couche|layer)\s*2|2(?:e|[èe]me|nd))\b", re.I
)
# « 256, 64 », « 256 → 64 »
SEVERAL = re.compile(r"\(?\d{1,4}(?:\s*(?:[,;/+–→-]|->|et|and|puis|then)\s*\d{1,4}){1,4}\)?", re.I)
_ACTIVATIONS = re.compile(
    r"\(?\b(?:relu|tanh|sigmo[iï]de?|elu|selu|gelu|neurones?|neurons?|units?)\b\)?", re.I
)
# No other number of inputs makes so little of a difference.
CLOSE = 0.003
LARGEST = 60
LEAST_INPUTS = 20


@dataclass(frozen=True)
class _Row:
    """What a line says; no inputs, or no weights of a kind, where the table has no such column."""

    inputs: int | None
    neurons: tuple[int, ...]
    weights: int | None
    first: int | None
    last: int | None
    line: Line

    def after(self, outputs: int) -> int:
        """Return the weights after the first layer."""
        return sum((before + 1) * units for before, units in pairwise((*self.neurons, outputs)))

    def kinds(self) -> Iterator[tuple[int, int]]:
        """Go through the inputs and outputs that give it so many weights; -1 for inputs that are given."""
        for outputs in OUTPUTS:
            first = self.weights - self.after(outputs) if self.weights else self.first or 0
            inputs = first // self.neurons[0] - 1
            if first % self.neurons[0] == 0 and inputs >= LEAST_INPUTS and self.inputs in (None, inputs):
                yield (inputs if self.inputs is None else -1), outputs


def table_findings(block: Block, side: int) -> Iterator[Finding]:
    """Find the weights of a table that are not those of as many neurons, when two other lines agree.

    Parameters
    ----------
    block : Block
    side : int
        Height and width of what descriptors describe, in pixels.
    """
    head = [plain(cell) for cell in cells(block.lines[0].text)]
    neurons = [rank for rank, cell in enumerate(head) if NEURONS.search(cell) and not WEIGHTS.search(cell)]
    columns = _columns(head)
    if not neurons and len(columns) == 1:
        yield from _hidden_alike(block, head, columns, side)
    if len(neurons) != 1 or not columns:
        return
    rows = [*_rows(block, head, neurons[0], columns, side)]
    found = Counter(kind for row in rows for kind in row.kinds())
    ((inputs, outputs), times), *_ = found.most_common(1) or [((0, 0), 0)]
    if times < 2 or len({(row.inputs, row.neurons) for row in rows if (inputs, outputs) in row.kinds()}) < 2:
        return
    told = {row.inputs for row in rows if row.inputs}
    for row in rows:
        yield from _wrong(row, inputs if row.inputs is None else row.inputs, outputs, told)


def _hidden_alike(block: Block, head: Sequence[str], columns: dict[str, int], side: int) -> Iterator[Finding]:
    """Find weights that are not those of as many hidden neurons, told elsewhere, as in the other lines."""
    rows = [(row.inputs or 0, row.weights, row.line) for row in _rows(block, head, None, columns, side)]
    rows = [row for row in rows if row[0] >= LEAST_INPUTS and row[1]]
    found = Counter(
        ((count - outputs) // (inputs + 1 + outputs), outputs)
        for inputs, count in {(inputs, count or 0) for inputs, count, _ in rows}
        for outputs in OUTPUTS
        if (count - outputs) % (inputs + 1 + outputs) == 0
    )
    ((units, outputs), times), *_ = found.most_common(1) or [((0, 0), 0)]
    for inputs, count, line in rows if times > 1 and units > 1 else ():
        right = (inputs + 1) * units + (units + 1) * outputs
        # A whole number of other neurons explains it too.
        if count != right and ((count or 0) - outputs) % (inputs + 1 + outputs):
            yield Finding(
                CODE,
                line.place,
                quoted(line.text),
                Verdict.FALSE,
                f"Les autres lignes ont {units} neurones cachés et {outputs} sorties : avec {inputs} "
                f"entrées, cela fait {shown(right)} poids, et non {shown(count or 0)}.",
                f"({inputs} + 1) × {units} + ({units} + 1) × {outputs} = {shown(right)}",
                shown(right),
            )


def _columns(head: Sequence[str]) -> dict[str, int]:
    """Return the only columns of the weights of all the layers, of the first one and of the last one."""
    counts = [rank for rank, cell in enumerate(head) if WEIGHTS.search(cell)]
    first = [rank for rank in counts if FIRST.search(head[rank]) and not LAST.search(head[rank])]
    last = [rank for rank in counts if LAST.search(head[rank]) and not FIRST.search(head[rank])]
    totals = [rank for rank in counts if rank not in first + last]
    if counts and not totals:
        totals = [rank for rank, cell in enumerate(head) if TOTAL.search(cell)]
    if len(totals) > 1 or len(first) > 1 or len(last) > 1 or not totals + first:
        return {}
    return {name: ranks[0] for name, ranks in (("all", totals), ("first", first), ("last", last)) if ranks}


def _wrong(row: _Row, reads: int, outputs: int, told: set[int]) -> Iterator[Finding]:
    sizes = (reads, *row.neurons, outputs)
    layers = [(before + 1) * units for before, units in pairwise(sizes)]
    how = [f"({before} + 1) × {units}" for before, units in pairwise(sizes)]
    for said, right, which, computation in (
        (row.first, layers[0], "la première couche", how[0]),
        (row.last, layers[-1], "la dernière couche", how[-1]),
    ):
        unbiased = (
            (right - row.neurons[0], right - outputs) if which.startswith("la p") else (right - outputs,)
        )
        if said and said != right and (near(said, right) or said in unbiased or row.weights == sum(layers)):
            sentence = (
                f"Avec {shown(reads)} entrées et {' puis '.join(map(str, row.neurons))} neurones, {which}"
            )
            yield Finding(
                LAYER,
                row.line.place,
                quoted(row.line.text),
                Verdict.FALSE,
                f"{sentence} a {shown(right)} poids, et non {shown(said)}.",
                f"{computation} = {shown(right)}",
                shown(right),
                wrong=str(said),
            )
            return
    said, right = row.weights, sum(layers)
    if said and said != right and (known := _is_slip(said, layers, sizes, told)) is not None:
        units = " puis ".join(map(str, row.neurons))
        yield Finding(
            CODE,
            row.line.place,
            quoted(row.line.text),
            Verdict.FALSE if known or row.inputs else Verdict.DOUBT,
            f"Les autres lignes ont {outputs} sorties : avec {reads} entrées et {units} neurones, "
            f"cela fait {shown(right)} poids, et non {shown(said)}.",
            " + ".join(how) + f" = {shown(right)}",
            shown(right),
        )


def _is_slip(said: int, layers: Sequence[int], sizes: Sequence[int], told: set[int]) -> bool | None:
    """Tell whether a total is known to be a slip, None where it may well be that of other inputs."""
    right = sum(layers)
    forgotten = {right - layer for layer in layers if len(layers) > 1}
    forgotten |= {right - sum(sizes[1:]), *(right - units for units in sizes[1:])}
    if said in forgotten or near(said, right) or abs(said - right) < CLOSE * right:
        return True
    # The inputs of another line, where each tells its own.
    if (said - sum(layers[1:])) / sizes[1] - 1 in told - {sizes[0]}:
        return True
    # A whole number of inputs explains it too.
    return None if (said - sum(layers[1:])) % sizes[1] == 0 else False


def _rows(
    block: Block, head: Sequence[str], neurons: int | None, columns: dict[str, int], side: int
) -> Iterator[_Row]:
    described = {line.place: (said, right) for line, said, right in row_sizes(block, side)}
    taken = {*columns.values(), *([] if neurons is None else [neurons])}
    read = [rank for rank, cell in enumerate(head) if INPUTS.search(cell) and rank not in taken][:1]
    for line in block.lines[1:LARGEST]:
        row = [plain(cell).strip("\x1e *_") for cell in cells(line.text)]
        if max(taken) >= len(row) or max([*read, 0]) >= len(row):
            continue
        said, right = described.get(line.place, (None, None))
        # A wrong size is told as such.
        if said is not None and said != right:
            continue
        units = (1,) if neurons is None else _neurons(row[neurons])
        counts = {name: _whole(row[rank]) for name, rank in columns.items()}
        inputs = _whole(row[read[0]]) if read else right
        if units and any(counts.values()) and (inputs or not read):
            yield _Row(inputs, units, counts.get("all"), counts.get("first"), counts.get("last"), line)


def _whole(cell: str) -> int | None:
    return whole(cell) if re.fullmatch(NUMBER, cell) else None


def _neurons(cell: str) -> tuple[int, ...]:
    """Return the sizes of the hidden layers of a row, none when it says anything else."""
    cell = _ACTIVATIONS.sub("", cell).strip(" ,;*_")
    alone = _whole(cell)
    sizes = (
        (alone,) if alone else tuple(map(int, re.findall(r"\d+", cell))) if SEVERAL.fullmatch(cell) else ()
    )
    return sizes if sizes and min(sizes) > 0 else ()
