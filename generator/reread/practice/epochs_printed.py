"""How many epochs a piece of code asks for, against those that what it printed counts."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.reread.documents.block import Block, Kind
from generator.reread.finding import Finding, Verdict, quoted

CODE = "epoques-affichees"
_FIT = re.compile(r"\.fit\s*\(")
_ASKED = re.compile(r"(?<![\w.])epochs\s*=\s*(\d{1,4})\b")
_PRINTED = re.compile(r"^\s*Epoch\s+\d{1,4}/(\d{1,4})\b", re.M)


def epoch_count_findings(blocks: Sequence[Block]) -> Iterator[Finding]:
    """Find trainings whose code asks for other epochs than it printed right below: one of them is older."""
    for code, output in pairwise(blocks):
        if code.kind is not Kind.CODE or output.kind is not Kind.OUTPUT or len(_FIT.findall(code.text)) != 1:
            continue
        asked, printed = {*_ASKED.findall(code.text)}, {*_PRINTED.findall(output.text)}
        if len(asked) == len(printed) == 1 and asked != printed:
            line = next(line for line in code.lines if _ASKED.search(line.text))
            (own,), (shown,) = asked, printed
            yield Finding(
                CODE,
                line.place,
                quoted(line.text),
                Verdict.FALSE,
                f"Ce code demande {own} époques, et ce qu’il affiche en compte {shown} : l’affichage n’est "
                "pas celui de ce code.",
                "",
                shown,
                wrong=own,
            )
