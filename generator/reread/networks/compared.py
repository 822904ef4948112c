"""Sentences that compare the weights of networks, against the networks of the report."""

import re
from collections.abc import Iterator, Sequence
from itertools import product

from generator.reread.arithmetic.number import NUMBER, whole
from generator.reread.arithmetic.slips import near as slipped
from generator.reread.documents.block import Kind, Section
from generator.reread.documents.labelled import LEVEL
from generator.reread.documents.passage import passages
from generator.reread.documents.sentence import Sentence, sentences
from generator.reread.finding import Finding, Verdict, quoted, rounded, shown
from generator.reread.networks.called import Called, Titled, called, meant, names
from generator.reread.networks.large import LEAST_TOTAL
from generator.reread.networks.statement import WEIGHTS
from generator.reread.wording.links import NEARLY
from generator.reread.wording.phrase import NEGATION

MORE_CODE, RATIO, TOTAL = "conclusion-poids", "rapport-des-poids", "total-des-poids"
OWN = re.compile(r"^\W*(?:\w+\s+)?(?:ce|notre|this|our)\s+(?:r[ée]seau|mod[èe]le?|network)\b", re.I)
_THAN = r"(?<!alors )(?<!bien )(?<!tandis )(?<!parce )(?<!even )(?<!rather )(?:\b(?:que|than)\b|\bqu['’])"
MORE = re.compile(
    r"\b(?:plus de|more|davantage de|(?P<fewer>moins de|fewer|less))\s+(?:\w+\s+){0,2}?"
    rf"(?:poids|param[èe]tres|parameters|params|weights)\b[^.;?]{{0,60}}?{_THAN}|"
    rf"\b(?:plus lourde?|heavier|(?P<light>plus l[ée]g(?:er|[èe]re)|lighter))\s*{_THAN}",
    re.I,
)
# What is compared ends there.
END = re.compile(
    r"[,.;:()]|\b(?:although|though|alors|while|whereas|malgr[ée]|bien|mais|but|because|car|parce|gr[âa]ce|since|"
    r"m[êe]me|even|despite|tout en|et|and|or|donc|puisque)\b",
    re.I,
)
# What is said of networks at large is not about those of the report.
GENERAL = re.compile(
    r"en g[ée]n[ée]ral|g[ée]n[ée]ralement|peu(?:ven)?t|pourrai|souvent|tend|generally|usually|often|"
    r"may|might|can\b|could|d[ée]pend|pas (?:forc|n[ée]cess)|(?:this|the|cet|l['’]) ?ex[ae]mple",
    re.I,
)
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
SIZE = re.compile(r"smaller|lighter|petit|l[ée]g|larger|bigger|heavier", re.I)
LOOSE, CLOSE = 1.5, 1.25
# In percent of the larger number.
POINTS_LOOSE, POINTS_CLOSE = 10, 5
MOST = 4


def compared_findings(sections: Sequence[Section], networks: Sequence[Titled]) -> Iterator[Finding]:
    """Go through comparisons, and totals, that the networks of a document contradict."""
    known = [*called(sections, networks)]
    yield from _totals(known)
    for section in sections:
        for block in section.of(Kind.PROSE):
            before = ""
            for passage in passages(block):
                for sentence in sentences(passage):
                    yield from _Comparison(sentence, before, section, known).findings()
                    before = sentence.text


def _totals(known: Sequence[Called]) -> Iterator[Finding]:
    """Find totals of a network of another part that are a slip of its own."""
    for said in known:
        named = [each for each in known if not each.stated and said.names <= each.names]
        totals = {each.total for each in named}
        if not said.stated or said.total in totals or any(each.section is said.section for each in named):
            continue
        # What is told under a label of its own is of no other model.
        if said.section.heading and said.section.heading.level == LEVEL:
            continue
        close = [right for right in sorted(totals) if slipped(said.total, right)]
        if len(close) == 1:
            yield Finding(
                TOTAL,
                said.place,
                shown(said.total),
                Verdict.FALSE if len(totals) == 1 else Verdict.DOUBT,
                f"Le réseau dont il s’agit a {shown(close[0])} poids, et non {shown(said.total)}.",
                "",
                shown(close[0]),
            )


class _Comparison:
    """A sentence, and what is known where it stands."""

    def __init__(self, sentence: Sentence, before: str, section: Section, known: Sequence[Called]) -> None:
        self.sentence, self.before, self.section, self.known = sentence, before, section, known
        self.text = sentence.text

    def findings(self) -> Iterator[Finding]:
        text = self.text
        if GENERAL.search(text) or NEGATION.search(text) or text.rstrip().endswith("?"):
            return
        ratios = [*TIMES.finditer(text), *PERCENT.finditer(text)]
        for found in ratios:
            if self._is_of_weights(found) and not BOUND.search(text[: found.start()]):
                yield from self._ratio(found, MORE.search(text[: found.start()]))
        for found in MORE.finditer(text):
            if not any(each.start() < found.end() and found.start() < each.end() for each in ratios):
                yield from self._more(found)

    def _is_of_weights(self, found: re.Match[str]) -> bool:
        if WEIGHTS.search(found[0]):
            return True
        told = WEIGHTS.search(self.text) or (PRONOUN.match(self.text) and WEIGHTS.search(self.before))
        return not OTHER.search(self.text) and bool(told or SIZE.search(found[0]))

    def _sides(self, found: re.Match[str]) -> tuple[set[int], set[int]]:
        """Return the weights of what is compared, and of what it is compared with."""
        before, place = self.text[: found.start()], self.sentence.place(found.start())
        first = self._meant(re.split(r"[,;:](?!\d)", before)[-1]) or self._meant(before)
        own = [x for x in self.known if x.section is self.section and not x.stated]
        if not first and OWN.match(before) and len({each.total for each in own}) == 1:
            first = {own[0].total}
        if not first and not names(before) and PRONOUN.match(self.text):
            above = [x for x in self.known if x.place.cell == place.cell and x.place.line <= place.line]
            first = {max(above, key=lambda each: each.place.line).total} if above else set()
        # What is compared begins after « than », and may be given by its number.
        second = self._meant(_first_part(self.text[found.end() :]))
        told = self._told_before(before) - first if first else set()
        return first, second or (told if len(told) == 1 else set())

    def _told_before(self, before: str) -> set[int]:
        """Return the numbers of weights that a sentence tells before it compares them, two at most."""
        told = {each.total for each in self.known} & {whole(x[0]) for x in re.finditer(NUMBER, before)}
        return told if len(told) < 3 else set()

    def _meant(self, text: str) -> set[int]:
        return meant(text, self.known, self.section)

    def _more(self, found: re.Match[str]) -> Iterator[Finding]:
        first, second = self._sides(found)
        light, heavy = (first, second) if not (found["fewer"] or found["light"]) else (second, first)
        own = {each.total for each in self.known if not each.stated}
        written = {whole(each[0]) for each in re.finditer(NUMBER, self.text)}
        # Two numbers that the sentence gives itself are compared as they stand: see `count_findings`.
        if light | heavy <= written and not light | heavy <= own:
            return
        if light and heavy and max(light) < min(heavy):
            yield Finding(
                MORE_CODE,
                self.sentence.place(found.start()),
                quoted(self.text),
                Verdict.FALSE,
                f"Les réseaux du rapport montrent le contraire : {_all(first)} poids pour le premier, "
                f"{_all(second)} pour le second.",
            )

    def _ratio(self, found: re.Match[str], more: re.Match[str] | None) -> Iterator[Finding]:
        first, second = self._sides(found)
        if more and not (first and second):
            # « A has fewer weights than B, i.e. 46 % less »
            first, second = self._sides(more)
        if not first or not second or len(first) * len(second) > MOST or first & second:
            return
        # « K has 900 weights and L 4 500, so the small one has 5 times fewer »: see `concluded`.
        counts = {whole(each[0]) or 0 for each in re.finditer(NUMBER, self.text[: found.start()])}
        if len({x for x in counts if x >= LEAST_TOTAL}) == 2 and (first | second) - counts:
            return
        low, high = _bounds(found, near=NEARLY.search(self.text[: found.start()][-30:]) is not None)
        pairs = [*product(sorted(first), sorted(second))]
        # « A has 86 166 weights and B 238 510, i.e. 2.8 times more »: nothing says which one has.
        told = more or self._meant(_first_part(self.text[found.end() :]))
        either = pairs if told else [*pairs, *(pair[::-1] for pair in pairs)]
        if any(low <= own / other <= high for own, other in either):
            return
        small, large = sorted(pairs[0])
        yield Finding(
            RATIO,
            self.sentence.place(found.start()),
            quoted(self.text),
            Verdict.FALSE if len(pairs) == 1 else Verdict.DOUBT,
            f"Le rapport donne {_all(first)} poids pour l’un et {_all(second)} pour l’autre : le rapport est "
            f"de {_decimal(large / small)}, soit {_decimal(100 - 100 * small / large)} % de poids en moins.",
            f"{shown(large)} / {shown(small)} ≈ {_decimal(large / small)}",
            _decimal(large / small),
        )


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
    return rounded(value, ".1f")
