"""Differences of two rates: « from 96.2 % to 97.9 %, a gain of 1.7 point », against the two of them."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from generator.reread.documents.block import Kind, Section
from generator.reread.documents.passage import Passage, passages
from generator.reread.finding import Finding, Verdict, quoted, rounded
from generator.reread.scores.counted import read
from generator.reread.scores.mention import Mention, Sort, mentions
from generator.reread.scores.share import Text
from generator.reread.wording.links import DIFFERS, MORE, NEARLY, THAT_IS

CODE = "ecart-de-deux-scores"
_BESIDE = 20
_RELATIVE = re.compile(r"relati[fv]|\bfois\b|\btimes\b", re.I)
# What is compared with nothing that the sentence gives.
_OTHER = re.compile(
    r"dropout|[ée]cart[- ]type|standard dev|\bstd\b|interval\w*|confiance|confidence|±|seuil|threshold|"
    r"\b(?:would|could|might|may|pourr\w+|serai\w*|ferai\w*)\b",
    re.I,
)
# « A gain of 1.7 point, from 96.2 % to 97.9 % »
_FROM = re.compile(r"\b(?:de|d['’]|from|entre|between)\s*$|[(:]", re.I)


def difference_findings(section: Section) -> Iterator[Finding]:
    """Find differences that are not those of the two rates that their sentence, or the one before, gives."""
    elsewhere = [
        number
        for block in section.of(Kind.TABLE, Kind.OUTPUT)
        for line in block.lines
        for number in mentions(line.text.replace("|", " "))
        if number.sort is Sort.RATE
    ]
    for block in section.of(Kind.PROSE):
        for passage in passages(block):
            text = read(passage)
            for rank, number in enumerate(text.numbers):
                if _is_difference(text, rank) and not NEARLY.search(text.lead(rank)[-_BESIDE:]):
                    yield from _judged(passage, text, rank, number, elsewhere)


def _is_difference(text: Text, rank: int) -> bool:
    number = text.numbers[rank]
    said = DIFFERS.search(text.before(rank)) or MORE.match(text.after(rank))
    return number.sort is Sort.POINTS or (
        number.sort is Sort.RATE and said is not None and not text.is_loss(rank)
    )


def _judged(
    passage: Passage, text: Text, rank: int, said: Mention, elsewhere: Sequence[Mention]
) -> Iterator[Finding]:
    here = text.sentence(rank)
    sentence = text.of(here)
    rates = [
        (text.sentence(k), number)
        for k, number in enumerate(text.numbers)
        if number.sort in (Sort.RATE, Sort.POINTS, Sort.OTHER) and k != rank and text.sentence(k) <= here
    ]
    own = [number for at, number in rates if at == here]
    pair = own if len(own) == 2 else [number for at, number in rates if at >= here - 1]
    scales = {"%" in number.written for number in pair}
    goes_on = pair is own or (own and pair[0] not in own) or THAT_IS.match(sentence.lstrip())
    if not goes_on or len(pair) != 2 or {number.sort for number in pair} != {Sort.RATE} or len(scales) > 1:
        return
    if _OTHER.search(sentence) or _RELATIVE.search(sentence) or text.sentence(rank) - rates[-1][0] > 1:
        return
    if pair[0].start > said.start and not _FROM.search(text.after(rank)):
        return
    others = [] if pair is own else [*(number for _, number in rates), *elsewhere]
    known = [pair, *map(list, combinations((x for x in others if x.sort is Sort.RATE), 2))]
    if any(_makes(first, second, said) for first, second in known):
        return
    first, second = pair
    in_points = said.sort is Sort.POINTS or "%" in said.written
    gap = float(abs(_value(first) - _value(second)))
    right = f"{rounded(gap * 100, '.4g')} points" if in_points else rounded(gap, ".4g")
    yield Finding(
        CODE,
        passage.place(said.start),
        quoted(sentence),
        Verdict.FALSE,
        f"De {first.written} à {second.written}, l’écart est de {right}, et non de {said.written}"
        f"{' points' if said.sort is Sort.POINTS else ''}.",
        "",
        right,
        wrong=said.written,
    )


def _value(rate: Mention) -> Fraction:
    """Return a rate as it is written: its bounds are half a unit below, and a unit above."""
    return (2 * rate.low + rate.high) / 3


def _makes(first: Mention, second: Mention, said: Mention) -> bool:
    """Tell whether a difference is that of two rates, in points, or relative where it is in percent."""
    low, high = sorted((first, second), key=_value)
    least, most = high.low - low.high, high.high - low.low
    bases: list[Fraction] = [Fraction(1)]
    if said.sort is Sort.RATE and "%" in said.written:
        bases += [base for rate in (low, high) for base in (_value(rate), 1 - _value(rate)) if base > 0]
    return any(least <= said.high * base and said.low * base <= most for base in bases)
