"""What a probability of the right class is said to cost, against minus its natural logarithm."""

import re
from collections.abc import Iterator
from fractions import Fraction
from math import log

from generator.reread.documents.block import Kind, Section
from generator.reread.documents.passage import passages
from generator.reread.documents.sentence import Sentence, sentences
from generator.reread.finding import Finding, Verdict, quoted, rounded
from generator.reread.learning.equation import ABOUT_LOSS
from generator.reread.wording.links import NEARLY

CODE = "cout-d-une-probabilite"
_SHARE = r"(?:[01][.,]\d{1,4}|\d{1,2}(?:[.,]\d)?\s?%)(?![\d.,]*\d)"
_PROBABILITY = re.compile(
    rf"(?:(?<![A-Za-z])p(?:_\w)?\s*=|\b(?:probabilit(?:[ée]|y)|confiance|confidence)\s+(?:est\s+|is\s+|vaut\s+)?(?:de|d['’]|of|à|at|=)?|"
    rf"\b(?:donne|attribue|accorde|pr[ée]dit|gives?|assigns?|predicts?))\s*(?P<number>{_SHARE})",
    re.I,
)
_COST = re.compile(
    r"\b(?:co[ûu]te\w*|costs?|(?:perte|loss|co[ûu]t|cost|p[ée]nalit[ée])\s+(?:(?:vaut|est|is|equals?|becomes|devient)\b)?)"
    r"\s*(?:(?:de|of|d['’]|environ|about|around|only|seulement|que)\b\s*)*[≈~=]?\s*(?P<number>\d{1,2}[.,]\d{1,5})(?![\d.,]*[\d%])",
    re.I,
)
_RIGHT = re.compile(
    r"\b(?:bonne|vraie|correct|right|true|juste)\w*\s+(?:class|label|r[ée]ponse|answer|[ée]tiquette)", re.I
)
_OTHER = re.compile(
    r"\b(?:mauvaise|fausse|wrong|other|autres?)\b|log_?\{?2|log\s?10|\bbits?\b|\bbase\b|lissage|smooth", re.I
)


def cost_findings(section: Section, title: str) -> Iterator[Finding]:
    """Find « p = 0,25 coûte 0,60 » where −ln(0,25) is 1,39."""
    text = f"{title}\n" + "\n".join(block.text for block in section.of(Kind.PROSE))
    if not ABOUT_LOSS.search(text):
        return
    for passage in (each for block in section.of(Kind.PROSE) for each in passages(block)):
        for sentence in sentences(passage):
            if _RIGHT.search(sentence.text) and not _OTHER.search(sentence.text):
                yield from _of_sentence(sentence)


def _of_sentence(sentence: Sentence) -> Iterator[Finding]:
    told = [*_PROBABILITY.finditer(sentence.text)]
    costs = [*_COST.finditer(sentence.text)]
    if len(told) != len(costs):
        return
    # « A costs x and B costs y », or « a loss of x for A and of y for B »: each beside its own.
    for probability, cost in zip(told, costs, strict=True):
        share, said = _worth(probability["number"]), _worth(cost["number"])
        if not 0 < share < 1:
            continue
        decimals = len(re.split(r"[.,]", cost["number"])[1])
        slack = Fraction(3 if NEARLY.search(sentence.text) else 1, 10**decimals)
        right = -log(share)
        if abs(said - Fraction(right)) > slack:
            yield Finding(
                CODE,
                sentence.place(cost.start("number")),
                quoted(sentence.text),
                Verdict.FALSE,
                f"−ln({rounded(share, 'g')}) vaut {rounded(right, '.4g')}, et non {cost['number']}.",
                f"−ln({rounded(share, 'g')}) = {rounded(right, '.4g')}",
                rounded(right, f".{decimals}f"),
                wrong=cost["number"],
            )


def _worth(written: str) -> Fraction:
    """Return what a decimal or a percentage is worth."""
    text = written.replace(",", ".").replace(" ", "").replace("\u202f", "").replace("\xa0", "")
    return Fraction(text.rstrip("%")) / (100 if text.endswith("%") else 1)
