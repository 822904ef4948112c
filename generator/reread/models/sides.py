"""Which model has more or less of something, and which one it is compared with."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from generator.reread.arithmetic.number import NUMBER, whole
from generator.reread.models.claim import Claim, Form
from generator.reread.models.mention import Mention
from generator.reread.models.model import WEIGHTS, Amount, Model
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


def sides(text: str, claim: Claim, named: list[Mention], topic: Mention | None) -> Sides | None:
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
        led = [each for each in before if not each.may_be(second)]
        led = [each for each in led if not _OBJECT.search(text[: each.start])] or led
        if led:
            return Sides(_of_clause(text, claim, led), second)
        if not before and len(after) > 1 and _WITH.match(text[: claim.start]):
            return Sides(after[1], second)
        told = _TOLD.search(text[: claim.start])
        if told and claim.form is Form.ORDER and (count := whole(told[1])):
            amount = Amount(Fraction(count), Fraction(count))
            own = Model("", frozenset(), -1, {WEIGHTS: amount})
            return Sides(Mention(told.start(), told.end(), frozenset((own,))), second)
        alone = not before and topic and not topic.may_be(second) and _PRONOUN.match(text)
        return Sides(topic, second) if alone and topic else None
    return _without_second(text, claim, before, topic) if claim.form is not Form.ORDER else None


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
