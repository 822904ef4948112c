"""« Lighter: 34 826 against 203 530 »: which of two numbers of weights is the smaller one."""

import re
from collections.abc import Iterator

from generator.reread.arithmetic.number import NUMBER, whole
from generator.reread.documents.sentence import Sentence
from generator.reread.finding import Finding, Verdict, quoted, shown
from generator.reread.networks.large import LEAST_TOTAL
from generator.reread.wording.phrase import NEGATION

CODE = "conclusion-poids"
_W = r"(?:poids|param[èe]tres|weights|parameters|params)"
_SAID = re.compile(
    rf"\b(?:(?P<less>plus\s+l[ée]g(?:er|[èe]re)|lighter|moins\s+de\s+{_W}|(?:fewer|less)\s+{_W})|"
    rf"(?P<more>plus\s+lourde?|heavier|plus\s+de\s+{_W}|more\s+{_W}))\s*[:(,]\s*(?<![\w.,])(?P<first>{NUMBER})(?:\s+{_W})?\s+"
    rf"(?:contre|against|versus|vs\.?|au\s+lieu\s+de|instead\s+of)\s+(?P<second>{NUMBER})(?!\w|[.,]\d)",
    re.I,
)


def stated_order_findings(sentence: Sentence) -> Iterator[Finding]:
    """Find two numbers of weights that are the other way round than what is said of them."""
    for said in _SAID.finditer(sentence.text):
        first, second = whole(said["first"]), whole(said["second"])
        if not first or not second or min(first, second) < LEAST_TOTAL or first == second:
            continue
        if (first < second) is (said["less"] is not None) or NEGATION.search(sentence.text[: said.start()]):
            continue
        yield Finding(
            CODE,
            sentence.place(said.start()),
            quoted(sentence.text),
            Verdict.FALSE,
            f"{shown(first)} poids, c’est {'moins' if first < second else 'plus'} que {shown(second)}.",
        )
