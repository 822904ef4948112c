"""What a sentence says that a rate of dropout leaves or puts out, against the rate that it gives."""

import re
from collections.abc import Iterator
from fractions import Fraction

from generator.reread.documents.block import Kind
from generator.reread.documents.outline import Outline
from generator.reread.documents.passage import passages
from generator.reread.documents.sentence import Sentence, sentences
from generator.reread.finding import Finding, Verdict, quoted
from generator.reread.wording.phrase import NEGATION

CODE = "part-du-dropout"
_RATE = re.compile(r"\bdropout\b[^.;\d]{0,40}(?<![\w.,])(?P<rate>0?[.,]\d{1,3}|\d{1,2}\s?%)(?!\s?%|\d)", re.I)
_NAMED = re.compile(r"\bdropout\b", re.I)
_CODED = re.compile(r"\bDropout\(\s*(?:rate\s*=\s*)?(0?\.\d{1,3})\s*\)")
_PART = r"(?P<part>\d{1,2}(?:[.,]\d)?)\s?%\s+(?:of the |of |des |de nos |de la )?(?:\w+\s+){0,3}?"
_KEPT = r"(?:gard|conserv|kept|keep|maint|actif|active\b|actives|restent|remain|surviv)"
_OUT = (
    r"(?:[ée]tein|d[ée]sactiv|supprim|ignor|coup[ée]|drop(?:ped|s)\b|"
    r"zero|z[ée]ro|discard|remov|switch\w* off|disabled|inactiv)"
)
_SAID = re.compile(
    rf"{_PART}(?:\w+\s+){{0,3}}?(?:(?P<kept>{_KEPT})|(?P<out>{_OUT}))|"
    rf"\b(?:(?P<keeps>{_KEPT})|(?P<puts>{_OUT}))\w*\s+(?:\w+\s+){{0,3}}?(?P<share>\d{{1,2}}(?:[.,]\d)?)\s?%",
    re.I,
)


WEIGHTS = "poids-du-dropout"
_W = r"(?:poids|param[èe]tres|weights|parameters)"
_WEIGHTS = re.compile(
    rf"\b(?:number|amount|nombre|quantit[ée])\s+(?:of|de)\s+{_W}\s+(?:\w+\s+){{0,2}}?"
    r"(?:increas|grow|rise|augment|mont|chang|diminu|decreas|drop|r[ée]dui|baiss|shrink)",
    re.I,
)
# What adds weights too, or what is said before the training ends.
_LAYER = re.compile(
    r"\b(?:add|ajout|extra|new\b|nouvel|third|troisi|another|autre|plus de|more|wider|larger|bigger|"
    r"deeper)\w*\s+(?:\w+\s+){0,3}?(?:couches?|layers?|neuro\w+|units|filtres?|filters?)|\b\d+\s+(?:neuro|unit|filt)",
    re.I,
)
_UNTIL = re.compile(
    r"\b(?:actifs?|active|effect\w+|pendant|during|if|si|would|could|with|avec|quand|when|selon|because|car|since|as)\b",
    re.I,
)


def dropout_findings(outline: Outline) -> Iterator[Finding]:
    """Find what is said of dropout that its rate, or its having no weights, contradicts."""
    yield from _share_findings(outline)
    yield from _weight_findings(outline)


def _share_findings(outline: Outline) -> Iterator[Finding]:
    """Find shares of neurons that are not those of the rate of the sentence, or of the code."""
    code = "\n".join(block.text for section in outline.sections for block in section.of(Kind.CODE))
    rates = {*_CODED.findall(code)}
    only = rates.pop() if len(rates) == 1 else ""
    for section in outline.sections:
        for passage in (each for block in section.of(Kind.PROSE) for each in passages(block)):
            for sentence in sentences(passage):
                yield from _judged(sentence, only)


def _weight_findings(outline: Outline) -> Iterator[Finding]:
    """Find weights said to change where dropout is all that a sentence, or the one before, adds."""
    for section in outline.sections:
        for passage in (each for block in section.of(Kind.PROSE) for each in passages(block)):
            before = ""
            for sentence in sentences(passage):
                text = sentence.text
                said, about = _WEIGHTS.search(text), text if _NAMED.search(text) else before
                added = _NAMED.search(about) and not _LAYER.search(f"{about} {text}")
                if said and added and not NEGATION.search(text) and not _UNTIL.search(text):
                    yield Finding(
                        WEIGHTS,
                        sentence.place(said.start()),
                        quoted(text),
                        Verdict.FALSE if about is text else Verdict.DOUBT,
                        "Une couche de dropout n’a aucun poids et n’en ôte aucun : leur nombre reste.",
                    )
                before = text


def _judged(sentence: Sentence, only: str) -> Iterator[Finding]:
    named, given = _NAMED.search(sentence.text), _RATE.search(sentence.text)
    if named is None:
        return
    said = _SAID.search(sentence.text, given.end()) if given else None
    rate = given["rate"] if given and said else only
    said = said or _SAID.search(sentence.text, named.end())
    if said is None or not rate or NEGATION.search(sentence.text[: said.end()]):
        return
    out = 100 * _fraction(rate)
    right = 100 - out if said["kept"] or said["keeps"] else out
    share = _fraction(said["part"] or said["share"])
    if share != right:
        yield Finding(
            CODE,
            sentence.place(said.start()),
            quoted(sentence.text),
            Verdict.FALSE,
            f"Un dropout de {rate} met à zéro {float(out):g} % des sorties et en laisse "
            f"{float(100 - out):g} %, et non {float(share):g} %.",
            "",
            f"{float(right):g} %",
        )


def _fraction(written: str) -> Fraction:
    text = written.replace(",", ".").replace(" ", "")
    return Fraction(text.rstrip("%")) / (100 if text.endswith("%") else 1)
