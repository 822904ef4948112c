"""Accuracies that no number of right answers on a sample of the stated size gives."""

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from math import ceil, floor

from generator.reread.documents.block import Kind, Section
from generator.reread.documents.passage import passages
from generator.reread.documents.sentence import Sentence, sentences
from generator.reread.finding import Finding, Verdict, quoted, shown
from generator.reread.scores.reported import NEARLY, bounds

CODE = "precision-impossible"
_CASES = r"donn[ée]es|exemples?|[ée]chantillons?|samples?|examples?|cases|cas"
_RATE = r"(?P<rate>\d{1,3}[.,]\d{1,20}\s?%|0[.,]\d{2,20})"
LEARNT = re.compile(r"train|entra[iî]n|apprentissage|epoch|époque|moyenne|average|mean", re.I)
# Single precision, with which a score is printed.
NOISE = Fraction(2, 10**7)


def sample_findings(section: Section, cases: str) -> Iterator[Finding]:
    """Find accuracies on a sample whose size the same sentence states, that nothing on it may give.

    Parameters
    ----------
    section : Section
    cases : str
        Regular expression of what a sample is made of.
    """
    sample, score = _patterns(cases)
    for block in section.of(Kind.PROSE):
        for passage in passages(block):
            for sentence in sentences(passage):
                yield from _findings(sentence, sample, score)


@cache
def _patterns(cases: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of the size of a sample, and of an accuracy."""
    case = rf"(?:{_CASES}|{cases})"
    sample = (
        r"\b(?:sur|of|on|des?|for|pour|the|les|parmi|among)\s+"
        rf"(?P<number>\d{{1,3}}(?:[ '’,\u202f\u00a0]\d{{3}})+|\d{{1,6}})\s+(?:test\s+|validation\s+)?{case}\b"
    )
    score = (
        rf"\b(?:accuracy|exactitude|taux de r[ée]ussite)\b[^\d%]{{0,80}}(?:\d{{1,6}}\s+(?:\w+\s+)?{case}\s+)?"
        rf"(?:de \w+\s+)?[^\d%]{{0,40}}{_RATE}|{_RATE.replace('rate', 'share')}\s+(?:des|de|of)\b"
    )
    return re.compile(sample, re.I), re.compile(score, re.I)


def _findings(sentence: Sentence, sample: re.Pattern[str], score: re.Pattern[str]) -> Iterator[Finding]:
    text = sentence.text
    samples = {int(re.sub(r"\D", "", found["number"])) for found in sample.finditer(text)}
    rates = [*score.finditer(text)]
    if len(samples) != 1 or len(rates) != 1 or LEARNT.search(text) or NEARLY.search(text):
        return
    (size,), (found,) = samples, rates
    written = found["rate"] or found["share"]
    low, high = (end + sign * NOISE for end, sign in zip(bounds(written), (-1, 1), strict=True))
    if not size or ceil(low * size) <= floor(high * size):
        return
    nearest = sorted((floor(low * size), ceil(high * size)))
    around = [
        f"{shown(k)} / {shown(size)} = {float(Fraction(k, size)):.4f}".replace(".", ",") for k in nearest
    ]
    yield Finding(
        CODE,
        sentence.place(found.start()),
        quoted(text),
        Verdict.FALSE,
        f"Sur {shown(size)} cas, aucune exactitude ne s’écrit {written.strip()} : un cas de plus ou de moins "
        f"la change de {shown(Fraction(100, size))} %.",
        " ; ".join(around),
    )
