"""Numbers that a sentence compares: their order, and whether a reader can tell them apart."""

import re
from collections.abc import Iterator

from tests.perturbation.checks.fault import Fault
from tests.perturbation.checks.passage import MARK, Passage
from tests.perturbation.checks.said import Said

# « de a à b » where the order is that of the numbers, and where it is that of time.
RANGE = re.compile(rf"(?P<word>\w+)?[ \u00a0](?:de[ \u00a0]{MARK} à|entre[ \u00a0]{MARK} et) {MARK}")
PASSAGE_OF_TIME = {"passe", "passer", "monte", "descend", "tombe", "revient"}
# Two numbers that are said to differ.
DIFFERENT = re.compile(
    rf"{MARK}[^{MARK}.;]*?\b(?:contre|au lieu de)\b[^{MARK}.;]*?{MARK}"
    rf"|\b(?:passe|monte|descend|tombe) de {MARK}[^{MARK}.;]*? à {MARK}"
)
DIFFERENCE, INTERVAL = re.compile(r"^Différence|^Baisse|^Écart moyen"), re.compile(r"^Intervalle")
# What a sentence says when two numbers need not differ.
ALIKE = re.compile(
    r"trop proche|à l’arrondi près|autant|même part|hasard|rien ne montre|pas nettement|pas assez nette|"
    r"départager|inverser|peut aller"
)


def range_faults(passages: list[Passage]) -> Iterator[Fault]:
    """Go through the ranges that are said the wrong way round."""
    for passage in passages:
        for found in RANGE.finditer(passage.marked):
            if found["word"] in PASSAGE_OF_TIME:
                continue
            first = passage.marked.count(MARK, 0, found.start())
            low, high = passage.quantities[first : first + 2]
            if low.value > high.value:
                yield Fault(passage.page, "un intervalle à l’envers", passage.text[:200])


def equality_faults(said: list[Said]) -> Iterator[Fault]:
    """Go through the sentences that are sure of a difference between numbers printed alike."""
    for each in said:
        if ALIKE.search(each.sentence.marked):
            continue
        for found in DIFFERENT.finditer(each.sentence.marked):
            first = each.sentence.marked.count(MARK, 0, found.start())
            here, there = each.sentence.quantities[first : first + 2]
            if here.text == there.text:
                yield Fault(
                    each.page, f"{each.rule} : deux nombres égaux dits différents", each.sentence.text
                )


def interval_faults(said: list[Said]) -> Iterator[Fault]:
    """Go through the differences that are outside their own interval."""
    for each in said:
        for here, there in zip(each.evidence, each.evidence[1:], strict=False):
            if not DIFFERENCE.search(here.marked) or not INTERVAL.search(there.marked):
                continue
            # The name of each may hold a number too: of which training it is.
            (*_, difference), bounds = here.quantities, there.quantities
            low, high = bounds[-2:] if len(bounds) > 1 else (difference, difference)
            if not low.value - 1e-9 <= difference.value <= high.value + 1e-9:
                yield Fault(each.page, f"{each.rule} : hors de son intervalle", f"{here.text} ; {there.text}")
