"""Tables of layers: a row for each, with what it puts out and its weights, in any order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.reread.arithmetic.check import holds, passage_chains
from generator.reread.arithmetic.number import NUMBER, whole
from generator.reread.arithmetic.plain import plain
from generator.reread.documents.block import Block, Line
from generator.reread.documents.passage import cells, passage
from generator.reread.walk.check import Told
from generator.reread.walk.grammar import Grammar
from generator.reread.walk.layer import LayerKind, Mention
from generator.reread.walk.mention import first_name, mention

OUTPUT = re.compile(r"output|sortie|shape|forme|dimension|ausgabe|^\W*(?:taille|size)\W*$", re.I)
COUNT = re.compile(r"param|poids|weights|gewichte", re.I)
SHAPE = re.compile(
    r"(?<![\w.,])(?:None\s*,\s*)?(\d{1,4})\s*[x×*,·]\s*(\d{1,4})(?:\s*[x×*,·]\s*(\d{1,5}))?(?![\w.]|[\s'’]\d{3}\b)",
    re.I,
)
WHOLE = re.compile(rf"^\W*(?:None\s*,\s*)?({NUMBER})\W*$")
RULE = re.compile(r"^[\s|:=-]+$")
ENDS = re.compile(rf"(?<![\w.,])({NUMBER})[\s*_`$)]*(?:poids|weights|param\w*)?[\s*_`$]*$", re.I)
# What heads the names of models.
MODELS = re.compile(r"^\W*(?:mod[eè]les?|models?|r[ée]seaux?|networks?|essais?|trials?|runs?|id)\W*$", re.I)
LARGEST = 60
MOST_LAYERS = 9


@dataclass(frozen=True)
class LayerTable:
    """The rows of a table that tell layers, and the shape that enters the first one, when it is said."""

    told: tuple[Told, ...]
    entered: tuple[int, int] | None


def layer_table(block: Block, grammar: Grammar) -> LayerTable | None:
    """Read a table whose rows are layers; None for any other one."""
    lines = block.lines[:LARGEST]
    read = ([plain(cell).replace("\x1e", " ") for cell in cells(line.text)] for line in lines)
    rows = [_named_output(row, grammar) for row in read]
    head = rows[0] if rows else []
    outs, counts = ([rank for rank, cell in enumerate(head) if kind.search(cell)] for kind in (OUTPUT, COUNT))
    first = next((cell for cell in head if cell.strip()), "")
    if len(outs) > 1 or len(counts) > 1 or not outs + counts or MODELS.search(first):
        return None
    told: list[Told] = []
    entered = None
    for line, row in zip(block.lines[1:LARGEST], rows[1:], strict=False):
        if RULE.match(line.text):
            continue
        named = [
            rank
            for rank, cell in enumerate(row)
            if rank not in outs + counts and first_name(cell, grammar) is not None
        ]
        out = row[outs[0]] if outs and outs[0] < len(row) else ""
        if not named:
            shape = SHAPE.search(out)
            if not told and shape and shape[1] == shape[2]:
                entered = (int(shape[1]), int(shape[3] or 1))
            elif told and any(cell.strip() for cell in row) and not _is_total(row):
                return None
            continue
        layer = _layer(row, named[0], out, head, grammar)
        if layer is None:
            return None
        count = _count(row[counts[0]], line) if counts and counts[0] < len(row) else None
        told.append(Told(replace(layer, count=count, text=line.text), line.place))
    # One shape that is not square is a slip; several are those of what is not.
    odd = sum(each.layer.other is not None for each in told)
    square = sum(each.layer.size is not None for each in told) - odd
    return LayerTable(tuple(told), entered) if len(told) > 1 and (not odd or 2 * odd < square + 1) else None


def _named_output(row: list[str], grammar: Grammar) -> list[str]:
    """Name the layer of a row that is only called the output."""
    rank = next((rank for rank, cell in enumerate(row) if cell.strip()), -1)
    if rank < 0 or first_name(row[rank], grammar) or not grammar.last.fullmatch(row[rank].strip(" *_`:")):
        return row
    return [*row[:rank], f"dense {row[rank]}", *row[rank + 1 :]]


def _is_total(row: Sequence[str]) -> bool:
    return any(re.search(r"total|somme|sum", cell, re.I) for cell in row)


def _layer(row: Sequence[str], rank: int, out: str, head: Sequence[str], grammar: Grammar) -> Mention | None:
    """Read the layer of a row, None when what it puts out is not square."""
    # The settings of a layer may stand in columns of their own, under their names.
    beside = (
        f"{cell} {title}" if re.fullmatch(r"\s*\d+\s*", cell) else f"{title} {cell}"
        for each, (title, cell) in enumerate(zip(head, row, strict=False))
        if each != rank and re.search(r"filt|kernel|noyau|stride|pad|neuro|units", title, re.I)
    )
    found = first_name(row[rank], grammar)
    if found is None:
        return None
    name, before = row[rank][found.start() :], row[rank][: found.start()]
    layer = mention(found, " ; ".join((name, before, *beside)), grammar, before)
    layer = replace(layer, side=layer.side or _side([cell for cell in row if cell != out], layer))
    shape, number = SHAPE.search(out), WHOLE.match(out)
    if shape:
        other = int(shape[2]) if shape[1] != shape[2] else None
        return replace(layer, size=int(shape[1]), depth=int(shape[3]) if shape[3] else None, other=other)
    if number and layer.kind in (LayerKind.FLAT, LayerKind.DENSE, LayerKind.GAP):
        values = whole(number[1])
        # « Dense 1 » is the first one.
        ranked = layer.kind is LayerKind.DENSE and (layer.units or 0) <= MOST_LAYERS
        units = values if ranked else layer.units
        return replace(layer, size=None, depth=values, units=units)
    return replace(layer, size=None, depth=None)


def _side(row: Sequence[str], layer: Mention) -> int | None:
    """Return the side of the window that the computation of a row uses."""
    if layer.kind is not LayerKind.CONV:
        return None
    text = " ; ".join(row)
    found = re.search(r"(?<![\w.,])(\d{1,2})\s*[x×*·∙]\s*\1\s*[x×*·∙+]", text)
    return int(found[1]) if found else None


def _count(cell: str, line: Line) -> int | None:
    """Return the weights that a cell ends with; None where it holds no number, or a false computation."""
    for chain in passage_chains(passage([Line(cell, line.place)])):
        if any(holds(step) is False for step in chain.steps):
            return None
    found = ENDS.search(cell)
    return whole(found[1]) if found else None
