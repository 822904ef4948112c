"""« Fewer weights (14,988 vs 101,770) »: the two numbers that a sentence itself sets beside a comparison."""

import re
from collections.abc import Sequence
from fractions import Fraction

from generator.reread.arithmetic.number import NUMBER, whole
from generator.reread.models.claim import Claim, Form
from generator.reread.models.mention import Mention
from generator.reread.models.model import ERRORS, WEIGHTS, Amount
from generator.reread.wording.links import THAT_IS

_OF = r"(?:\s*(?:poids|param[èe]tres|weights|parameters|params|erreurs?|errors?|fautes?|mistakes?))?"
_PAIR = re.compile(
    rf"(?P<lead>[(:,]\s*|^\W*)(?:soit\s+|with\s+|avec\s+)?(?P<first>{NUMBER}){_OF}\s*"
    rf"(?:contre|against|vs\.?|versus|compared\s+(?:to|with)|au\s+lieu\s+de|instead\s+of|"
    rf"(?P<joined>et|and|&|;))\s+"
    rf"(?:les\s+|the\s+|ceux\s+)?(?P<second>{NUMBER}){_OF}(?!\w|[.,]\d|\s?%)",
    re.I,
)
# Between a comparison and its numbers, no other one begins.
_BREAK = re.compile(
    rf"[;:]\s|\.\s|{NUMBER}\s*%|\b(?:mais|but|et|and|while|whereas|tandis que|alors que|fois|times)\b", re.I
)
_ERRORS = re.compile(
    rf"^\W*(?P<count>{NUMBER})\s+(?:erreurs?|errors?|fautes?|mistakes?)\b[\s,]*"
    r"(?:soit|donc|c['’]est[- ][àa][- ]dire|so|thus|i\.e\.)?\W*"
    r"(?:bien|un peu|far|much|slightly|nettement|environ|about)?\s*$",
    re.I,
)
# What a pair is said to be of, and is not.
_OTHER = {
    WEIGHTS: re.compile(r"erreur|error|faute|mistake", re.I),
    ERRORS: re.compile(r"poids|weight|param", re.I),
}
LEAST, FAR = 1000, 4


def given(text: str, claim: Claim, claims: Sequence[Claim]) -> tuple[Amount, Amount] | None:
    """Return what a sentence says that both have, what is compared first; None where it does not.

    Parameters
    ----------
    text : str
        The sentence.
    claim : Claim
    claims : sequence of Claim
        All those of the sentence.
    """
    every = [each for each in _PAIR.finditer(text) if not each["joined"] or _is_enclosed(text, claim, each)]
    pairs = [each for each in every if not each["joined"]] or every
    if len(pairs) != 1:
        return None
    (pair,) = pairs
    # Of several comparisons, that right before the numbers.
    others = [each for each in claims if each is not claim]
    if others and any(each.end <= pair.start() or claim.start >= pair.end() for each in others):
        return None
    if _OTHER[claim.thing].search(pair[0]):
        return None
    first, second = whole(pair["first"]), whole(pair["second"])
    if first is None or second is None or min(first, second) < (LEAST if claim.thing == WEIGHTS else 1):
        return None
    after = claim.end <= pair.start() and not _BREAK.search(text[claim.end : pair.start()])
    between = text[pair.end() : claim.start]
    before = pair.end() <= claim.start and claim.form is not Form.ORDER and THAT_IS.search(between)
    if not (after and "(" in pair["lead"]) and not (before and not _BREAK.search(between)):
        return None
    return _exactly(first), _exactly(second)


def _is_enclosed(text: str, claim: Claim, pair: re.Match[str]) -> bool:
    """« C is deeper than D and has fewer weights (900 and 1 200) »: in the order of the two models."""
    after = claim.end <= pair.start() and not text[claim.end : pair.start()].strip()
    return claim.thing == WEIGHTS and after and "(" in pair["lead"] and text[pair.end() :][:1] == ")"


def counted(
    text: str, claim: Claim, named: Sequence[Mention], sizes: Sequence[int]
) -> tuple[Amount, Amount] | None:
    """Return the errors that a sentence counts, and those of the only model that it measures them against."""
    said = _ERRORS.search(text[: claim.start])
    count = whole(said["count"]) if said else None
    if claim.thing != ERRORS or not count or len(named) != 1 or named[0].start < claim.end:
        return None
    rates = {each.amounts.get(ERRORS) for each in named[0].models}
    rate = rates.pop() if len(rates) == 1 else None
    # Of the partition in which both are of one size.
    of = [n for n in sizes if rate and rate.low and Fraction(1, FAR) < count / (n * rate.low) < FAR]
    if rate is None or len(of) != 1:
        return None
    return _exactly(count), Amount(Fraction(round(rate.low * of[0])), Fraction(round(rate.high * of[0])))


def _exactly(count: int) -> Amount:
    return Amount(Fraction(count), Fraction(count))
