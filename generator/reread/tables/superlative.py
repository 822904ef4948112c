"""« The best », « la plus basse »: which words say it, of what, and within which clause."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.reread.tables.measure import Measure, measure

_ARTICLE = r"\b(?:the|la|le|les|du|au|aux)\s+"
_SUPERLATIVE = re.compile(
    rf"{_ARTICLE}(?:(?P<best>best|meilleure?s?|mieux|(?P<accurate>plus pr[ée]cise?s?|most accurate))|"
    r"(?P<worst>worst|poorest|pires?|moins bonn?e?s?|moins bien|plus mal)|"
    r"(?P<high>highest|greatest|largest|biggest|plus (?:haute?|[ée]lev[ée]e?|grande?|forte?|importante?)s?)|"
    r"(?P<low>lowest|smallest|plus (?:bas|basse|faible|petite?)s?))\b",
    re.I,
)
_CUT = re.compile(
    r"[;()]|,\s|\b(?:while|whereas|tandis que|alors que|mais|but)\b|\b(?:et|and)\s+(?=(?:la|le|les|the)\s)",
    re.I,
)
# What is said on the other side is of something else.
_APART = re.compile(r";\s|,\s+(?:mais|but|while|whereas|tandis que|alors que)\b", re.I)
# What is compared with only some of the others, or is of another thing than a row.
_PARTIAL = re.compile(
    r"\b(?:parmi|among|except\w*|sauf|hormis|besides|apart|excluding|after|apr[eè]s|second|deuxi[eè]me|"
    r"one of|l['’]une?|presque|almost|nearly|trade.?offs?|compromis|could|would|pourrai\w*|expect\w*|"
    r"should|devrai\w*|if|si|before|avant|previous\w*|pr[ée]c[ée]d\w*|initial\w*|autres?|others?|chaque|each|below|above|points?|"
    r"within|than|parameters|param[eè]tres|poids|weights|rapide\w*|fast\w*|slow\w*|lent\w*|"
    r"time|temps|attend\w*)\b|\b(?:at|à l['’])\s?(?:[ée]poque|epoch)|\b(?:des|of the) (?:mlp|cnn)s?\b|"
    r"\b(?:meilleure?s?|best|worst|pires?|highest|lowest)\s+(?:(?!est\b|is\b)\w+\s+){1,2}"
    r"(?:of(?!\s+the\s+two\b)|du|de la|for|pour|with|avec)\b",
    re.I,
)
# « With the fewest weights »: what is said besides, and judged apart.
_WEIGHTS = re.compile(
    r"\b(?:avec|with|pour|for|et|and|malgr[ée]|despite)\s+(?:le|the)\s+(?:moins|plus|fewest|least|most)\s+"
    r"(?:de\s+|d['’]|of\s+)?(?:poids|param[eè]tres|parameters|weights)\b",
    re.I,
)
_SCORE = re.compile(
    r"mod[eè]l|r[ée]seau|network|\brun|essai|trial|r[ée]sultat|result|config|performan|\bscores?\b|\bones?\b|"
    r"reconnu|recogni[sz]ed|class[ée]e?s?\b|classified|"
    r"celui|celle|architectur",
    re.I,
)
# « The worst is », « is the best. », with no noun: of what was compared.
_ALONE = re.compile(
    r"(?:\s+(?:des|of the)\s+\w+(?=\s+(?:est|is)\b))?\s*"
    r"(?:(?:est|is|was|reste|remains|avec|with)\b|[.,;:()]|$)",
    re.I,
)
# « Selected on the validation: A »
_CHOSEN = re.compile(
    r"\b(?:selected|chosen|picked|s[ée]lectionn[ée]e?|choisie?|retenue?)\s+(?:on|by|sur|avec|d['’]apr[èe]s)\s+"
    r"(?:(?:the|la|le|les)\s+)?(?:(?:jeu|scores?|accuracy|loss)\s+(?:de\s+|of\s+(?:the\s+)?)?)?"
    r"(?:validation|test)(?:\s+(?:accuracy|loss|set|score))?\s*(?=:)",
    re.I,
)
LONGEST = 400


@dataclass(frozen=True)
class Superlative:
    """What is said to be first or last.

    Attributes
    ----------
    measure : Measure
    highest : bool or None
        Whether the greatest number is meant, the smallest one; None for whichever is best.
    best : bool
        With ``highest`` None: the best, not the worst.
    clause : str
        The words around it.
    start : int
        Where it stands in the sentence.
    """

    measure: Measure
    highest: bool | None
    best: bool
    clause: str
    start: int

    def is_high(self, measure: Measure) -> bool:
        """Tell whether it is the greatest number of a column."""
        return (measure.rises is self.best) if self.highest is None else self.highest


def superlatives(text: str) -> Iterator[Superlative]:
    """Go through what a sentence says to be best, worst, highest or lowest of all."""
    chosen = _CHOSEN.search(text)
    if chosen and not _PARTIAL.search(text):
        part = "test" if "test" in chosen[0].lower() else "validation"
        yield Superlative(Measure("", part), None, True, text[chosen.start() :], chosen.start())
        return
    found = [*_SUPERLATIVE.finditer(text)]
    if not found or len(text) > LONGEST:
        return
    cuts = [0, *(cut.end() for cut in _CUT.finditer(text)), len(text)]
    parts = [0, *(cut.end() for cut in _APART.finditer(text)), len(text)]
    for each in found:
        part = text[
            max(cut for cut in parts if cut <= each.start()) : min(cut for cut in parts if cut >= each.end())
        ]
        if _PARTIAL.search(_WEIGHTS.sub(" ", part)):
            continue
        start = max(cut for cut in cuts if cut <= each.start())
        stop = min(cut for cut in cuts if cut >= each.end())
        clause = text[start:stop]
        said = measure(clause)
        if said and not said.metric and len(found) == 1:
            said = measure(text)
        if each["accurate"]:
            said = Measure("accuracy", said.split if said else "")
        absolute = each["high"] or each["low"]
        scored = _SCORE.search(clause) or _ALONE.match(text, each.end())
        if said and (said.metric or (not absolute and scored)):
            highest = None if not absolute else each["high"] is not None
            yield Superlative(said, highest, each["best"] is not None, clause, each.start())
