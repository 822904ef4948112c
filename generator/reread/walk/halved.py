"""Sides of maps told in a row, each pooled from the one before: « 28 → 14 → 7 → 3 »."""

import re
from collections.abc import Iterator
from itertools import pairwise

from generator.reread.arithmetic.number import NUMBER, whole
from generator.reread.documents.block import Kind, Section
from generator.reread.documents.passage import passages
from generator.reread.documents.sentence import Sentence, sentences
from generator.reread.finding import Finding, Verdict, quoted
from generator.reread.walk.grammar import Grammar

CODE, FLAT = "taille-de-sortie", "taille-aplatie"
# What a convolution without borders takes off a side, at most.
_LOST = 3
_SIDE = r"(\d{1,3})(?:\s*[x×]\s*\d{1,3}){0,2}"
_NEXT = r"\s*(?:→|➔|➜|⟶|[-–=]+>|,|;|\b(?:puis|then|et|and|to|à)\b)+\s*"
ROW = re.compile(rf"(?<![\w.,]){_SIDE}(?:{_NEXT}{_SIDE}){{2,}}(?!\d|[.,]\d|\s*[x×*+=])", re.I)
SIDE = re.compile(_SIDE)
ARROW = re.compile(r"→|➔|➜|⟶|[-–=]+>")
_OTHERS = re.compile(r"\s*(?:filt|kern|noyau|neur|unit|maps?\b|channel|canaux|features?)", re.I)
_VALUES = re.compile(
    rf"[^.;\d]{{0,40}}?(?:(?P<high>\d{{1,3}})\s*[x×*]\s*(?P<large>\d{{1,3}})\s*[x×*]\s*\d|"
    rf"(?P<values>{NUMBER})(?!\s*[x×*+%]|\w))",
    re.I,
)
# « 26 becomes 13 »
PAIR = re.compile(
    rf"\b(?:turns?|reduces?|shrinks?|brings?|transforme|r[ée]duit|ram[èe]ne|passe)\s+"
    rf"(?:(?:les?|the|maps?|cartes?|de|from|of)\s+){{0,3}}{_SIDE}\s+(?:into|to|en|à)\s+{_SIDE}(?!\d|[.,]\d|\s*[x×*+=%])|"
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
                flat = grammar.flattening.search(text) is not None
                for row in ROW.finditer(text) if flat else ():
                    yield from _flattened(sentence, row, grammar)
                for row in (*rows, *PAIR.finditer(text)) if named or pooled else ():
                    yield from _rounded(sentence, row, grammar)
                pooled = named


def _flattened(sentence: Sentence, row: re.Match[str], grammar: Grammar) -> Iterator[Finding]:
    """« 28 → 14 → 7, flatten 6 272 »: maps of 7 × 7 make as many values, times their channels."""
    sides = [int(side) for side in SIDE.findall(row[0])]
    shrinks = all(before // 2 - _LOST <= after <= before for before, after in pairwise(sides))
    named = grammar.flattening.search(sentence.text, row.end())
    said = _VALUES.match(sentence.text, named.end()) if named else None
    # A row of filters, or of neurons, is no row of sides.
    about = ARROW.search(row[0]) or grammar.maps.search(sentence.text)
    if (
        not about
        or _OTHERS.match(sentence.text, row.end())
        or len(sides) < 3
        or sides[-1] < 2
        or not shrinks
        or said is None
    ):
        return
    last, high = sides[-1], int(said["high"] or sides[-1])
    values = whole(said["values"]) if said["values"] else None
    if high != last or int(said["large"] or high) != high:
        told = f"{high} × {said['large']}"
    elif values and values % last**2:
        told = f"{said['values']} valeurs, qui n’en sont pas un multiple"
    else:
        return
    yield Finding(
        FLAT,
        sentence.place(named.start() if named else row.start()),
        quoted(sentence.text),
        Verdict.FALSE,
        f"Les dernières cartes ont {last} × {last} pixels, soit {last**2} valeurs par canal, et non {told}.",
        "",
        "",
    )


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
