"""Accuracies that no number of right answers on a sample of the stated size gives."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache
from math import ceil, floor

from generator.reread.documents.block import Block, Kind, Section
from generator.reread.documents.outline import Outline
from generator.reread.documents.passage import Passage, passages
from generator.reread.documents.place import Place
from generator.reread.finding import Finding, Verdict, quoted, rounded, shown
from generator.reread.scores.counted import read
from generator.reread.scores.mention import NOISE, Mention, Sort
from generator.reread.scores.reported import scores
from generator.reread.scores.share import Text
from generator.reread.wording.links import AMONG, NEARLY

CODE = "precision-impossible"
_CASES = r"donn[ée]es|exemples?|[ée]chantillons?|samples?|examples?|cases|cas"
ACCURACY = re.compile(r"\b(?:accuracy|exactitude|taux de r[ée]ussite)\b", re.I)
_FEWER = re.compile(r"\b(?:de (?:plus|moins)|fewer|more|less)\b", re.I)
_SHARE = re.compile(r"\s+(?:des|de|of)\b", re.I)
_CUT = re.compile(r"[\d.;\n]")
_DECIMAL = re.compile(r"[.,]\d")
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
    sample = re.compile(rf"\s+(?:(?:test|validation)\s+)?(?:{_CASES}|{cases})(?!\w)", re.I)
    for block in section.of(Kind.PROSE):
        for passage in passages(block):
            yield from _findings(passage, sample)


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
    sizes = {
        (x["part"][:3].lower(), int(x["number"]))
        for x in _sized(cases).finditer(said)
        # « The validation beats the test, but 16 cases… »: of either.
        if len({part[:3].lower() for part in PARTITION.findall(_CUT.split(said[: x.start("number")])[-1])})
        == 1
    }
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


def _findings(passage: Passage, cases: re.Pattern[str]) -> Iterator[Finding]:
    text = read(passage)
    for here in range(len(text.starts)):
        sentence = text.of(here)
        ranks = [rank for rank in range(len(text.numbers)) if text.sentence(rank) == here]
        rates = [text.numbers[rank] for rank in ranks if text.numbers[rank].sort is Sort.RATE]
        counts = {n.count for rank in ranks if (n := text.numbers[rank]).sort is Sort.COUNT}
        sizes = {
            text.numbers[rank].count
            for rank in ranks
            if text.is_count(rank, rank)
            and cases.match(text.after(rank))
            and not _FEWER.search(text.tail(rank))
        }
        said = ACCURACY.search(sentence) or (rates and _is_of(text, ranks, rates[0]))
        loose = LEARNT.search(sentence) or NEARLY.search(sentence)
        if (
            len(rates) == 1
            and len(sizes) == 1
            and counts == sizes
            and said
            and not loose
            and _DECIMAL.search(rates[0].written)
        ):
            (size,), (rate,) = sizes, rates
            yield from _finding(size, rate.low, rate.high, sentence, passage.place(rate.start), rate.written)


def _is_of(text: Text, ranks: Sequence[int], rate: Mention) -> bool:
    """Tell whether a rate is of the cases counted: « 425 cases, i.e. 68 % of the test » is of others."""
    counts = [rank for rank in ranks if text.is_count(rank, rank)]
    part = any(text.numbers[rank].end < rate.start and not AMONG.search(text.before(rank)) for rank in counts)
    return _SHARE.match(text.text, rate.end) is not None and not part


def _finding(
    size: int, low: Fraction, high: Fraction, text: str, place: Place, written: str = "ainsi"
) -> Iterator[Finding]:
    least, most = (low - NOISE) * size, (high + NOISE) * size
    if not size or ceil(least) <= floor(most):
        return
    around = [
        f"{shown(k)} / {shown(size)} = {rounded(Fraction(k, size), '.4f')}"
        for k in sorted((floor(least), ceil(most)))
    ]
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
    return rounded(100 / size)
