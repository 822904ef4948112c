"""Scores of a comparison that are nowhere else, but for two figures the other way round."""

import re
from collections import Counter
from collections.abc import Iterator

from generator.reread.arithmetic.plain import plain
from generator.reread.documents.block import Kind
from generator.reread.documents.outline import Outline
from generator.reread.documents.passage import passages
from generator.reread.documents.sentence import sentences
from generator.reread.finding import Finding, Verdict, quoted

CODE = "score-recopie"
_SCORE = re.compile(r"(?<![\w.,])(?:0[.,]\d{4}|\d{2}[.,]\d{2}(?=\s?%))(?!\d)")
_COMPARED = re.compile(r"\b(?:contre|against|versus|vs|compar\w+|par rapport|au lieu de|instead of)\b", re.I)
# What was tried elsewhere, or is a difference.
_OTHER = re.compile(r"\b(?:loss|perte|val\w*|train\w*|entra[iî]n\w*|[ée]cart|gap|gain|points?)\b", re.I)


def transposed_findings(outline: Outline) -> Iterator[Finding]:
    """Find scores, compared with others, two figures of which are swapped in a table or an output."""
    blocks = [block for section in outline.sections for block in section.blocks]
    written = Counter(
        _figures(found[0])
        for block in blocks
        for line in block.lines
        for found in _SCORE.finditer(plain(line.text))
    )
    kept = {
        _figures(found[0]): found[0]
        for block in blocks
        if block.kind in (Kind.TABLE, Kind.OUTPUT)
        for line in block.lines
        for found in _SCORE.finditer(plain(line.text))
    }
    for block in blocks if kept else ():
        if block.kind is not Kind.PROSE:
            continue
        for sentence in (each for passage in passages(block) for each in sentences(passage)):
            text = sentence.text
            if not _COMPARED.search(text) or _OTHER.search(text):
                continue
            for found in _SCORE.finditer(text):
                figures = _figures(found[0])
                near = {each for each in _swapped(figures) if each in kept}
                if written[figures] == 1 and len(near) == 1:
                    right = kept[near.pop()]
                    yield Finding(
                        CODE,
                        sentence.place(found.start()),
                        quoted(text),
                        Verdict.DOUBT,
                        f"{found[0]} n’est nulle part ailleurs dans le rapport, qui donne {right} : deux "
                        "décimales sont-elles échangées ?",
                        "",
                        right,
                        wrong=found[0],
                    )


def _figures(score: str) -> str:
    return re.sub(r"\D", "", score).lstrip("0")


def _swapped(figures: str) -> Iterator[str]:
    for rank in range(len(figures) - 1):
        if figures[rank] != figures[rank + 1]:
            yield figures[:rank] + figures[rank + 1] + figures[rank] + figures[rank + 2 :]
