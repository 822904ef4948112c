"""How many times more or fewer weights a sentence says that a network has, against those of the report."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from generator.reread.arithmetic.number import NUMBER
from generator.reread.documents.block import Kind, Section
from generator.reread.documents.passage import passages
from generator.reread.documents.sentence import Sentence, sentences
from generator.reread.finding import Finding, Verdict, quoted, shown
from generator.reread.networks.contrast import END, GENERAL, Titled
from generator.reread.networks.owned import Owned, names, owned, whole
from generator.reread.networks.statement import SIZED, WEIGHTS
from generator.reread.wording.links import NEARLY
from generator.reread.wording.phrase import NEGATION

CODE = "rapport-des-poids"
_TOLD = {
    "half": 2, "two": 2, "twice": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "twenty": 20, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "sept": 7,
    "huit": 8, "neuf": 9, "dix": 10, "vingt": 20, "cent": 100, "hundred": 100,
}  # fmt: skip
_N = rf"(?P<number>\d{{1,4}}(?:[.,]\d{{1,2}})?|{'|'.join(_TOLD)})"
_W = r"(?:\s+(?:de\s+|d['’])?(?:poids|param[èe]tres|weights|parameters|params))?"
TIMES = re.compile(
    rf"(?<![\w.,]){_N}\s*(?:fois|times|x)\s+(?:(?P<fewer>moins|fewer|less|smaller|lighter|plus\s+(?:petit|l[ée]g[eè]r)e?)|"
    rf"(?:plus|more|larger|bigger|heavier|as\s+many|autant)){_W}|(?P<twice>\btwice\s+as\s+many){_W}|"
    rf"(?P<half>\bmoiti[ée]\s+moins){_W}|(?P<of>\bhalf\s+(?:of\s+)?(?:the|as\s+many)|\bla\s+moiti[ée]\s+des){_W}",
    re.I,
)
_P = r"(?<![\w.,])(?P<percent>\d{1,4}(?:[.,]\d{1,2})?)\s*%\s+"
PERCENT = re.compile(
    rf"{_P}(?:(?:de\s+)?(?:poids|param[èe]tres)\s+(?:en|de)\s+(?P<moins>moins)|(?:de\s+|en\s+)?(?P<fewer>moins|fewer|less)|"
    rf"(?P<share>(?:of\s+(?:the\s+)?weights\s+of|des\s+(?:poids|param[èe]tres)\s+d|de\s+ceux\s+d|of\s+those\s+of|of\s+that\s+of))){_W}",
    re.I,
)
# A bound, or several values.
BOUND = re.compile(
    r"\b(?:plus\s+de|more\s+than|au\s+moins|at\s+least|over|moins\s+de|less\s+than|jusqu['’]\S*|up\s+to|à|to|"
    r"entre|between|and|et|ou|or)\s*$|[-–]\s*$",
    re.I,
)
PRONOUN = re.compile(
    r"^\W*(?:this|that|which|it|they|c['’](?:est|[ée]tait)|cela|ceci|il|elle|soit|ce\s+(?:mod|r[ée]s)|the\s+latter)\b",
    re.I,
)
# What else may be more or less.
OTHER = re.compile(
    r"\b(?:neuro\w+|[ée]poques?|epochs?|temps|time|faster|rapide\w*|erreurs?|errors?|inputs?|entr[ée]es?|"
    r"features?|attributs?|filtres?|filters?|couches?|layers?|m[ée]moire|memory|loss|pr[ée]cis\w*|accuracy|"
    r"donn[ée]es\s+d['’]|data\b|sortie|output|lent\w*|slow\w*)\b",
    re.I,
)
BESIDE = re.compile(
    rf"\(\s*({NUMBER})\s*(?:poids|weights|param\w+)?\s*\)|((?<![\w.,]){NUMBER})(?!\s*{SIZED})\s+"
    r"(?:poids|weights|param\w+|d[ue]s?\b|of\b)",
    re.I,
)
LOOSE, CLOSE = 1.5, 1.25
# In percent of the larger number.
POINTS_LOOSE, POINTS_CLOSE = 10, 5
MOST = 4


@dataclass(frozen=True)
class Claim:
    """What a number of weights is said to be of another, and between which bounds it may be."""

    start: int
    end: int
    low: float
    high: float


def ratio_findings(sections: Sequence[Section], networks: Sequence[Titled]) -> Iterator[Finding]:
    """Go through ratios of weights that neither rounding nor « about » explains."""
    known = [*owned(sections, networks)]
    for section in sections:
        for block in section.of(Kind.PROSE):
            before = ""
            for passage in passages(block):
                for sentence in sentences(passage):
                    for claim in _claims(sentence.text, before):
                        yield from _checked(sentence, claim, known)
                    before = sentence.text


def _claims(text: str, before: str) -> Iterator[Claim]:
    if GENERAL.search(text) or NEGATION.search(text) or text.rstrip().endswith("?"):
        return
    for found in (*TIMES.finditer(text), *PERCENT.finditer(text)):
        lead = text[: found.start()]
        told = WEIGHTS.search(found[0]) or (
            not OTHER.search(text)
            and (WEIGHTS.search(text) or (PRONOUN.match(text) and WEIGHTS.search(before)))
        )
        smaller = re.search(r"smaller|lighter|petit|l[ée]g|larger|bigger|heavier", found[0])
        if (told or (smaller and not OTHER.search(text))) and not BOUND.search(lead):
            near = NEARLY.search(lead[-30:]) is not None
            yield Claim(found.start(), found.end(), *_bounds(found, near=near))


def _bounds(found: re.Match[str], *, near: bool) -> tuple[float, float]:
    """Return between what a ratio may be for a claim to hold, generously."""
    groups = found.groupdict()
    factor = LOOSE if near else CLOSE
    if groups.get("percent"):
        part = float(groups["percent"].replace(",", ".")) / 100
        if groups["share"]:
            return min(part / factor, part - 0.01), max(part * factor, part + 0.01)
        points = (POINTS_LOOSE if near else POINTS_CLOSE) / 100
        return 1 - part - points, 1 - part + points
    said = (groups.get("number") or "").lower()
    times = 2.0 if not said else float(_TOLD.get(said, 0) or said.replace(",", "."))
    if groups["fewer"] or groups["half"] or groups["of"]:
        return 1 / max(times * factor, times + 1), factor / times
    # « Twice more » may mean three times as many.
    return times / factor, max(times * factor, times + 1.2)


def _checked(sentence: Sentence, claim: Claim, known: Sequence[Owned]) -> Iterator[Finding]:
    text = sentence.text
    before, after = text[: claim.start], text[claim.end :]
    place = sentence.place(claim.start)
    first = _meant(before, known)
    if not first and not names(before) and PRONOUN.match(text):
        above = [x for x in known if x.cell == place.cell and x.line <= place.line]
        first = {max(above, key=lambda each: each.line).total} if above else set()
    # What is compared begins after « than », and may be given by its number.
    second = _meant(_first_part(after), known)
    if not first or not second or len(first) * len(second) > MOST or first & second:
        return
    pairs = [*product(sorted(first), sorted(second))]
    if any(claim.low <= own / other <= claim.high for own, other in pairs):
        return
    own, other = pairs[0]
    large, small = max(own, other), min(own, other)
    yield Finding(
        CODE,
        place,
        quoted(text),
        Verdict.FALSE if len(pairs) == 1 else Verdict.DOUBT,
        f"Le rapport donne {_all(first)} poids pour l’un et {_all(second)} pour l’autre : le rapport est de "
        f"{_decimal(large / small)}, soit {_decimal(100 - 100 * small / large)} % de poids en moins.",
        f"{shown(large)} / {shown(small)} ≈ {_decimal(large / small)}",
        _decimal(large / small),
    )


def _meant(words: str, known: Sequence[Owned]) -> set[int]:
    """Return the numbers of weights that some words give, or else those of the network that they name."""
    given = {count for each in BESIDE.finditer(words) if (count := whole(each[1] or each[2]))}
    if given:
        return given if len(given) == 1 else set()
    said = names(words)
    return {each.total for each in known if said <= each.names} if said else set()


def _first_part(after: str) -> str:
    """Return what something is compared with, up to where the sentence goes on."""
    end = END.search(after.replace("(", " ").replace(")", " "), 0)
    # A comma within a number ends nothing.
    while end and end[0] in ",." and after[end.end() : end.end() + 1].isdigit():
        end = END.search(after.replace("(", " ").replace(")", " "), end.end())
    return after[: end.start()] if end else after


def _all(counts: set[int]) -> str:
    return " ou ".join(map(shown, sorted(counts)))


def _decimal(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")
