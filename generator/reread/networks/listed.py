"""Totals under a list of counts, of which each item ends with its own."""

import re
from collections.abc import Iterator

from generator.reread.arithmetic.number import NUMBER, readings
from generator.reread.arithmetic.slips import near
from generator.reread.documents.block import Kind, Section
from generator.reread.documents.passage import Passage, passage
from generator.reread.finding import Finding, Verdict, quoted, shown
from generator.reread.networks.statement import TOTAL

CODE = "total-des-poids"
BULLET = re.compile(r"^[\s>]*(?:[-*•+]|\d{1,3}[.)])\s")
ENDS = re.compile(rf"[:=]\W*({NUMBER})(?:\s+(?:\w+\s+)?(?:poids|weights|param\w+|biais|bias\w*))?\W*$", re.I)


def list_findings(section: Section) -> Iterator[Finding]:
    """Find totals that are a slip of the sum of the list above them."""
    for block in section.of(Kind.PROSE):
        added: list[int] = []
        for rank, text in enumerate((whole := passage(block.lines)).texts):
            ends = ENDS.search(text)
            number = _whole(ends[1]) if ends else None
            if TOTAL.search(text):
                if number is not None and len(added) > 1:
                    yield from _finding(whole, rank, number, added)
                added = []
            elif BULLET.match(block.lines[rank].text):
                added += [number] if number is not None else []
            elif text.strip():
                added = []


def _finding(whole: Passage, rank: int, number: int, added: list[int]) -> Iterator[Finding]:
    right = sum(added)
    if number == right or not near(number, right) or "=" in whole.texts[rank]:
        return
    yield Finding(
        CODE,
        whole.lines[rank].place,
        quoted(whole.texts[rank]),
        Verdict.FALSE,
        f"La somme de la liste est {shown(right)}, et non {shown(number)}.",
        " + ".join(map(shown, added)) + f" = {shown(right)}",
        shown(right),
    )


def _whole(text: str) -> int | None:
    found = readings(text)
    return int(found[0].low) if found and found[0].is_exact and found[0].low.denominator == 1 else None
