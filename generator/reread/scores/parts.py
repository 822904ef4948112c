"""A sample cut into parts that do not add up to it."""

import re
from collections.abc import Iterator
from itertools import pairwise

from generator.reread.arithmetic.number import figures
from generator.reread.documents.block import Kind, Section
from generator.reread.documents.passage import passages
from generator.reread.documents.sentence import sentences
from generator.reread.finding import Finding, Verdict, quoted, shown

CODE = "taille-de-partition"
_NUMBER = r"(?<![\w.,])(\d{1,3}(?:[ '’,\u202f\u00a0]\d{3})+|\d{1,7})(?![\w.,]*\d)"
WHOLE = re.compile(
    rf"\b(?:contien\w*|compt\w+|comprend\w*|contains?|has|consists?\s+of|total\s+(?:de|of))\b[^.;\d\n]{{0,40}}{_NUMBER}",
    re.I,
)
PARTS = re.compile(
    rf"\b(?:parmi|dont|of\s+which|among)\b[^.;\d]{{0,40}}{_NUMBER}[^.;\d]{{0,120}}\b(?:et|and)\b[^.;\d]{{0,25}}{_NUMBER}"
    r"(?:[^.;\d]{0,40}?(?P<rest>\brestant\w*|\bremaining|\bautres\b|\bothers\b))?",
    re.I,
)


def part_findings(section: Section) -> Iterator[Finding]:
    """Find samples whose parts, the rest included, do not add up to what they are said to hold."""
    for block in section.of(Kind.PROSE):
        for passage in passages(block):
            every = [*sentences(passage)]
            for before, sentence in pairwise([None, *every]):
                parts = PARTS.search(sentence.text) if sentence else None
                if sentence is None or parts is None:
                    continue
                whole = WHOLE.search(sentence.text[: parts.start()]) or (before and WHOLE.search(before.text))
                if not whole:
                    continue
                size, first, second = map(figures, (whole[1], parts[1], parts[2]))
                if first + second == size or not parts["rest"]:
                    continue
                yield Finding(
                    CODE,
                    sentence.place(parts.start(1)),
                    quoted(f"{before.text if before else ''} {sentence.text}"),
                    Verdict.FALSE,
                    f"{shown(first)} et les {shown(second)} qui restent font {shown(first + second)}, et non "
                    f"{shown(size)}.",
                    f"{shown(first)} + {shown(second)} = {shown(first + second)}",
                    shown(first + second),
                )
