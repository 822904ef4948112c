"""The networks that a section tells layer by layer: tables, lists, lines of arrows, sentences."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise

from generator.reread.arithmetic.number import NUMBER, figures
from generator.reread.arithmetic.plain import plain
from generator.reread.documents.block import Block, Kind, Section
from generator.reread.documents.passage import passages
from generator.reread.documents.place import Place
from generator.reread.finding import Finding, quoted
from generator.reread.knowledge import Knowledge
from generator.reread.networks.statement import IMAGINED, OTHERS, Statements
from generator.reread.networks.summary import HEAD, summaries
from generator.reread.walk.check import BIASES, WEIGHTS, Told, pooled_findings, walked
from generator.reread.walk.described import BULLET
from generator.reread.walk.grammar import Grammar, grammar
from generator.reread.walk.layer import LayerKind
from generator.reread.walk.mention import mentions
from generator.reread.walk.start import SQUARE, Start, section_start
from generator.reread.walk.step import Habits, Maps, habits
from generator.reread.walk.table import LayerTable, layer_table

ARROW = re.compile(r"→|➔|➜|⟶|[-–=]+>|\\to\b")
_INPUT = re.compile(r"\s*(?:inputs?|entr[ée]es?)\b", re.I)
# « poids : (5 × 5 × 1 + 1) × 16 = 416 »
_COUNT = re.compile(rf"\b(?:poids|weights|param\w*)\s*[:=]\s*(?:[^=\n]*=\s*)?({NUMBER})\s*$", re.I)
# A layer is named so near to where its line begins.
NEAREST = 12
WEIGHTED = frozenset({LayerKind.CONV, LayerKind.DENSE, LayerKind.NORM, LayerKind.STRANGE})


def walk_findings(
    section: Section, said: Statements, knowledge: Knowledge, seen: Set[Place]
) -> Iterator[Finding]:
    """Go through the sizes and the weights of layers that do not follow from the layer before.

    Parameters
    ----------
    section : Section
    said : Statements
        What it says of weights.
    knowledge : Knowledge
    seen : set of Place
        Where something was found already: what follows from it is not told again.
    """
    text = "\n".join(block.text for block in section.of(Kind.PROSE))
    words = grammar(knowledge.layers)
    teller = _Teller(words, section_start(section, knowledge.side, knowledge.words.cases), said.biased)
    for block in section.of(Kind.TABLE):
        if not any(line.place in seen for line in block.lines):
            yield from teller.block(block)
    for block in section.of(Kind.OUTPUT):
        if not block.printed and not any(line.place in seen for line in block.lines):
            yield from teller.laid_out(block)
    if not IMAGINED.search(text):
        yield from teller.prose([*section.of(Kind.PROSE)])


def tabled_counts(section: Section, side: int, cases: str, words: Grammar) -> dict[Place, int]:
    """Return the right weights of the rows of tables whose own do not follow from the rows before."""
    teller = _Teller(words, section_start(section, side, cases), biased=True)
    found = (each for block in section.of(Kind.TABLE) for each in teller.block(block))
    return {
        each.place: figures(each.right) for each in found if each.code in (WEIGHTS, BIASES) and each.right
    }


@dataclass(frozen=True)
class _Teller:
    """Reads the networks of a section, and walks each of them from what enters it."""

    grammar: Grammar
    start: Start
    biased: bool

    def block(self, block: Block) -> Iterator[Finding]:
        # One that is headed as a summary may be written by hand.
        printed = HEAD.search(block.lines[0].text) and any(summaries([block]))
        table = None if printed else layer_table(block, self.grammar)
        if table:
            yield from self.tabled(table)

    def tabled(self, table: LayerTable) -> Iterator[Finding]:
        if _leaves_out_pools(table.told):
            return
        own = Start(Maps(*table.entered), said=True, own=True) if table.entered else self._within(table.told)
        yield from walked(table.told, own, _habits(table.told), whole=True, biased=self.biased)

    def laid_out(self, block: Block) -> Iterator[Finding]:
        """Go through a network laid out with a line for each layer, under a line for what enters it."""
        told: list[Told] = []
        enters = None
        for line in block.lines:
            text = _COUNT.sub(r"\1 poids", plain(line.text))
            layers = self._told(text, line.place)
            if not layers:
                enters = (_INPUT.match(text) and SQUARE.search(text)) or enters if not told else enters
            elif layers[0].layer.position - len(text) + len(text.lstrip()) > NEAREST:
                # A sentence, and no layer.
                return
            told += _apart(layers)
        if enters and len(told) > 2 and all(each.layer.claims or not each.layer.size for each in told):
            start = Start(Maps(int(enters[1]), int(enters[2] or 1)), said=True, own=True)
            written = {line.place: quoted(line.text) for line in block.lines}
            for found in walked(told, start, _habits(told), whole=True, biased=self.biased):
                yield replace(found, quote=written[found.place])

    def prose(self, blocks: Sequence[Block]) -> Iterator[Finding]:
        told: list[Told] = []
        for block in blocks:
            # A list goes on after blank lines.
            listed: list[Told] = []
            for passage in passages(block):
                for rank, line in enumerate(passage.texts):
                    item = BULLET.match(passage.lines[rank].text) is not None
                    layers = self._told(line, passage.lines[rank].place)
                    if listed and not item:
                        yield from self._listed(listed)
                        listed = []
                    if item:
                        listed += _apart(layers)
                    elif len(ARROW.findall(line)) > 1 and _in_a_row(layers):
                        yield from self._arrows(line, layers)
                    elif not OTHERS.search(line):
                        told += layers
            yield from self._listed(listed)
        yield from pooled_findings(told, self.start)
        yield from walked(told, self.start, _habits(told), whole=False, biased=self.biased)

    def _told(self, line: str, place: Place) -> list[Told]:
        return [
            Told(layer, place) for layer in mentions(line, self.grammar) if layer.kind is not LayerKind.INPUT
        ]

    def _within(self, told: Sequence[Told]) -> Start | None:
        """Return the start of a network, None when the size that comes first is that of another input."""
        first = told[0].layer.size
        near = first is None or first <= self.start.maps.size < 2 * first + 2
        return self.start if near and (self.start.said or first is not None) else None

    def _listed(self, told: Sequence[Told]) -> Iterator[Finding]:
        if len(told) > 1 and any(each.layer.claims for each in told):
            # « After the first pooling »: what comes before may not be listed.
            whole = not any(each.layer.after for each in told)
            yield from walked(told, self._within(told), _habits(told), whole=whole, biased=self.biased)

    def _arrows(self, line: str, layers: list[Told]) -> Iterator[Finding]:
        told = _apart(layers)
        first = SQUARE.search(line[: told[0].layer.position])
        own = (
            Start(Maps(int(first[1]), int(first[2] or 1)), said=True, own=True)
            if first
            else self._within(told)
        )
        yield from walked(told, own, _habits(told), whole=True, biased=self.biased)


def _leaves_out_pools(told: Sequence[Told]) -> bool:
    """Tell whether only layers with weights are told, and maps are halved between them."""
    sizes = [each.layer.size for each in told if each.layer.kind is LayerKind.CONV and each.layer.size]
    pooled = any(each.layer.kind in (LayerKind.POOL, LayerKind.GAP) for each in told)
    return not pooled and any(after <= before // 2 for before, after in pairwise(sizes))


def _in_a_row(told: Sequence[Told]) -> bool:
    """Tell whether arrows lead from layer to layer, rather than from one size to the next."""
    led = [ARROW.search(re.split(r"\.\s", each.layer.text)[-1]) is not None for each in told[:-1]]
    return bool(led) and 2 * sum(led) >= len(led)


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
