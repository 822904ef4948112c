"""Which model has more or less of something, and which one it is compared with."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from generator.reread.arithmetic.number import NUMBER, whole
from generator.reread.models.claim import Claim, Form
from generator.reread.models.mention import Mention
from generator.reread.models.model import WEIGHTS, Amount, Model
from generator.reread.networks.large import LEAST_TOTAL
from generator.reread.wording.links import MEASURED_AGAINST

# What a model is compared with follows.
_THAN = re.compile(
    r"[^.;?]{0,60}?(?:\b(?:que|than|par rapport (?:à|au|aux)|compared (?:to|with))\b|\bqu['’])[^.;?,]{0,25}$",
    re.I,
)
_MULTIPLE = re.compile(r"[^.;?,]{0,40}?\b(?:du|de|des|d['’]|of|que|than)\b[^.;?,]{0,12}$|\s*$", re.I)
_CLAUSE = re.compile(r"[,;:.]\s|\b(?:mais|but|alors que|tandis que|while|whereas|et|and)\b", re.I)
# What stands for the model of the sentence before.
_ITS = re.compile(r"^\s*(?:its|ses|those|ceux)\b|\b(?:its|ses)\b", re.I)
_PRONOUN = re.compile(
    r"^\W*(?:(?:par contre|en revanche|mais|but|however|donc|so)\W+)?"
    r"(?:c['’]|this|that|it|il|elle|cela|ce|soit)",
    re.I,
)
# « 1 327 176 weights, more than »
_TOLD = re.compile(
    rf"({NUMBER})\s+(?:poids|param[èe]tres|weights|parameters|params),\s+(?:[^\W\d]+\s+){{0,2}}?$", re.I
)
# « 238 510 weights, i.e. twice »
_AMOUNT = re.compile(
    rf"({NUMBER})(?:\s+(?:poids|param[èe]tres|weights|parameters|params))?\s*[,(:–-]\s*(?:[^\W\d]+['’.\s]+){{0,4}}$",
    re.I,
)
# « More than it »: what was spoken of.
_PREVIOUS = re.compile(
    r"\W*(?:que|than|qu['’])\s*(?:it|them|lui|elle|celui-ci|celle-ci|ce\s+dernier|the\s+latter)\b", re.I
)
# What something else was compared with.
_OBJECT = re.compile(
    r"(?:\b(?:que|than|contre|against|par rapport (?:à|au)|compared (?:to|with)|versus|vs\.?)|\bqu['’])\s*"
    r"(?:(?:les?|la|the|celui de|those of)\s+)?\W?$",
    re.I,
)
# « With fewer weights than B, A »
_WITH = re.compile(
    r"\W*(?:with|avec|using|despite|malgr[ée])\s+(?:[^\W\d]+\s+){0,2}(?:[\d.,]+\s+(?:\w+\s+)?)?$", re.I
)
_OF = re.compile(r"\b(?:de|du|of|to|à|au|que|than)\s+(?:(?:la|le|the)\s+)?\W?$", re.I)
_BRACKETS = re.compile(r"\([^()]*\)")


@dataclass(frozen=True)
class Sides:
    """What is compared, and with what; whether it is known which is which."""

    first: Mention
    second: Mention
    ordered: bool = True


def sides(
    text: str, claim: Claim, named: list[Mention], topic: Mention | None, last: Sequence[Mention] = ()
) -> Sides | None:
    """Return the two models of a comparison, None where they are not told.

    Parameters
    ----------
    text : str
        The sentence.
    claim : Claim
    named : list of Mention
        In the sentence.
    topic : Mention or None
        The last one of the sentences before.
    last : sequence of Mention
        Those of the sentence before.
    """
    after = [each for each in named if each.start >= claim.end]
    between = text[claim.end : after[0].start] if after else ""
    then = _MULTIPLE if claim.sign == 0 else _THAN
    second = after[0] if after and then.match(between) else None
    hidden = [found.span() for found in _BRACKETS.finditer(text)]
    before = [
        each for each in named if each.end <= claim.start and not any(a <= each.start < b for a, b in hidden)
    ]
    if second is not None:
        return _with_second(text, claim, before, after, second, topic)
    untold = _untold(text, claim, before, after, last)
    return untold if untold or claim.form is Form.ORDER else _without_second(text, claim, before, topic)


def _with_second(
    text: str,
    claim: Claim,
    before: list[Mention],
    after: list[Mention],
    second: Mention,
    topic: Mention | None,
) -> Sides | None:
    """Return the models of a comparison that names what it compares with."""
    if claim.sign == 0 and (count := _amount(text, claim)):
        return Sides(_weighing(count, claim), second)
    led = [each for each in before if not each.may_be(second)]
    led = [each for each in led if not _OBJECT.search(text[: each.start])] or led
    if led:
        return Sides(_of_clause(text, claim, led), second)
    if not before and len(after) > 1 and _WITH.match(text[: claim.start]):
        return Sides(after[1], second)
    told = _TOLD.search(text[: claim.start])
    if told and claim.form is Form.ORDER and (count := whole(told[1])):
        return Sides(_weighing(count, claim), second)
    alone = not before and topic and not topic.may_be(second) and _PRONOUN.match(text)
    return Sides(topic, second) if alone and topic else None


def _untold(
    text: str, claim: Claim, before: list[Mention], after: list[Mention], last: Sequence[Mention]
) -> Sides | None:
    """Return the models of a comparison with what was spoken of before."""
    if last and before and _PREVIOUS.match(text, claim.end):
        spoken = frozenset[Model]().union(*(each.models for each in last)) - before[-1].models
        return Sides(before[-1], Mention(0, 0, spoken, by_kind=True)) if spoken else None
    return _carried(text, before) if claim.form is Form.ORDER and not after else None


def _amount(text: str, claim: Claim) -> int | None:
    """Return the weights told right before a multiple, None for none."""
    told = _AMOUNT.search(text[: claim.start])
    count = whole(told[1]) if told and claim.thing == WEIGHTS else None
    return count if count and count >= LEAST_TOTAL else None


def _weighing(count: int, claim: Claim) -> Mention:
    """Return a model without name that has so many weights."""
    amount = Amount(Fraction(count), Fraction(count))
    return Mention(claim.start, claim.start, frozenset((Model("", frozenset(), -1, {WEIGHTS: amount}),)))


def _carried(text: str, before: Sequence[Mention]) -> Sides | None:
    """« C is deeper than D but has fewer weights »: the two models that were compared already."""
    objects = [each for each in before if _OBJECT.search(text[: each.start])]
    led = [each for each in before if each not in objects]
    apart = len(objects) == len(led) == 1 and led[0].end <= objects[0].start and not led[0].may_be(objects[0])
    return Sides(led[0], objects[0]) if apart else None


def _without_second(text: str, claim: Claim, before: list[Mention], topic: Mention | None) -> Sides | None:
    """Return the models of a comparison that names none after it."""
    if re.match(r"\W*(?:que|than|qu['’])", text[claim.end :], re.I):
        return None
    apart = [each for k, each in enumerate(before) if not any(each.may_be(other) for other in before[:k])]
    if len(apart) == 2:
        # « A has 900 weights, B 300, so the MLP has three times more »: which of both is told by its kind.
        begun = max((cut.end() for cut in _CLAUSE.finditer(text[: claim.start])), default=0)
        own = [each for each in before if each.start >= begun and each not in apart]
        meant = [each for each in apart if own and each.may_be(own[-1])]
        if len(meant) == 1:
            return Sides(meant[0], next(each for each in apart if each is not meant[0]))
        return Sides(apart[0], apart[1], ordered=False)
    its = len(apart) == 1 and topic is not None and not topic.may_be(apart[0])
    if its and topic and (claim.form is Form.DIFFERENCE or _ITS.search(text[claim.start : claim.end + 20])):
        led = _OF.search(text[: apart[0].start]) or _PRONOUN.match(text)
        return Sides(topic, apart[0]) if led else Sides(apart[0], topic)
    return None


def topic_of(text: str, named: Sequence[Mention]) -> Mention | None:
    """Return the model that the next sentence goes on with: the last one that is not measured against."""
    led = [each for each in named if not MEASURED_AGAINST.search(text[: each.start])]
    return (led or [*named])[-1] if named else None


def _of_clause(text: str, claim: Claim, led: list[Mention]) -> Mention:
    """Return the first mention of the clause of a claim, or else the last one before it."""
    cuts = [cut.end() for cut in _CLAUSE.finditer(text[: claim.start])]
    begun = max(cuts, default=0)
    return next((each for each in led if each.start >= begun), led[-1])
