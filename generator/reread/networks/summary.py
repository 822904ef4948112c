"""Tables that ``model.summary()`` prints: drawn with boxes or lines, in HTML, retyped as Markdown."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from generator.formulas.layers.catalogue import layer_kinds
from generator.reread.documents.block import Block, Kind, Line
from generator.reread.networks.stated import INPUTS, Origin, Shape, StatedLayer, StatedNetwork

HEAD = re.compile(r"Layer\s*\(type\)?|Couche\s*\(type\)|\bLayer\b.*\bOutput Shape\b", re.IGNORECASE)
TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,400}>")
BOX = re.compile("[│┃|]")
RULE = re.compile(r"^[\s>]*[|+:=_━─┏┳┓┡╇┩├┼┤└┴┘╞╪╡-]+\s*$")
ROW = re.compile(
    r"^\s*(?P<layer>[\w./:…-]+(?:\s*\(\s*(?:[A-Za-z][\w>.… ]*\)?)?)?)"
    # A name may fill its column.
    r"(?:\s+|(?<=\))(?=\())\[?\(?(?P<shape>\((?:None|\?|\d+)[^()]{0,60}?(?:\)|(?=\s{2}))|multiple|\?)\]?\)?,?\s+"
    r"(?P<count>\d[\d,.’' \u00a0\u202f]*)"
)
NAMED = re.compile(r"^[*`\s]*(?P<name>[\w./:…-]+)?\s*\(\s*(?P<type>[A-Za-z][\w>.… ]*)[\s)]*[*`]*\s*$")
# What a name and a shape too wide for their columns go on with.
TAILS = (re.compile(r"[\w./:-]*\s*(?:\(\s*[\w>.… ]*)?\)?"), re.compile(r"[\d,\s]*\)?\]?"))
SHAPE = re.compile(r"^\W*\(\s*(?:None|\?|batch\w*)\s*((?:,\s*[1-9]\d{0,8}\s*)*),?\s*\)")
COUNT = re.compile(r"^\W*(\d[\d,.’' \u00a0\u202f]*)")
TOTALS = re.compile(
    r"(?P<kind>Non-trainable|Trainable|Total|Optimizer)\s+param(?:s|eters)?\s*(?:#|\([^()\n]{0,40}\))?\s*[:|│]?\W*"
    r"(?P<count>\d[\d,.’' \u00a0\u202f]*)",
    re.IGNORECASE,
)
# A table ends where so many lines say nothing about layers.
PATIENCE = 6
# Letters of a class that are enough to tell it.
LEAST_CLASS = 5
MOST_LINES = 400
LONGEST = 2000


@dataclass(frozen=True)
class Summary:
    """A printed summary.

    Attributes
    ----------
    network : StatedNetwork
        With the shapes and the weights that are written.
    totals : mapping of str to (int, Line)
        By « total », « trainable », « non-trainable » and « optimizer ».
    chained : bool
        Whether each layer receives what the one before puts out.
    rows : tuple of Line
        Where each layer of the network is written.
    """

    network: StatedNetwork
    totals: dict[str, tuple[int, Line]]
    chained: bool
    rows: tuple[Line, ...]
    input_shape: Shape | None


@dataclass
class _Table:
    head: Line
    drawn: bool
    cells: list[list[str]] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    totals: dict[str, tuple[int, Line]] = field(default_factory=dict)
    idle: int = 0
    # Where the second and third columns of the last row begin.
    margin: int = 0
    counts: int = 0


def summaries(blocks: Sequence[Block]) -> Iterator[Summary]:
    """Go through the summaries that some blocks hold."""
    table: _Table | None = None
    for line in _lines(blocks):
        text = TAG.sub("", line.text[:LONGEST])
        if HEAD.search(text) and re.search("param", text, re.IGNORECASE):
            yield from _ended(table)
            table = _Table(line, drawn=BOX.search(text) is not None)
            continue
        if table is None:
            continue
        found = TOTALS.search(text)
        if found:
            kind = found["kind"].lower()
            if kind in table.totals:
                yield from _ended(table)
                table = None
                continue
            table.totals[kind] = (whole(found["count"]), line)
            table.idle = 0
        elif table.totals or not _row(table, text, line):
            table.idle += not RULE.match(text)
        if table.idle > PATIENCE or len(table.lines) > MOST_LINES:
            yield from _ended(table)
            table = None
    yield from _ended(table)


def _lines(blocks: Sequence[Block]) -> Iterator[Line]:
    for block in blocks:
        if block.kind not in (Kind.CODE, Kind.HEADING):
            yield from block.lines


def _row(table: _Table, text: str, line: Line) -> bool:
    """Add a line to a table; tell whether it belongs to it."""
    if table.drawn and BOX.search(text):
        cells = [cell.strip() for cell in BOX.split(text.strip().strip("│┃|"))]
        continues = len(cells) >= 3 and not COUNT.match(cells[2])
        if continues and table.cells:
            table.cells[-1] = [old + new for old, new in zip(table.cells[-1], cells, strict=False)]
        elif len(cells) >= 3 and not continues:
            table.cells.append(cells)
            table.lines.append(line)
        return True
    found = ROW.match(text)
    if found:
        table.cells.append([found["layer"].rstrip(), found["shape"], found["count"]])
        table.lines.append(line)
        table.margin, table.counts = found.start("shape"), found.start("count")
        if re.search(r"\[\[|\['", text[found.end() :]):
            table.cells[-1].append("connected")
    return found is not None or not text.strip() or _is_tail(table, text)


def _is_tail(table: _Table, text: str) -> bool:
    """Tell whether a line goes on with the columns of the row above; take what it adds to them."""
    if not table.cells or RULE.match(text):
        return False
    cells, tails = table.cells[-1], ["", ""]
    for part in re.finditer(r"\S+(?: \S+)*", text):
        # A first column that is full moves the others.
        column = sum(part.start() >= start - 2 for start in (table.margin, table.counts))
        if column < len(tails):
            tails[column] += part[0]
    if not all(kind.fullmatch(tail) for kind, tail in zip(TAILS, tails, strict=True)):
        return False
    for rank, tail in enumerate(tails):
        if not cells[rank].endswith(")"):
            cells[rank] += tail
    return True


def _ended(table: _Table | None) -> Iterator[Summary]:
    if table is None or not table.cells:
        return
    layers: list[StatedLayer] = []
    rows: list[Line] = []
    chained = not any(len(cells) > 3 and cells[3] for cells in table.cells)
    shape: Shape | None = None
    for cells, line in zip(table.cells, table.lines, strict=True):
        layer = _layer(cells, line)
        if layer is None:
            return
        if layer.type in INPUTS:
            shape = layer.output_shape
        else:
            before = layers[-1].output_shape if layers else shape
            layers.append(replace(layer, input_shape=before if chained else None))
            rows.append(line)
    if not layers:
        return
    counts = [layer.parameters for layer in layers]
    total = None if None in counts else sum(count or 0 for count in counts)
    network = StatedNetwork(Origin.SUMMARY, table.head.place, tuple(layers), total)
    yield Summary(network, table.totals, chained, tuple(rows), shape)


def _layer(cells: list[str], line: Line) -> StatedLayer | None:
    named = NAMED.match(cells[0])
    shape, count = SHAPE.match(cells[1].strip("[]`")), COUNT.match(cells[2])
    if named is None or count is None:
        return None
    sizes = tuple(int(size) for size in re.findall(r"\d+", shape[1])) if shape else None
    name = named["name"] or ""
    kind = _type(named["type"], name, len(sizes or ()))
    return StatedLayer(name, kind, line.place, {}, None, sizes, whole(count[1]))


def _type(written: str, name: str, rank: int) -> str:
    """Return the class that a text stands for: Keras cuts long ones, and lets them go on a line below.

    Parameters
    ----------
    written : str
    name : str
        Of the layer, which Keras makes of its class.
    rank : int
        Axes of what it puts out.
    """
    written = re.sub(r"\s+", "", written).rstrip("….>")
    kinds = [*layer_kinds(), *INPUTS]
    if written in kinds:
        return written
    begun = [kind for kind in kinds if kind.startswith(written)]
    named = [kind for kind in begun if re.sub(r"\W|_", "", name).lower().startswith(kind.lower())]
    sized = [kind for kind in begun if kind.endswith(f"{rank - 1}D")]
    for found in (begun, named, sized):
        if len(found) == 1 and (len(written) > LEAST_CLASS or found is named):
            return found[0]
    return written


def whole(text: str) -> int:
    """Return a whole number with its thousands cut as anyone cuts them, its decimals left out."""
    text = re.split(r" {2,}|\(", text.strip())[0]
    digits = re.sub(r"\D", "", text)
    return int(digits[:15] or "0")
