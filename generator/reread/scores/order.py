"""Two scores of a sentence, and which one it says is above: « 0.97, above the 0.89 of… »."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.reread.documents.block import Kind, Section
from generator.reread.documents.passage import passages
from generator.reread.documents.sentence import sentences
from generator.reread.finding import Finding, Verdict, quoted
from generator.reread.scores.mention import Mention, Sort, mentions
from generator.reread.wording.phrase import NEGATION

CODE = "ordre-de-deux-scores"
# « A bit lower: 0.9788 against 0.9809 »
_THAN = r"(?:\s*(?:than|que|qu['’]|à|au|aux|to)\b|\s*[:(]\s*$)"
_ABOVE = re.compile(
    rf"\b(?:(?:higher|greater|larger|plus (?:haute?|[ée]lev[ée]e?|grande?)|sup[ée]rieure?s?){_THAN}|above\b|"
    r"au[- ]dessus d|d[ée]passe\b|exceeds\b)",
    re.I,
)
_BELOW = re.compile(
    rf"\b(?:(?:lower|smaller|plus (?:bas|basse|faible|petite?)|inf[ée]rieure?s?){_THAN}|below\b|"
    r"(?:au|en)[- ]dessous d)",
    re.I,
)
# « higher than it (0.97 against 0.89) »: the two numbers side by side.
_BESIDE = re.compile(
    r"\s*(?:contre|against|vs\.?|versus|,?\s*et|,?\s*and|pour|to)\s*(?:(?:seulement|only)\s*)?", re.I
)
_OTHER = re.compile(
    r"\b(?:points?|pts?|pp|fois|times|seuil|threshold|if|si|chance|probab\w+|dropout\W*(?:(?:rate|of|de|à)\b|\d)|"
    r"(?:taux|rates?) (?:de|of) dropout)\b",
    re.I,
)
_LONGEST = 80
_NEAR = 24
_LED = re.compile(
    r"\b(?:plus (?:haute?|basse?|bas|[ée]lev[ée]e?|faible)|higher|lower|sup[ée]rieure?|inf[ée]rieure?)"
    r"\s*[:(]\s*$",
    re.I,
)
_AGAINST = re.compile(r"\s*(?:contre|against|vs\.?|versus)\s*", re.I)


def order_findings(section: Section) -> Iterator[Finding]:
    """Find two scores that a sentence sets in the wrong order."""
    for block in section.of(Kind.PROSE):
        for sentence in (each for passage in passages(block) for each in sentences(passage)):
            text = sentence.text
            rates = [each for each in mentions(text) if each.sort is not Sort.OTHER]
            two = [each for each in rates if each.sort is Sort.RATE]
            alone = len(two) == len(rates) == 2 and not NEGATION.search(text) and not _OTHER.search(text)
            pair = (two[0], two[1]) if alone else _side_by_side(text, two)
            if pair is None:
                continue
            first, second = pair
            sign = _sign(text, first, second)
            apart = first.high <= second.low or second.high <= first.low
            same = ("%" in first.written) is ("%" in second.written)
            if sign and apart and same and (first.low > second.low) is not (sign > 0):
                above = "supérieur" if sign < 0 else "inférieur"
                yield Finding(
                    CODE,
                    sentence.place(first.start),
                    quoted(text),
                    Verdict.FALSE,
                    f"{first.written} est {above} à {second.written}.",
                )


def _side_by_side(text: str, rates: Sequence[Mention]) -> tuple[Mention, Mention] | None:
    """Return the two scores right after the words that set them in order, whatever else is said."""
    for first, second in pairwise(rates):
        if _LED.search(text[: first.start]) and _AGAINST.fullmatch(text[first.end : second.start]):
            return first, second
    return None


def _sign(text: str, first: Mention, second: Mention) -> int:
    """Return 1 where the first number is said to be above the second one, -1 below, 0 for neither."""
    between = text[first.end : second.start]
    lead = text[max(0, first.start - _LONGEST) : first.start]
    if _LED.search(lead):
        lead = lead[-_NEAR:]
    for words in (between, lead if _BESIDE.fullmatch(between) else ""):
        said = [bool(pattern.search(words)) for pattern in (_ABOVE, _BELOW)]
        if len(words) <= _LONGEST and said[0] is not said[1]:
            return 1 if said[0] else -1
    return 0
