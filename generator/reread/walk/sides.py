"""Sides of maps in a row, « 28 → 26 → 13 → 11 → 5 », against those of the network of their part."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from generator.reread.documents.block import Section
from generator.reread.finding import Finding, Verdict, quoted
from generator.reread.networks.stated import StatedNetwork
from generator.reread.walk.grammar import Grammar
from generator.reread.walk.own import IsOther, own_sentences

CODE = "taille-de-sortie"
_SIDE = r"(\d{1,3})(?:\s*[x×]\s*\1)?(?![\d.,]*\d|\s*[x×*+=%])"
_SIDES = re.compile(_SIDE)
_TO = r"\s*(?:→|➔|➜|⟶|[-–=]+>|\\to\b)\s*"
_NEXT = r"\d{1,3}(?:\s*[x×]\s*\d{1,3})?(?![\d.,]*\d|\s*[x×*+=%])"
_ROW = re.compile(rf"(?<![\w.,×]){_SIDE}(?:{_TO}{_NEXT}){{2,}}")
_LEAST = 3


def side_row_findings(
    section: Section, networks: Sequence[StatedNetwork], grammar: Grammar, is_other: IsOther
) -> Iterator[Finding]:
    """Find rows of sides one of which is not that of the only network of a part; see `own_sentences`."""
    if len({network.layers for network in networks}) != 1 or not networks[0].complete:
        return
    known = [row for row in _rows(networks[0]) if len(row) >= _LEAST]
    for sentence in own_sentences(section, grammar, is_other) if known else ():
        for found in _ROW.finditer(sentence.text):
            said = [int(each) for each in _SIDES.findall(found[0])]
            windows = [row[k : k + len(said)] for row in known for k in range(len(row) - len(said) + 1)]
            near = [row for row in windows if sum(a != b for a, b in zip(row, said, strict=True)) == 1]
            near = [row for row in near if row[0] == said[0]]
            if len(said) < _LEAST or said in windows or not near:
                continue
            right = " → ".join(map(str, near[0]))
            yield Finding(
                CODE,
                sentence.place(found.start()),
                quoted(sentence.text),
                Verdict.FALSE,
                f"D’après {networks[0].origin.value}, les côtés sont {right}.",
                "",
                right,
                wrong=found[0],
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
