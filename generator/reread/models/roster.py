"""The models that the tables of a report, and its networks, give."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from fractions import Fraction

from generator.reread.arithmetic.number import NUMBER, whole
from generator.reread.arithmetic.plain import plain
from generator.reread.documents.block import Block, Kind, Section
from generator.reread.documents.labelled import labels
from generator.reread.documents.outline import Outline
from generator.reread.documents.passage import cells
from generator.reread.models.model import ERRORS, WEIGHTS, Amount, Model
from generator.reread.models.weighed import said_weights
from generator.reread.networks.called import Titled, names
from generator.reread.networks.large import LEAST_TOTAL
from generator.reread.networks.owner import owners, variables
from generator.reread.networks.statement import WEIGHTS as WEIGHTS_WORD
from generator.reread.restated.said import titles
from generator.reread.tables.grid import NOTHING, Grid
from generator.reread.tables.measure import measure
from generator.reread.tables.place import grids

_TOTAL = re.compile(r"\btotal\b", re.I)
_SHORT = re.compile(r"\s*(?:[:(–—]|\s-\s).*")
# Rows of a network, and no models.
_LAYER = re.compile(
    r"^(?:conv\w*|dense|flatten|max\w*pool\w*|pool\w*|dropout|input\w*|entr[ée]e|sortie|couche|output|layer)\b",
    re.I,
)
_DEPTH = frozenset(("deep", "flat"))


def roster(outline: Outline, networks: Sequence[Titled]) -> tuple[Model, ...]:
    """Return the models of a report; rows of one name in one part are one model."""
    found: list[Model] = []
    for rank, section in enumerate(outline.sections):
        for grid, kinds in _tables(section, titles(outline, rank) or _of_title(section)):
            for model in _rows(grid, kinds, rank):
                found = [*_merged(found, model)]
        for block in section.of(Kind.TABLE):
            for model in _of_columns(block, titles(outline, rank) or _of_title(section), rank):
                found = [*_merged(found, model)]
    found = [_with_total(model, outline) for model in found]
    found += _untabled(outline, found, networks)
    found += _coded(networks, {each.label for each in found})
    for titled in networks:
        if titled.network.total:
            rank = outline.sections.index(titled.section)
            depth = {"deep" if titled.network.convolves else "flat"}
            kinds = (titles(outline, rank) | names(titled.section.title)) - _DEPTH | depth
            total = Fraction(titled.network.total)
            found.append(Model("", frozenset(kinds), rank, {WEIGHTS: Amount(total, total)}))
    return tuple(found)


def _of_title(section: Section) -> frozenset[str]:
    """Return what the title of a section calls its models, none where it may be that of the whole report."""
    found = names(section.title.replace("-", " "))
    return found if len(found - {"flat"}) < 2 else frozenset()


def _with_total(model: Model, outline: Outline) -> Model:
    """Return a model with the weights that the report says it has, if no table gives them."""
    count = said_weights(model.label, outline) if model.label and WEIGHTS not in model.amounts else None
    own = {WEIGHTS: Amount(Fraction(count), Fraction(count))} if count else {}
    return Model(model.label, model.kinds, model.section, {**model.amounts, **own})


def _untabled(outline: Outline, known: Sequence[Model], networks: Sequence[Titled]) -> Iterator[Model]:
    """Go through the models that only sentences name, with the weights that they, or their code, have."""
    every = labels([block for section in outline.sections for block in section.blocks])
    for label in sorted(every - {each.label for each in known}):
        counts = {x.network.total for x in networks if owners(x.section, [x.network], every) == {label}}
        count = said_weights(label, outline) or (counts.pop() if len(counts) == 1 else None)
        if count:
            yield Model(label, frozenset(), -1, {WEIGHTS: Amount(Fraction(count), Fraction(count))})


def _coded(networks: Sequence[Titled], known: Set[str]) -> Iterator[Model]:
    """Go through the networks that code gives a name of their own."""
    totals: dict[str, set[int | None]] = defaultdict(set)
    for each in networks:
        for name in variables(each.section, each.network) - known:
            totals[name].add(each.network.total)
    for name, (count, *others) in totals.items():
        if count and not others:
            yield Model(
                name, names(name.replace("_", " ")), -1, {WEIGHTS: Amount(Fraction(count), Fraction(count))}
            )


def _of_columns(block: Block, kinds: frozenset[str], rank: int) -> Iterator[Model]:
    """Go through the models that head the columns of a table with one row for all their weights."""
    rows = [[plain(cell).strip("\x1e *`_") for cell in cells(line.text)[1:-1]] for line in block.lines]
    heads, layered = rows[0], any(_LAYER.match(row[0]) for row in rows[1:] if row)
    if len(heads) < 3 or any(WEIGHTS_WORD.search(head) or measure(head) != NOTHING for head in heads[1:]):
        return
    weighed = [x for x in rows[1:] if len(x) == len(heads) and WEIGHTS_WORD.search(x[0])]
    totals = [x for x in rows[1:] if len(x) == len(heads) and _TOTAL.search(x[0])] if layered else []
    own = totals or ([x for x in weighed if _TOTAL.search(x[0])] if len(weighed) > 1 else weighed)
    for label, cell in zip(heads[1:], own[0][1:], strict=True) if len(own) == 1 else ():
        count = whole(cell) if re.fullmatch(NUMBER, cell) else None
        if count and count >= LEAST_TOTAL and re.search(r"[^\W\d]", label) and heads.count(label) == 1:
            called = names(label.replace("-", " ")) | kinds
            yield Model(label, called, rank, {WEIGHTS: Amount(Fraction(count), Fraction(count))})


def _tables(section: Section, title: frozenset[str]) -> Iterator[tuple[Grid, frozenset[str]]]:
    """Go through the tables of a section, with what its titles and the line above call their models."""
    above = {
        block.lines[0].place: names(before.lines[-1].text.replace("-", " "))
        for before, block in zip(section.blocks, section.blocks[1:], strict=False)
        if before.kind is Kind.PROSE
    }
    for grid in grids(section):
        caption = next((own for place, own in above.items() if _is_under(grid, place.line)), frozenset[str]())
        yield grid, caption or title


def _is_under(grid: Grid, line: int) -> bool:
    return 0 <= grid.lines[0].place.line - line <= 2


def _rows(grid: Grid, kinds: frozenset[str], rank: int) -> Iterator[Model]:
    written = [_SHORT.sub("", row[0]).strip(" *`_") or row[0] for row in grid.rows]
    if len({*written}) < len(written):
        written = [row[0] for row in grid.rows]
    # Rows of numbers have no label.
    written = ["" if grid.column(0) else label for label in written]
    for row, label in enumerate(written):
        known = not label or bool(re.search(r"[^\W\d]", label))
        known = known and not _LAYER.match(label) and measure(label) == NOTHING
        amounts = _amounts(grid, row) if known and (not label or written.count(label) == 1) else {}
        # Rows without label may be of anything, epochs or classes, unless they have weights.
        if amounts and (label or WEIGHTS in amounts):
            own = names(label.replace("-", " "))
            apart = kinds - _DEPTH if own & _DEPTH else kinds
            yield Model(label, own | apart, rank, amounts)


def _amounts(grid: Grid, row: int) -> dict[str, Amount]:
    found: dict[str, Amount] = {}
    columns = [k for k, head in enumerate(grid.heads) if WEIGHTS_WORD.search(head)]
    # Of several, those of all the layers.
    columns = columns if len(columns) < 2 else [k for k, x in enumerate(grid.heads) if _TOTAL.search(x)]
    cell = grid.rows[row][columns[0]].strip(" *`_") if len(columns) == 1 else ""
    count = whole(cell) if re.fullmatch(NUMBER, cell) else None
    if count and count >= LEAST_TOTAL:
        found[WEIGHTS] = Amount(Fraction(count), Fraction(count))
    rates = [k for k, said in grid.measures() if said.metric == "accuracy" and said.split in ("test", "")]
    tested = [k for k, said in grid.measures() if said.metric == "accuracy" and said.split == "test"] or rates
    if len(tested) == 1:
        value = grid.column(tested[0])[row]
        if value.value <= 1:
            half = value.unit / 2
            found[ERRORS] = Amount(max(1 - value.value - half, Fraction(0)), 1 - value.value + half)
    return found


def _merged(known: Sequence[Model], model: Model) -> Iterator[Model]:
    """Go through models and one more, made one with that of the same name which says nothing else."""
    last = model
    for each in known:
        shared = each.amounts.keys() & last.amounts.keys()
        if (
            last.label
            and each.label == last.label
            and all(each.amounts[key] == last.amounts[key] for key in shared)
        ):
            amounts = {**each.amounts, **last.amounts}
            last = Model(last.label, each.kinds | last.kinds, each.section, amounts)
        else:
            yield each
    yield last
