"""Sides of maps in a row, « 28 → 26 → 13 → 11 → 5 », against those of the network of their part."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from generator.reread.documents.block import Kind, Section
from generator.reread.documents.passage import passages
from generator.reread.documents.sentence import Sentence, sentences
from generator.reread.finding import Finding, Verdict, quoted
from generator.reread.networks.stated import StatedNetwork
from generator.reread.networks.statement import OTHERS
from generator.reread.walk.grammar import Grammar
from generator.reread.walk.layer import LayerKind
from generator.reread.walk.mention import LARGEST
from generator.reread.walk.own import IsOther, is_own

CODE = "taille-de-sortie"
_SIDE = r"(\d{1,3})(?:\s*[x×]\s*\1)?(?![\d.,]*\d|\s*[x×*+=%])"
_SIDES = re.compile(_SIDE)
_TO = r"\s*(?:→|➔|➜|⟶|[-–=]+>|\\to\b)\s*"
_NEXT = r"\d{1,3}(?:\s*[x×]\s*\d{1,3})?(?![\d.,]*\d|\s*[x×*+=%])"
_ROW = re.compile(rf"(?<![\w.,×]){_SIDE}(?:{_TO}{_NEXT}){{2,}}")
# « 26 × 26 maps, 13 × 13 after the pooling »
_MAPS = re.compile(
    r"(?<![\w.,×x*])(?<![x×*]\s)(\d{1,3})\s*[x×]\s*\1(?:\s*[x×]\s*\d{1,4})?(?![\d.,]*\d|\s*[x×*+=%/])"
)
# A long row that all but agrees is of the network, whatever else its sentence says.
_OF_OTHER = re.compile(rf"{OTHERS.pattern}|\b(?:autres?|others?|another)\b", re.I)
_LEAST, _TOLD, _NEAR = 3, 4, 25


def side_row_findings(
    section: Section, networks: Sequence[StatedNetwork], grammar: Grammar, is_other: IsOther
) -> Iterator[Finding]:
    """Find rows of sides one of which is that of no network of a part."""
    if not networks or not all(network.complete for network in networks):
        return
    known = [(row, network.origin) for network in networks for row in _rows(network) if len(row) >= _LEAST]
    for sentence in _sentences(section, is_other) if known else ():
        for found, start, said in _said(sentence.text, grammar):
            if len(said) < _TOLD and not is_own(sentence.text, grammar):
                continue
            size = len(said)
            windows = [
                (row[k : k + size], origin) for row, origin in known for k in range(len(row) - size + 1)
            ]
            near = {tuple(row): origin for row, origin in windows if _is_near(row, said)}
            if size < _LEAST or said in (row for row, _ in windows) or len(near) != 1:
                continue
            row, origin = near.popitem()
            right = " → ".join(map(str, row))
            yield Finding(
                CODE,
                sentence.place(start),
                quoted(sentence.text),
                Verdict.FALSE,
                f"D’après {origin.value}, les côtés sont {right}.",
                "",
                right,
                wrong=found,
            )


def _is_near(row: Sequence[int], said: Sequence[int]) -> bool:
    """Tell whether two rows begin alike and differ in one of their sides."""
    return row[0] == said[0] and sum(a != b for a, b in zip(row, said, strict=True)) == 1


def _sentences(section: Section, is_other: IsOther) -> Iterator[Sentence]:
    for passage in (each for block in section.of(Kind.PROSE) for each in passages(block)):
        if not is_other(passage.text):
            yield from (each for each in sentences(passage) if not _OF_OTHER.search(each.text))


def _said(text: str, grammar: Grammar) -> Iterator[tuple[str, int, list[int]]]:
    """Go through rows of sides, where they stand: drawn with arrows, or told of maps one after another."""
    for found in _ROW.finditer(text):
        yield found[0], found.start(), [int(each) for each in _SIDES.findall(found[0])]
    told = [found for found in _MAPS.finditer(text) if not _is_window(text, found, grammar)]
    sides = [int(found[1]) for found in told]
    # Maps do not grow: sides that do are of several things.
    if len(sides) >= _TOLD and all(after <= before for before, after in pairwise(sides)):
        yield text[told[0].start() : told[-1].end()], told[0].start(), sides


def _is_window(text: str, found: re.Match[str], grammar: Grammar) -> bool:
    """Tell whether a square is a window, or what a pooling takes: « 3 × 3 filters », « a 2 × 2 pooling »."""
    after, before = text[found.end() :].lstrip(" ,()"), text[: found.start()][-_NEAR:]
    names = (grammar.windows, *([grammar.pool] if int(found[1]) <= LARGEST[LayerKind.POOL] else []))
    return any(
        name.match(after) or re.search(rf"(?:{name.pattern})\W*(?:\w+\s+)?\(?$", before, re.I)
        for name in names
    )


def _rows(network: StatedNetwork) -> Iterator[list[int]]:
    """Go through the sides of all the maps in order, then of those that change, and of those of a kind."""
    shape = network.layers[0].input_shape if network.layers else None
    shapes = [(layer.type, layer.output_shape) for layer in network.layers]
    maps = [(kind, each[0]) for kind, each in shapes if each and len(each) == 3]
    if not shape or len(shape) != 3:
        return
    first = shape[0]
    yield [first, *(side for _, side in maps)]
    yield [side for side, _ in groupby([first, *(side for _, side in maps)])]
    yield [first, *(side for kind, side in maps if "Pool" in kind)]
    yield [first, *(side for kind, side in maps if kind.startswith("Conv") or "Pool" in kind)]
