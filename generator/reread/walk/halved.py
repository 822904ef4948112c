"""Sides of maps told in a row, each pooled from the one before: « 28 → 14 → 7 → 3 »."""

import re
from collections.abc import Iterator
from itertools import pairwise

from generator.reread.documents.block import Kind, Section
from generator.reread.documents.passage import passages
from generator.reread.documents.sentence import Sentence, sentences
from generator.reread.finding import Finding, Verdict, quoted
from generator.reread.walk.grammar import Grammar

CODE = "taille-de-sortie"
_SIDE = r"(\d{1,3})(?:\s*[x×]\s*\d{1,3}){0,2}"
_NEXT = r"\s*(?:→|➔|➜|⟶|[-–=]+>|,|;|\b(?:puis|then|et|and|to|à)\b)+\s*"
ROW = re.compile(rf"(?<![\w.,]){_SIDE}(?:{_NEXT}{_SIDE}){{2,}}(?!\d|[.,]\d|\s*[x×*+=])", re.I)
SIDE = re.compile(_SIDE)
# « 26 becomes 13 »
PAIR = re.compile(
    rf"(?<![\w.,×]){_SIDE}\s+(?:becomes?|become|devien\w+|gives?|donnent?)\s+{_SIDE}(?!\d|[.,]\d|\s*[x×*+=%])",
    re.I,
)


def halved_findings(section: Section, grammar: Grammar) -> Iterator[Finding]:
    """Find rows of sides that pooling halves, one of them rounded up."""
    for block in section.of(Kind.PROSE):
        for passage in passages(block):
            pooled = False
            for sentence in sentences(passage):
                text = sentence.text
                named = grammar.pool.search(text) is not None
                about = named or grammar.maps.search(text)
                rows = [x for x in ROW.finditer(text) if about or (pooled and re.search("[x×]", x[0]))]
                for row in (*rows, *PAIR.finditer(text)) if named or pooled else ():
                    yield from _rounded(sentence, row, grammar)
                pooled = named


def _rounded(sentence: Sentence, row: re.Match[str], grammar: Grammar) -> Iterator[Finding]:
    sides = [int(side) for side in SIDE.findall(row[0])]
    wrong = [(before, after) for before, after in pairwise(sides) if after != before // 2]
    if len(wrong) != 1 or wrong[0][1] * 2 != wrong[0][0] + 1 or grammar.stride.search(sentence.text):
        return
    before, after = wrong[0]
    yield Finding(
        CODE,
        sentence.place(row.start()),
        quoted(sentence.text),
        Verdict.DOUBT if grammar.padding["same"].search(sentence.text) else Verdict.FALSE,
        f"Une mise en commun 2 × 2 de {before} pixels de côté en laisse {before // 2}, et non {after} : ce "
        "qui dépasse est perdu.",
        f"⌊{before} / 2⌋ = {before // 2}",
        str(before // 2),
    )
