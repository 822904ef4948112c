"""Sentences that compare the weights of convolutional and dense networks, against those of the report."""

import re
from collections.abc import Iterator, Sequence

from generator.reread.arithmetic.number import NUMBER, readings
from generator.reread.arithmetic.plain import plain
from generator.reread.documents.block import Block, Kind
from generator.reread.documents.place import Place
from generator.reread.finding import Finding, Verdict, quoted, shown
from generator.reread.networks.stated import StatedNetwork
from generator.reread.wording.phrase import NEGATION, SENTENCE

CODE = "conclusion-poids"
_DEEP = r"(?:CNNs?|convolut\w+|r[ée]seaux? profonds?|deep\w*|mod[èe]les? profonds?)"
_FLAT = r"(?:MLPs?|shallow|perceptrons?|peu profonds?|superficiels?|denses?)"
_MORE = r"(?:plus de|more|davantage de|bien plus de|many more|(?P<fewer>moins de|fewer|less|bien moins de))"
_WEIGHTS = r"(?:\w+\s+){0,2}?(?:poids|param[èe]tres|parameters|weights)"
COMPARED = re.compile(
    rf"\b(?P<first>{_DEEP}|{_FLAT})\b[^.;?]{{0,80}}?\b{_MORE}\s+{_WEIGHTS}\b[^.;?]{{0,60}}?\b(?:que|than)\b"
    rf"[^.;?]{{0,60}}?\b(?P<second>{_DEEP}|{_FLAT})\b",
    re.I,
)
MORE = re.compile(rf"\b{_MORE}\s+{_WEIGHTS}\b(?P<between>[^.;?]{{0,60}}?)\b(?:que|than)\b", re.I)
# « 90 378 poids, soit plus que les 235 146 du MLP »
BARE = re.compile(
    r"\b(?:plus|davantage|more|(?P<fewer>moins|fewer|less))(?P<between>)\s+(?:que|than)\b", re.I
)
COUNTED = re.compile(r"\b(?:poids|param[èe]tres|parameters|weights)\b", re.I)
LEAST = 100
# What is said of networks at large is not about those of the report.
GENERAL = re.compile(
    r"en g[ée]n[ée]ral|g[ée]n[ée]ralement|peu(?:ven)?t|pourrai|souvent|tend|generally|usually|often|"
    r"may|might|can\b|could|d[ée]pend|pas (?:forc|n[ée]cess)|(?:this|the|cet|l['’]) ?ex[ae]mple",
    re.I,
)


def conclusion_findings(blocks: Sequence[Block], networks: Sequence[StatedNetwork]) -> Iterator[Finding]:
    """Go through comparisons that every network of a document contradicts."""
    totals = {deep: [n.total for n in networks if n.total and _is_deep(n) is deep] for deep in (True, False)}
    if not totals[True] or not totals[False]:
        return
    for block in blocks:
        if block.kind is not Kind.PROSE:
            continue
        for line in block.lines:
            for sentence in SENTENCE.split(plain(line.text)):
                found = COMPARED.search(sentence)
                if found is None or GENERAL.search(sentence) or NEGATION.search(sentence):
                    continue
                sides = [re.fullmatch(_DEEP, found[name], re.I) is not None for name in ("first", "second")]
                if sides[0] == sides[1]:
                    continue
                heavier = sides[0] is (found["fewer"] is None)
                lightest, heaviest = min(totals[heavier]), max(totals[heavier])
                two = len(networks) == 2 and lightest < max(totals[not heavier])
                if two or heaviest < min(totals[not heavier]):
                    yield _finding(line.place, sentence, totals)


def count_findings(blocks: Sequence[Block]) -> Iterator[Finding]:
    """Go through comparisons of weights that the two counts beside them contradict."""
    for block in blocks:
        for line in block.lines if block.kind is Kind.PROSE else ():
            for sentence in SENTENCE.split(plain(line.text)):
                said = MORE.search(sentence) or (COUNTED.search(sentence) and BARE.search(sentence))
                if not said or NEGATION.search(sentence):
                    continue
                own, other = (
                    [*_counts(sentence[: said.start()]), *_counts(said["between"])],
                    [*_counts(sentence[said.end() :])],
                )
                if len(own) != 1 or len(other) != 1 or sentence[: said.start()].rstrip()[-1:].isdigit():
                    continue
                if (own[0] > other[0]) is (said["fewer"] is not None) and own != other:
                    yield Finding(
                        CODE,
                        line.place,
                        quoted(sentence),
                        Verdict.FALSE,
                        f"Ces nombres disent le contraire : {shown(own[0])} et {shown(other[0])}.",
                    )


def _counts(text: str) -> Iterator[int]:
    for found in re.finditer(rf"(?<![\w.,]){NUMBER}(?![^\W\d])", text):
        number = readings(found[0])
        if number and number[0].is_exact and number[0].low.denominator == 1 and number[0].low >= LEAST:
            yield int(number[0].low)


def _is_deep(network: StatedNetwork) -> bool:
    return any(layer.type.startswith("Conv") for layer in network.layers)


def _finding(place: Place, sentence: str, totals: dict[bool, list[int]]) -> Finding:
    deep, flat = (" ; ".join(map(shown, sorted({*totals[kind]}))) for kind in (True, False))
    return Finding(
        CODE,
        place,
        quoted(sentence),
        Verdict.FALSE,
        f"Les réseaux du rapport montrent le contraire : {deep} poids avec convolutions, {flat} sans.",
    )
