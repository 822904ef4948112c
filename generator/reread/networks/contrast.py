"""Sentences that say which of two networks has more weights, against the networks of the report."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.reread.documents.block import Kind, Section
from generator.reread.documents.passage import passages
from generator.reread.documents.place import Place
from generator.reread.documents.sentence import sentences
from generator.reread.finding import Finding, Verdict, quoted, shown
from generator.reread.networks.stated import StatedNetwork
from generator.reread.wording.phrase import NEGATION

CODE = "conclusion-poids"
DEEP = re.compile(r"\b(?:CNNs?|convolut\w+|r[ée]seaux? profonds?|deep\w*|mod[èe]les? profonds?)\b", re.I)
FLAT = re.compile(r"\b(?:MLPs?|shallow|perceptrons?|peu profonds?|superficiels?|denses?)\b", re.I)
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
OWN = re.compile(r"^\W*(?:\w+\s+)?(?:ce|notre|this|our)\s+(?:r[ée]seau|mod[èe]le?|network)\b", re.I)
# « Les couches denses » are no network.
LAYER = re.compile(r"\b(?:couches?|layers?|filtres?|filters?|maps?|cartes?)\b", re.I)
NETWORK = re.compile(r"\b(?:CNNs?|MLPs?|perceptrons?|r[ée]seaux?|networks?|mod[èe]le?s?)\b", re.I)
# What is said of networks at large is not about those of the report.
GENERAL = re.compile(
    r"en g[ée]n[ée]ral|g[ée]n[ée]ralement|peu(?:ven)?t|pourrai|souvent|tend|generally|usually|often|"
    r"may|might|can\b|could|d[ée]pend|pas (?:forc|n[ée]cess)|(?:this|the|cet|l['’]) ?ex[ae]mple",
    re.I,
)
ORDINALS = (
    (re.compile(r"^(?:premi[èe]re?|first)$"), "1"),
    (re.compile(r"^(?:deuxi[èe]me|seconde?)$"), "2"),
    (re.compile(r"^(?:troisi[èe]me|third)$"), "3"),
)
# What any title may hold, or any sentence.
COMMON = re.compile(
    r"mod[èe]le?s?|r[ée]seaux?|networks?|partie?s?|sections?|rapport|report|poids|weights?|param\w*|"
    r"dans|avec|with|from|pour|for|the|les?|des|une?|this|that|cette|has|have|plus|more|than|que|donc|therefore|"
    r"cnns?|mlps?|convolut\w+|deep\w*|shallow|perceptrons?|denses?|profonds?|and|sur|our|notre|aux?|its?"
)


@dataclass(frozen=True)
class Titled:
    """A network, and the title of its section, empty before the first one."""

    network: StatedNetwork
    section: Section

    @property
    def is_deep(self) -> bool:
        """Whether it convolves."""
        return any(layer.type.startswith("Conv") for layer in self.network.layers)


def contrast_findings(sections: Sequence[Section], networks: Sequence[Titled]) -> Iterator[Finding]:
    """Go through comparisons that the networks of a document contradict."""
    if len({each.network.total for each in networks}) < 2:
        return
    for section in sections:
        for block in section.of(Kind.PROSE):
            for passage in passages(block):
                for sentence in sentences(passage):
                    text = sentence.text
                    for found in MORE.finditer(text) if not _is_general(text) else ():
                        yield from _contrasted(
                            text, found, sentence.place(found.start()), _Reader(section, networks)
                        )


def _is_general(text: str) -> bool:
    return bool(GENERAL.search(text) or NEGATION.search(text) or text.rstrip().endswith("?"))


def _contrasted(text: str, found: re.Match[str], place: Place, reader: "_Reader") -> Iterator[Finding]:
    before, after = text[: found.start()], text[found.end() :]
    end = END.search(after)
    first = reader.meant(re.split("[,;:]", before)[-1]) or reader.meant(before) or reader.own(before)
    second = reader.meant(after[: end.start()] if end else after)
    totals = [sorted({each.network.total or 0 for each in side}) for side in (first, second)]
    if not all(totals) or {0} & {*totals[0], *totals[1]} or {*totals[0]} & {*totals[1]}:
        return
    fewer = bool(found["fewer"] or found["light"])
    light, heavy = totals if not fewer else totals[::-1]
    if light[-1] < heavy[0]:
        kinds = {each.is_deep for each in first}, {each.is_deep for each in second}
        named = (
            ("avec convolutions", "sans")
            if kinds == ({True}, {False})
            else ("pour le premier", "pour le second")
        )
        if kinds == ({False}, {True}):
            totals, named = totals[::-1], ("avec convolutions", "sans")
        shows = (" ; ".join(map(shown, each)) for each in totals)
        yield Finding(
            CODE,
            place,
            quoted(text),
            Verdict.FALSE,
            "Les réseaux du rapport montrent le contraire : "
            f"{next(shows)} poids {named[0]}, {next(shows)} {named[1]}.",
        )


@dataclass(frozen=True)
class _Reader:
    """Tells which networks the words of a section mean."""

    section: Section
    networks: Sequence[Titled]

    def meant(self, words: str) -> list[Titled]:
        """Return the networks that some words name: by their kind or a word of their title; none in doubt."""
        deep, flat = DEEP.search(words) is not None, FLAT.search(words) is not None
        if (deep and flat) or (LAYER.search(words) and not NETWORK.search(words)):
            return []
        kind = [each for each in self.networks if each.is_deep is deep] if deep or flat else [*self.networks]
        said = _words(words)
        titled = [each for each in kind if said & self._own_words(each)]
        if titled:
            return titled
        beside = [each for each in kind if each.section is self.section]
        return (beside or kind) if deep or flat else []

    def own(self, words: str) -> list[Titled]:
        """Return the only network of the section, where a sentence begins with it."""
        beside = [each for each in self.networks if each.section is self.section]
        return beside if OWN.match(words) and len({each.network.total for each in beside}) == 1 else []

    def _own_words(self, titled: Titled) -> set[str]:
        """Return the words of the title of a network that no other network has in its own."""
        others = [_words(each.section.title) for each in self.networks if each.section is not titled.section]
        return _words(titled.section.title) - set().union(*others)


def _words(text: str) -> set[str]:
    """Return the words that tell one thing from another; ordinals as numbers."""
    found: set[str] = set()
    for word in re.findall(r"[^\W_]+", text):
        lower = word.lower()
        ordinal = next((number for pattern, number in ORDINALS if pattern.match(lower)), None)
        if ordinal or len(word) > 2 or word in "BCDEFGH123456789":
            found |= {ordinal or lower} if not COMMON.fullmatch(lower) else set()
    return found
