"""What sentences say that one model has more or less of than another, against what both have."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product

from generator.reread.arithmetic.number import figures
from generator.reread.documents.block import Kind
from generator.reread.documents.outline import Outline
from generator.reread.documents.passage import passages
from generator.reread.documents.sentence import Sentence, sentences
from generator.reread.finding import Finding, Verdict, quoted, rounded, shown
from generator.reread.models.claim import Claim, Form, claims, is_of_thing
from generator.reread.models.concluded import concluded
from generator.reread.models.extreme import extreme_findings
from generator.reread.models.given import counted, given
from generator.reread.models.majority import majority_findings
from generator.reread.models.mention import Mention, mentions
from generator.reread.models.mistaken import mistaken_findings
from generator.reread.models.model import WEIGHTS, Amount
from generator.reread.models.part import part_findings
from generator.reread.models.roster import roster
from generator.reread.models.share import share_findings
from generator.reread.models.sides import Sides, sides, topic_of
from generator.reread.models.stated_order import stated_order_findings
from generator.reread.networks.called import Titled
from generator.reread.wording.links import NEARLY
from generator.reread.wording.phrase import NEGATION

CODE = "comparaison-de-modeles"
# What is said of models at large, or of what might be.
_GENERAL = re.compile(
    r"\b(?:en g[ée]n[ée]ral|g[ée]n[ée]ralement|peu(?:ven)?t|pourrai\w*|souvent|tend|generally|usually|"
    r"often|may|might|can|could|would|aurai\w*|serai\w*|si|if|[àa] chaque|par couche|per layer|"
    r"ex[ae]mples?)\b",
    re.I,
)
_CLAUSE = re.compile(r"[;:]\s|,\s(?=mais\b|but\b)|\.\s")
# Two pairs of models are compared, or more than a sentence can hold.
_MOST = 12
_BOUND = re.compile(
    r"\b(?:plus\s+de|more\s+than|au\s+moins|at\s+least|over|moins\s+de|less\s+than|jusqu['’]\S*|up\s+to|"
    r"entre|between|et|ou|or)\s*$|[-–]\s*$",
    re.I,
)


def model_findings(
    outline: Outline, networks: Sequence[Titled], class_counts: Sequence[Sequence[int]]
) -> Iterator[Finding]:
    """Go through comparisons that what is known of both models contradicts."""
    known = roster(outline, networks)
    sizes = sorted({sum(counts) for counts in class_counts})
    for section in outline.sections:
        for block in section.of(Kind.PROSE):
            before, topic = "", None
            last: list[Mention] = []
            for sentence in (each for passage in passages(block) for each in sentences(passage)):
                parts = [*part_findings(sentence, section, networks)]
                yield from parts or majority_findings(sentence, section, networks)
                named = mentions(sentence.text, known) if len(known) > 1 else []
                yield from _said(sentence, before, named, topic, sizes, last)
                yield from share_findings(sentence, named, topic)
                yield from mistaken_findings(sentence, named, sizes, topic)
                yield from stated_order_findings(sentence)
                yield from extreme_findings(sentence, named, known)
                before = sentence.text if is_of_thing(sentence.text) else before
                topic, last = topic_of(sentence.text, named) or topic, named


def _said(
    sentence: Sentence,
    before: str,
    named: list[Mention],
    topic: Mention | None,
    sizes: Sequence[int],
    last: Sequence[Mention],
) -> Iterator[Finding]:
    text = sentence.text
    if text.rstrip().endswith("?"):
        return
    every = [*claims(text, before)]
    for claim in every:
        cuts = [cut.end() for cut in _CLAUSE.finditer(text)]
        start = max((cut for cut in cuts if cut <= claim.start), default=0)
        stop = min((cut for cut in cuts if cut >= claim.end), default=len(text))
        clause = text[start:stop]
        if NEGATION.search(clause) or _GENERAL.search(clause) or _BOUND.search(text[: claim.start]):
            continue
        beside = given(text, claim, every) or counted(text, claim, named, sizes) or concluded(text, claim)
        both = sides(text, claim, named, topic, last) if named else None
        if beside:
            yield from _contradicted(sentence, claim, *beside)
        elif both:
            yield from _judged(sentence, claim, both, sizes)


def _contradicted(sentence: Sentence, claim: Claim, first: Amount, second: Amount) -> Iterator[Finding]:
    """Judge a comparison by the two numbers that its own sentence gives."""
    near = NEARLY.search(sentence.text[: claim.start][-30:]) is not None
    if _holds(claim, first, second, (1,), near, ordered=True):
        return
    one, other = (int((each.low + each.high) / 2) for each in (first, second))
    large, small = max(one, other), min(one, other)
    yield Finding(
        CODE,
        sentence.place(claim.start),
        quoted(sentence.text),
        Verdict.FALSE,
        f"Entre {shown(one)} et {shown(other)}, le premier en a "
        f"{'plus' if one > other else 'moins'} : l’écart est de {shown(large - small)}, et le rapport de "
        f"{rounded(Fraction(large, small))}.",
        wrong=claim.number,
    )


def _judged(sentence: Sentence, claim: Claim, both: Sides, sizes: Sequence[int]) -> Iterator[Finding]:
    own = [
        [each.amounts[claim.thing] for each in side.models if claim.thing in each.amounts]
        for side in (both.first, both.second)
    ]
    whole = all(len(x) == len(side.models) for x, side in zip(own, (both.first, both.second), strict=True))
    pairs = [*product(*(dict.fromkeys(each) for each in own))]
    if not pairs or len(pairs) > _MOST or not whole:
        return
    near = NEARLY.search(sentence.text[: claim.start][-30:]) is not None
    if any(_holds(claim, first, second, sizes, near, both.ordered) for first, second in pairs):
        return
    by_kind = (both.first.by_kind or both.second.by_kind) and len(pairs) > 1
    first, second = pairs[0]
    yield Finding(
        CODE,
        sentence.place(claim.start),
        quoted(sentence.text),
        Verdict.DOUBT if by_kind and claim.form is not Form.ORDER else Verdict.FALSE,
        _why(claim, first, second, sizes),
        wrong=claim.number,
    )


def _holds(
    claim: Claim, first: Amount, second: Amount, sizes: Sequence[int], near: bool, ordered: bool
) -> bool:
    sign = claim.sign if ordered else 0
    if (sign > 0 and first.high < second.low) or (sign < 0 and first.low > second.high):
        return False
    if claim.form is Form.ORDER:
        return True
    if claim.form is Form.DIFFERENCE:
        return _differs(claim, first, second, sizes, near)
    body = claim.number.replace(",", ".")
    said, unit = Fraction(body), Fraction(1, 10 ** len(body.partition(".")[2]))
    if not first.low or not second.low:
        return True
    near = near or (claim.sign == 0 and unit < 1)
    if claim.form is Form.PERCENT:
        low, high = _range(first, second)
        parts = [1 - high, 1 - low] if claim.sign < 0 else [low - 1, high - 1]
        other = [1 - 1 / low, 1 - 1 / high] if not ordered else parts
        unit = max(unit, Fraction(3)) if near else unit
        return any(min(x) - unit / 100 <= said / 100 <= max(x) + unit / 100 for x in (parts, other))
    return _multiplies(claim, said, unit, _range(first, second), near, ordered)


def _multiplies(
    claim: Claim,
    said: Fraction,
    unit: Fraction,
    between: tuple[Fraction, Fraction],
    near: bool,
    ordered: bool,
) -> bool:
    low, high = between
    flipped = (1 / high, 1 / low)
    wanted = [flipped if claim.sign < 0 else between] if ordered else [flipped, between]
    # « 3 times more » may mean four times as many.
    counted = [said, said + 1] if claim.sign > 0 else [said]
    part = Fraction(1, 4 if near else 8) if unit == 1 else Fraction(1, 10 if near else 33)
    return any(
        a - max(unit, part * a) <= each <= b + max(unit, part * b)
        for each in counted
        for a, b in wanted
        if ordered or a >= Fraction(9, 10)
    )


def _range(first: Amount, second: Amount) -> tuple[Fraction, Fraction]:
    return first.low / second.high, first.high / second.low


def _differs(claim: Claim, first: Amount, second: Amount, sizes: Sequence[int], near: bool) -> bool:
    said = figures(claim.number)
    for size in (1,) if claim.thing == WEIGHTS else sizes:
        gaps = sorted(abs(each) * size for each in (first.low - second.high, first.high - second.low))
        leeway = Fraction(1, 2) if claim.thing == WEIGHTS else Fraction(1)
        leeway = max(leeway, Fraction(said, 10)) if near else leeway
        if gaps[0] - leeway <= said <= gaps[1] + leeway:
            return True
    return False


def _why(claim: Claim, first: Amount, second: Amount, sizes: Sequence[int]) -> str:
    if claim.thing == WEIGHTS:
        one, other = (shown(each.low) for each in (first, second))
        small, large = sorted((first.low, second.low))
        return (
            f"Le rapport donne {one} poids pour l’un et {other} pour l’autre : l’écart est de "
            f"{shown(large - small)}, et le rapport de {rounded(large / small)}."
        )
    rates = [f"{rounded(50 * (each.low + each.high), '.4g')} %" for each in (first, second)]
    return f"Le rapport donne {rates[0]} d’erreurs pour l’un et {rates[1]} pour l’autre."
