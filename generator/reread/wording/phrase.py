"""Sentences known to be false wherever they stand."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.reread.arithmetic.plain import plain
from generator.reread.documents.block import Block, Kind
from generator.reread.finding import Finding, Verdict, quoted

NEGATION = re.compile(
    r"\b(?:n['’e]\s?\w{1,6}\s+(?:pas|plus|ni)|pas|ni|not|n't|neither|nor|isn|aren|sans|without|peu|lack\w*|sensible|sensitive)\b"
    r"|n't\b",
    re.I,
)
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_a-zà-ÿ])")


@dataclass(frozen=True)
class Phrase:
    """A false statement.

    Attributes
    ----------
    code : str
    pattern : compiled regular expression
        Found in a sentence that has no negation.
    sentence : str
        Why it is false, in French.
    """

    code: str
    pattern: re.Pattern[str]
    sentence: str
    verdict: Verdict = Verdict.FALSE


def phrase_findings(blocks: Sequence[Block], phrases: Sequence[Phrase]) -> Iterator[Finding]:
    """Go through the false statements of some blocks."""
    for block in blocks:
        if block.kind is not Kind.PROSE:
            continue
        for line in block.lines:
            for sentence in SENTENCE.split(plain(line.text)):
                for phrase in phrases:
                    found = phrase.pattern.search(sentence)
                    if found and not NEGATION.search(sentence) and not sentence.rstrip().endswith("?"):
                        yield Finding(
                            phrase.code, line.place, quoted(sentence), phrase.verdict, phrase.sentence
                        )
