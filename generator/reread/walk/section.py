"""The networks that a section tells layer by layer: tables, lists, lines of arrows, sentences."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from generator.reread.documents.block import Kind, Section
from generator.reread.documents.passage import passages
from generator.reread.documents.place import Place
from generator.reread.finding import Finding
from generator.reread.networks.described import BULLET
from generator.reread.networks.statement import IMAGINED
from generator.reread.networks.summary import HEAD
from generator.reread.walk.check import Start, Told, walked
from generator.reread.walk.mention import LAYER, LayerKind, mentions
from generator.reread.walk.step import Habits, Maps, habits
from generator.reread.walk.table import LayerTable, layer_table

ARROW = re.compile(r"→|➔|➜|⟶|[-–=]+>|\\to\b")
SQUARE = re.compile(r"(?<![\w.,])(\d{2,3})\s*[x×]\s*\1(?:\s*[x×]\s*([13]))?(?!\d|\s*[x×*]\s*\d)")
INPUT = r"inputs?|entr[ée]es?|pixels|input_shape"
NEAR = 40
WEIGHTED = frozenset({LayerKind.CONV, LayerKind.DENSE, LayerKind.NORM, LayerKind.STRANGE})
# Words of other networks than the one that is told: their sizes do not follow each other.
OTHERS = re.compile(
    r"\b(?:au lieu|instead|would|could|aurait|pourrait|si on|if we|test[ée]\w*|tried|essay\w+)\b", re.I
)


def walk_findings(section: Section, side: int, cases: str, seen: Set[Place]) -> Iterator[Finding]:
    """Go through the sizes and the weights of layers that do not follow from the layer before.

    Parameters
    ----------
    section : Section
    side : int
        Height and width of an input whose size is not said, in pixels.
    cases : str
        What a sample is made of, as a regular expression.
    seen : set of Place
        Where something was found already: what follows from it is not told again.
    """
    text = "\n".join(block.text for block in section.of(Kind.PROSE))
    start = _start(text, side, cases)
    for block in section.of(Kind.TABLE):
        known = HEAD.search(block.lines[0].text) or any(line.place in seen for line in block.lines)
        table = None if known else layer_table(block)
        if table:
            yield from _tabled(table, start)
    if IMAGINED.search(text):
        return
    told: list[Told] = []
    for block in section.of(Kind.PROSE):
        # A list goes on after blank lines.
        listed: list[Told] = []
        for passage in passages(block):
            for rank, line in enumerate(passage.texts):
                item = BULLET.match(passage.lines[rank].text) is not None
                if listed and not item:
                    yield from _listed(listed, start)
                    listed = []
                if item:
                    listed += _apart(_told(line, passage.lines[rank].place))
                elif len(ARROW.findall(line)) > 1 and len(LAYER.findall(line)) > 1:
                    yield from _arrows(line, passage.lines[rank].place, start)
                elif not OTHERS.search(line):
                    told += _told(line, passage.lines[rank].place)
        yield from _listed(listed, start)
    yield from walked(told, start, _habits(told), whole=False)


def _told(line: str, place: Place) -> list[Told]:
    return [Told(layer, place) for layer in mentions(line)]


def _apart(told: list[Told]) -> list[Told]:
    """Return the layers of one line without the counts that may be of several of them."""
    every = all(each.layer.count is not None for each in told if each.layer.kind in WEIGHTED)
    return [
        each
        if len(told) == 1 or (every and each.layer.kind in WEIGHTED)
        else replace(each, layer=replace(each.layer, count=None))
        for each in told
    ]


def _habits(told: Sequence[Told]) -> Habits:
    return habits([each.layer for each in told])


def _tabled(table: LayerTable, start: Start) -> Iterator[Finding]:
    entered = (
        Start(Maps(*table.entered), said=True, own=True) if table.entered else _within(table.told, start)
    )
    yield from walked(table.told, entered, _habits(table.told), whole=True)


def _within(told: Sequence[Told], start: Start) -> Start | None:
    """Return the start of a network, None when the size that comes first is that of another input."""
    first = told[0].layer.size
    near = first is None or first <= start.maps.size < 2 * first + 2
    return start if near and (start.said or first is not None) else None


def _listed(told: Sequence[Told], start: Start) -> Iterator[Finding]:
    if len(told) > 1 and any(each.layer.claims for each in told):
        yield from walked(told, _within(told, start), _habits(told), whole=True)


def _arrows(line: str, place: Place, start: Start) -> Iterator[Finding]:
    told = _apart(_told(line, place))
    first = SQUARE.search(line[: told[0].layer.position])
    entered = (
        Start(Maps(int(first[1]), int(first[2] or 1)), said=True, own=True) if first else _within(told, start)
    )
    yield from walked(told, entered, _habits(told), whole=True)


def _start(text: str, side: int, cases: str) -> Start:
    """Return what enters the networks of a section, as it says or as its laboratory knows."""
    said = set()
    for found in SQUARE.finditer(text):
        near = text[max(0, found.start() - NEAR) : found.end() + NEAR]
        if int(found[1]) >= side and (found[2] or re.search(rf"\b(?:{cases}|{INPUT})\b", near, re.I)):
            said.add((int(found[1]), int(found[2] or 1)))
    if len({size for size, _ in said}) == 1:
        return Start(Maps(*max(said)), said=True)
    return Start(Maps(side, 1), said=False)
