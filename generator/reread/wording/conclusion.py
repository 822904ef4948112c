"""Sentences that compare two counts of weights that they give."""

import re
from collections.abc import Iterator, Sequence

from generator.reread.arithmetic.number import NUMBER, readings
from generator.reread.arithmetic.plain import plain
from generator.reread.documents.block import Block, Kind
from generator.reread.finding import Finding, Verdict, quoted, shown
from generator.reread.wording.phrase import NEGATION, SENTENCE

CODE = "conclusion-poids"
_MORE = r"(?:plus de|more|davantage de|bien plus de|many more|(?P<fewer>moins de|fewer|less|bien moins de))"
_WEIGHTS = r"(?:\w+\s+){0,2}?(?:poids|param[èe]tres|parameters|weights)"
MORE = re.compile(rf"\b{_MORE}\s+{_WEIGHTS}\b(?P<between>[^.;?]{{0,60}}?)\b(?:que|than)\b", re.I)
# « 90 378 poids, soit plus que les 235 146 du MLP »
BARE = re.compile(
    r"\b(?:plus|davantage|more|(?P<fewer>moins|fewer|less))(?P<between>)\s+(?:que|than)\b", re.I
)
COUNTED = re.compile(r"\b(?:poids|param[èe]tres|parameters|weights)\b", re.I)
# Where what is compared ends.
CLAUSE = re.compile(r"[,;]\s|\b(?:et|and|avec|with)\b", re.I)
# « 12 176 weights more than »: no number of either.
DIFFERENCE = re.compile(rf"{NUMBER}\s+(?:(?:poids|param\w+|weights)\s+)?(?:(?:de|en|d['’])\s*)?$", re.I)
# A number of something else.
OTHERS = re.compile(r"\s+(?!poids|param|weights)[^\W\d]{4,}", re.I)
LEAST = 100


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
                    [*_counts(CLAUSE.split(sentence[said.end() :])[0])],
                )
                if len(own) != 1 or len(other) != 1 or DIFFERENCE.search(sentence[: said.start()]):
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
        if OTHERS.match(text, found.end()):
            continue
        if number and number[0].is_exact and number[0].low.denominator == 1 and number[0].low >= LEAST:
            yield int(number[0].low)
