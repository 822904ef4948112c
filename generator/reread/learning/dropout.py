"""What a sentence says that a rate of dropout leaves or puts out, against the rate that it gives."""

import re
from collections.abc import Iterator
from fractions import Fraction

from generator.reread.documents.block import Kind, Section
from generator.reread.documents.passage import passages
from generator.reread.documents.sentence import sentences
from generator.reread.finding import Finding, Verdict, quoted

CODE = "part-du-dropout"
_RATE = re.compile(r"\bdropout\b[^.;\d]{0,40}(?<![\w.,])(?P<rate>0?[.,]\d{1,3}|\d{1,2}\s?%)(?!\s?%|\d)", re.I)
_PART = r"(?P<part>\d{1,2}(?:[.,]\d)?)\s?%\s+(?:of the |of |des |de nos |de la )?(?:\w+\s+){0,3}?"
_KEPT = r"(?:gard|conserv|kept|keep|maint|actif|active\b|actives|restent|remain|surviv)"
_OUT = (
    r"(?:[ée]tein|d[ée]sactiv|supprim|ignor|coup[ée]|drop(?:ped|s)\b|"
    r"zero|z[ée]ro|discard|remov|switched off|disabled|inactiv)"
)
_SAID = re.compile(
    rf"{_PART}(?:\w+\s+){{0,3}}?(?:(?P<kept>{_KEPT})|(?P<out>{_OUT}))|"
    rf"\b(?:(?P<keeps>{_KEPT})|(?P<puts>{_OUT}))\w*\s+(?:\w+\s+){{0,3}}?(?P<share>\d{{1,2}}(?:[.,]\d)?)\s?%",
    re.I,
)


def dropout_findings(section: Section) -> Iterator[Finding]:
    """Find shares of neurons that are not those of the rate in the same sentence."""
    for passage in (each for block in section.of(Kind.PROSE) for each in passages(block)):
        for sentence in sentences(passage):
            rate = _RATE.search(sentence.text)
            said = _SAID.search(sentence.text, rate.end()) if rate else None
            if rate is None or said is None:
                continue
            body = rate["rate"].replace(",", ".")
            out = Fraction(body.rstrip(" %")) * (1 if body.endswith("%") else 100)
            right = 100 - out if said["kept"] or said["keeps"] else out
            share = Fraction((said["part"] or said["share"]).replace(",", "."))
            if share != right:
                yield Finding(
                    CODE,
                    sentence.place(said.start()),
                    quoted(sentence.text),
                    Verdict.FALSE,
                    f"Un dropout de {rate['rate']} met à zéro {float(out):g} % des sorties et en laisse "
                    f"{float(100 - out):g} %, et non {float(share):g} %.",
                    "",
                    f"{float(right):g} %",
                )
