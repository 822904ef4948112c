"""« A has 12 000 weights and B 60 000, so A has 5 times fewer »: two numbers, then which has more."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from generator.reread.arithmetic.number import NUMBER, whole
from generator.reread.models.claim import Claim, is_of_thing
from generator.reread.models.given import LEAST
from generator.reread.models.model import WEIGHTS, Amount
from generator.reread.networks.called import names, words

_CUT = re.compile(
    r"[,;:]\s+|\.\s|\b(?:et|and|contre|against|alors\s+que|tandis\s+que|while|whereas|mais|but|vs|puis|donc|so|thus|soit)\b",
    re.I,
)
_COUNT = re.compile(rf"(?<![\w.,])({NUMBER})(?!\w|[.,]\d|\s*[%×x*+/=])")
# « Ce dernier »: what was named last; « the former »: what was named first. « It » may be either.
_LAST = re.compile(r"\b(?:celui-ci|celle-ci|ce\s+dernier|cette\s+derni[èe]re|the\s+latter)\b", re.I)
_FIRST = re.compile(r"\b(?:le\s+premier|the\s+(?:former|first))\b", re.I)
_THAN = re.compile(r"^[^,;:.]{0,30}?(?:\b(?:que|than|par\s+rapport|compared)\b|\bqu['’])", re.I)
_FOR = re.compile(r"^\W*(?:de\s+\w+\s+|\w+\s+)?(?:pour|for|in|dans|chez)\b", re.I)
_SHORT = re.compile(r"(?<![\w-])[A-Z]{1,3}-?\d{1,2}(?![\w-])")
_END = re.compile(r"[,;:.](?!\d)|\b(?:et|and|mais|but|tout\s+en|while)\b", re.I)


@dataclass(frozen=True)
class _Told:
    """A number of weights, what its clause names, and where that ends in its sentence."""

    called: frozenset[str]
    count: int
    end: int


def concluded(text: str, claim: Claim) -> tuple[Amount, Amount] | None:
    """Return what a sentence says that both have, of which it says afterwards that one has more.

    Parameters
    ----------
    text : str
        The sentence.
    claim : Claim
        Of weights; of anything else nothing is returned.
    """
    told = [*_told(text[: claim.start])]
    if claim.thing != WEIGHTS or len(told) != 2 or not is_of_thing(text[: claim.start]):
        return None
    begun = told[-1].end
    rank = _which(text[begun : claim.start], text[claim.end :], [each.called for each in told])
    if rank is None:
        return None
    first, second = (Amount(Fraction(told[k].count), Fraction(told[k].count)) for k in (rank, 1 - rank))
    return first, second


def _told(text: str) -> Iterator[_Told]:
    """Go through the large numbers of a text, each with what its own clause names."""
    cuts = [(0, 0), *(found.span() for found in _CUT.finditer(text)), (len(text), len(text))]
    for (_, start), (end, after) in pairwise(cuts):
        for found in _COUNT.finditer(text, start, end):
            count = whole(found[1])
            if count is not None and count >= LEAST:
                called = _called(text[start : found.start()]) or _called(text[start:end])
                yield _Told(called, count, after if end < len(text) else found.end())


def _called(text: str) -> frozenset[str]:
    own = {each for each in words(text) if not each.isdigit() or int(each) < 10}
    return frozenset(names(text) | own | {*_SHORT.findall(text)})


def _which(before: str, after: str, told: list[frozenset[str]]) -> int | None:
    """Return the rank of what is said to have more or less, None where that is not told."""
    clause = _END.split(after, maxsplit=1)[0]
    than = _THAN.match(clause)
    subject = _one_of(_called(before), told)
    if subject is None and (lead := _FOR.match(clause)):
        subject = _one_of(_called(clause[lead.end() :]), told)
    if subject is None and than:
        other = _one_of(_called(clause[than.end() :]), told)
        subject = 1 - other if other is not None and not _called(before) else None
    if subject is None and not (_called(before) & frozenset().union(*told)) and not than:
        subject = 1 if _LAST.search(before) else 0 if _FIRST.search(before) else None
    return subject


def _one_of(named: frozenset[str], told: list[frozenset[str]]) -> int | None:
    """Return the rank of the only one of two that some words may name."""
    apart = {"deep": "flat", "flat": "deep"}
    for kind, other in apart.items():
        may = [other not in own or kind in own for own in told]
        if kind in named and may.count(True) == 1:
            return may.index(True)
    shared = [len(named & (own - told[1 - rank])) for rank, own in enumerate(told)]
    return shared.index(max(shared)) if (shared[0] > 0) is not (shared[1] > 0) else None
