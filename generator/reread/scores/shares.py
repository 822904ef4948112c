"""Shares of a whole, given in percent beside the two counts: « 6 des 390 cas (2,5 %) »."""

import re
from collections.abc import Iterator
from fractions import Fraction

from generator.reread.arithmetic.number import figures
from generator.reread.documents.block import Kind, Section
from generator.reread.documents.passage import passages
from generator.reread.documents.sentence import Sentence, sentences
from generator.reread.finding import Finding, Verdict, quoted, shown
from generator.reread.scores.reported import NEARLY, bounds

CODE = "part-en-pourcent"
_COUNT = r"(?<![\w.,])(?:\d{1,3}(?:[ '’,\u202f\u00a0]\d{3})+|\d{1,7})(?![\w]|[.,'’]\d|\s?%)"
# A percentage of something else than the part.
_OTHER = r"(?!\s*(?:de\s+|d['’]|of\s+)?(?:accuracy|exactitude|pr[ée]cision|recall|rappel|dropout|conf|IC|CI))"
_RATE = rf"(?P<rate>\d{{1,3}}(?:[.,]\d{{1,6}})?\s?%){_OTHER}"
_IS = (
    r"(?:\(\s*(?:soit|i\.?e\.?,?|or)?\s*|,?\s*(?:soit|i\.?e\.?,?|c['’]est-à-dire|ou|or|=|:)\s+)"
    r"(?:de\s+)?[~≈]?\s*"
)
_OF = (
    r"(?:des?|du|sur|parmi|out\s+of|of|among)\s+"
    r"(?:(?:les|ces|nos|ses|un total de|the|all|our|a total of)\s+)?"
)
_WORDS = r"(?:[^\d.;:?%()\n]|\n(?!\n)){0,70}?"
SHARES = (
    # « 6 des 390 cas (2,5 %) », « 12 out of 200 are missed, i.e. 6% »
    re.compile(
        rf"(?P<part>{_COUNT})\s+(?:[^\W\d]+\s+){{0,3}}?{_OF}(?P<whole>{_COUNT})\b{_WORDS}\s*{_IS}{_RATE}",
        re.I,
    ),
    # « Sur les 234 cas, 76 sont manqués, soit 32,5 % »
    re.compile(
        rf"\b(?:sur|parmi|of|out\s+of|among)\s+(?:(?:les|ces|nos|the|our)\s+)?(?P<whole>{_COUNT})\b{_WORDS},?\s+"
        rf"(?P<part>{_COUNT})\b{_WORDS}\s*{_IS}{_RATE}",
        re.I,
    ),
    # « 6/390 (2,5 %) »; where it is an equality, it is read as one.
    re.compile(
        rf"(?<![*×/+-])(?<![*×/+-]\s)(?P<part>{_COUNT})\s?/\s?(?P<whole>{_COUNT})\s*"
        rf"(?:\(\s*|,?\s*(?:soit|i\.?e\.?,?|or)\s+){_RATE}",
        re.I,
    ),
    # « 2,5 % (6 sur 390) »
    re.compile(rf"{_RATE}\s*\(\s*(?:soit\s+)?(?P<part>{_COUNT})\s*(?:/|{_OF})\s*(?P<whole>{_COUNT})\b", re.I),
)
# « 5 216 cas, dont 3 875 justes (74,3 %) et 1 341 autres (25,7 %) »
WHOLE = re.compile(rf"(?P<whole>{_COUNT})\b{_WORDS},?\s+(?:dont|of\s+which|including)\s", re.I)
# « et 22 (17,3 %) », of the same whole
NEXT = re.compile(rf"[^.;?()\n]{{0,40}}?(?:,|\bet|\band)\s+(?P<part>{_COUNT})\s*\(\s*{_RATE}\s*\)", re.I)
PARTS = re.compile(rf"(?P<part>{_COUNT})\b{_WORDS}\s*\(\s*{_RATE}\s*\)", re.I)
# Smaller wholes are those of anything.
LEAST = 8


def share_findings(section: Section) -> Iterator[Finding]:
    """Find percentages that the part and the whole beside them do not give."""
    for block in section.of(Kind.PROSE):
        for passage in passages(block):
            for sentence in sentences(passage):
                yield from _findings(sentence)


def _findings(sentence: Sentence) -> Iterator[Finding]:
    said: set[int] = set()
    for found, part, whole in _shares(sentence.text):
        at = found.start("rate")
        if at in said:
            continue
        said.add(at)
        low, high = bounds(found["rate"])
        if not 0 < part <= whole or whole < LEAST or NEARLY.search(_before(sentence.text, found)):
            continue
        share = Fraction(part, whole)
        # The share may be that of the others.
        if low <= share < high or low <= 1 - share < high:
            continue
        right = f"{float(share * 100):.2f} %".replace(".", ",")
        yield Finding(
            CODE,
            sentence.place(at),
            quoted(sentence.text),
            Verdict.FALSE,
            f"{shown(part)} sur {shown(whole)} font {right}, et non {found['rate']}.",
            f"{shown(part)} / {shown(whole)} = {right}",
            right,
            wrong=found["rate"],
        )


def _shares(text: str) -> Iterator[tuple[re.Match[str], int, int]]:
    """Go through the percentages of a sentence, each with its part and its whole."""
    for pattern in SHARES:
        for found in pattern.finditer(text):
            whole = figures(found["whole"])
            yield found, figures(found["part"]), whole
            following = NEXT.match(text, _closed(text, found.end()))
            if following:
                yield following, figures(following["part"]), whole
    for cut in WHOLE.finditer(text):
        for found in PARTS.finditer(text, cut.end()):
            yield found, figures(found["part"]), figures(cut["whole"])


def _before(text: str, found: re.Match[str]) -> str:
    """Return what was found, and the words before it, in small letters."""
    return text[max(0, found.start() - 20) : found.end()].lower()


def _closed(text: str, position: int) -> int:
    return position + text[position:].startswith(")")
