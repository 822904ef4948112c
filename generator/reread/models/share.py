"""« 14 080 weights, i.e. 39.5 % of the CNN »: a part of the weights of a model."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from generator.reread.arithmetic.number import NUMBER, whole
from generator.reread.documents.sentence import Sentence
from generator.reread.finding import Finding, Verdict, quoted, rounded, shown
from generator.reread.models.mention import Mention
from generator.reread.models.model import WEIGHTS
from generator.reread.wording.links import NEARLY

CODE = "comparaison-de-modeles"
# « Of the CNN » begins with its article.
_NEXT = 5
_SAID = re.compile(
    rf"(?<![\w.,])(?P<count>{NUMBER})\s+(?:poids|param[èe]tres|weights|parameters|params)\W{{1,3}}"
    r"(?:soit|c['’]est[- ][àa][- ]dire|donc|i\.e\.,?|that is|or|ou)\s+"
    r"(?P<near>environ\s+|about\s+|presque\s+)?"
    r"(?P<percent>\d{1,2}(?:[.,]\d{1,2})?)\s?%\s+(?:du|des|de|of)\s+(?=(?P<whole>total|ceux|tous|poids|r[ée]seau|network|"
    r"weights|all)?)",
    re.I,
)


def share_findings(sentence: Sentence, named: Sequence[Mention], topic: Mention | None) -> Iterator[Finding]:
    """Go through parts that are those of no model that a sentence may speak of."""
    text = sentence.text
    for said in _SAID.finditer(text):
        after = [x for x in named if x.end > said.end() and abs(x.start - said.end()) <= _NEXT]
        before = [each for each in named if each.end <= said.start("count")]
        # The number itself is a part, and no model.
        own = after[:1] or ((before[-1:] or ([topic] if topic else [])) if said["whole"] else [])
        models = own[0].models if own else frozenset()
        totals = {int(x.amounts[WEIGHTS].low) for x in models if WEIGHTS in x.amounts}
        count, body = whole(said["count"]), said["percent"].replace(",", ".")
        unit = Fraction(1, 10 ** len(body.partition(".")[2]))
        unit = max(unit, Fraction(1)) if said["near"] or NEARLY.search(said[0]) else unit
        totals = {total for total in totals if count and total > count}
        if (
            not count
            or not totals
            or any(abs(100 * Fraction(count, x) - Fraction(body)) <= unit for x in totals)
        ):
            continue
        total = min(totals, key=lambda each: abs(100 * Fraction(count, each) - Fraction(body)))
        right = rounded(100 * Fraction(count, total), ".3g")
        yield Finding(
            CODE,
            sentence.place(said.start()),
            quoted(text),
            Verdict.FALSE if len(totals) == 1 else Verdict.DOUBT,
            f"{shown(count)} poids font {right} % de {shown(total)}, et non {said['percent']} %.",
            f"{shown(count)} / {shown(total)}",
            right,
            wrong=said["percent"],
        )
