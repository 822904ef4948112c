"""Accuracies that no number of right answers on a sample of the stated size gives."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache
from math import ceil, floor

from generator.reread.documents.block import Block, Kind, Section
from generator.reread.documents.outline import Outline
from generator.reread.documents.passage import passages
from generator.reread.documents.place import Place
from generator.reread.documents.sentence import Sentence, sentences
from generator.reread.finding import Finding, Verdict, quoted, shown
from generator.reread.scores.mention import NOISE, bounds
from generator.reread.scores.reported import scores
from generator.reread.wording.links import NEARLY

CODE = "precision-impossible"
_CASES = r"donn[ée]es|exemples?|[ée]chantillons?|samples?|examples?|cases|cas"
_RATE = r"(?P<rate>\d{1,3}[.,]\d{1,20}\s?%|0[.,]\d{2,20})"
PARTITION = re.compile(r"(?:validation|val|test)(?![a-z])", re.I)
MEAN = re.compile(r"moyenne|average|mean", re.I)
LEARNT = re.compile(r"train|entra[iî]n|apprentissage|epoch|époque|moyenne|average|mean", re.I)


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


def partition_findings(outline: Outline, cases: str) -> Iterator[Finding]:
    """Find accuracies of tables on a partition whose size a sentence states, that nothing on it may give.

    The sentence says it of what the table is about: that of another part may be another.
    """
    for rank, section in enumerate(outline.sections):
        if tables := [*section.of(Kind.TABLE)]:
            around = {each for scope in outline.own_scopes(rank) for each in scope}
            blocks = [block for each in sorted(around) for block in outline.sections[each].of(Kind.PROSE)]
            yield from _partition_findings(tables, "\n".join(block.text for block in blocks), cases)


def _partition_findings(tables: Sequence[Block], said: str, cases: str) -> Iterator[Finding]:
    sizes = {(x["part"][:3].lower(), int(x["number"])) for x in _sized(cases).finditer(said)}
    for score in scores(tables):
        parts = {part[:3].lower() for part in PARTITION.findall(score.around)}
        own = [size for part, size in sizes if {part} == parts]
        if (
            score.metric == "accuracy"
            and len(own) == 1
            and not score.nearly
            and not MEAN.search(score.around)
        ):
            yield from _finding(own[0], score.low, score.high, score.text, score.place)


@cache
def _sized(cases: str) -> re.Pattern[str]:
    return re.compile(
        rf"\b(?P<part>{PARTITION.pattern})\b[^.;\d]{{0,30}}(?<![\w.,])(?P<number>\d{{1,4}})\s+(?:{_CASES}|{cases})\b"
        # Those of one class, « et 390… », are not all of them.
        r"(?!\s+(?:\w+\s+)?(?:et|and)\s+\d)",
        re.I,
    )


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
    yield from _finding(
        size, *bounds(found["rate"] or found["share"]), text, sentence.place(found.start()), found
    )


def _finding(
    size: int, low: Fraction, high: Fraction, text: str, place: Place, found: re.Match[str] | None = None
) -> Iterator[Finding]:
    least, most = (low - NOISE) * size, (high + NOISE) * size
    if not size or ceil(least) <= floor(most):
        return
    around = [
        f"{shown(k)} / {shown(size)} = {float(Fraction(k, size)):.4f}".replace(".", ",")
        for k in sorted((floor(least), ceil(most)))
    ]
    written = (found["rate"] or found["share"]).strip() if found else "ainsi"
    yield Finding(
        CODE,
        place,
        quoted(text),
        Verdict.FALSE,
        f"Sur {shown(size)} cas, aucune exactitude ne s’écrit {written} : un cas de plus ou de moins la "
        f"change de {_points(size)} %.",
        " ; ".join(around),
    )


def _points(size: int) -> str:
    """Return how much one case of a sample weighs, in percent."""
    return f"{100 / size:.3g}".replace(".", ",")
