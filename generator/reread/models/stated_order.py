"""« Lighter: 34 826 against 203 530 », « 197 errors, more than B (188) »: which of two numbers is smaller."""

import re
from collections.abc import Iterator

from generator.reread.arithmetic.number import NUMBER, whole
from generator.reread.documents.sentence import Sentence
from generator.reread.finding import Finding, Verdict, quoted, shown
from generator.reread.networks.large import LEAST_TOTAL
from generator.reread.wording.phrase import NEGATION

CODE, ERRORS = "conclusion-poids", "erreurs-comptees"
_W = r"(?:poids|param[èe]tres|weights|parameters|params)"
_SAID = re.compile(
    rf"\b(?:(?P<less>plus\s+l[ée]g(?:er|[èe]re)|lighter|moins\s+de\s+{_W}|(?:fewer|less)\s+{_W})|"
    rf"(?P<more>plus\s+lourde?|heavier|plus\s+de\s+{_W}|more\s+{_W}))\s*[:(,]\s*(?<![\w.,])(?P<first>{NUMBER})(?:\s+{_W})?\s+"
    rf"(?:contre|against|versus|vs\.?|au\s+lieu\s+de|instead\s+of)\s+(?P<second>{NUMBER})(?!\w|[.,]\d)",
    re.I,
)
_E = r"(?:erreurs?|errors?|fautes?|mistakes?)"
_THAN = (
    r"(?:(?:soit|donc|so|thus|ce\s+qui\s+est|which\s+is)\s+)?(?:(?:un\s+peu|a\s+bit|slightly|nettement|l[ée]g[èe]rement|far|much|"
    r"bien|beaucoup|encore|even)\s+)?(?:(?P<less>moins|fewer|less)|(?P<more>plus|more))\s+(?:que\s+|than\s+|qu['’])"
)
# « 197 errors, a bit more than the 188 of B », « … more than B (188) »
_COUNTED = re.compile(
    rf"(?<![\w.,])(?P<first>{NUMBER})\s+{_E}\b[^.;:()]{{0,50}}?,\s*{_THAN}"
    rf"(?:(?:les|the|ceux|its|ses)\s+(?P<given>{NUMBER})(?!\w|[.,]\d|\s?%)|"
    rf"[^\d,;.()]{{1,50}}(?:\s\d\s?)?\((?P<second>{NUMBER})(?:\s+{_E})?\))",
    re.I,
)
# Fewer are the number of a model; further, it is of something else.
_LEAST_ERRORS, _FAR = 10, 10


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
    yield from _counted(sentence)


def _counted(sentence: Sentence) -> Iterator[Finding]:
    for said in _COUNTED.finditer(sentence.text):
        first, second = whole(said["first"]), whole(said["given"] or said["second"])
        if not first or not second or min(first, second) < _LEAST_ERRORS or first == second:
            continue
        near = max(first, second) < _FAR * min(first, second)
        if near and (first < second) is (said["more"] is not None):
            yield Finding(
                ERRORS,
                sentence.place(said.start()),
                quoted(sentence.text),
                Verdict.FALSE,
                f"{shown(first)}, c’est {'moins' if first < second else 'plus'} que {shown(second)}.",
            )
