"""Sentences known to be false wherever they stand."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.reread.documents.block import Block, Kind
from generator.reread.documents.passage import passages
from generator.reread.documents.sentence import sentences
from generator.reread.finding import Finding, Verdict, quoted

NEGATION = re.compile(
    r"\b(?:n['’e]\s?\w{1,6}\s+(?:pas|plus|ni)|pas|ni|not|no\s+longer|n't|neither|nor|isn|aren|sans|without|"
    r"(?<!un )(?<!à )peu|lack\w*|sensible|sensitive)\b"
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
        Found in a sentence that has no other negation.
    sentence : str
        Why it is false, in French.
    negated : bool
        Whether it has a negation of its own.
    """

    code: str
    pattern: re.Pattern[str]
    sentence: str
    verdict: Verdict = Verdict.FALSE
    negated: bool = False


def phrase_findings(blocks: Sequence[Block], phrases: Sequence[Phrase]) -> Iterator[Finding]:
    """Go through the false statements of some blocks."""
    for block in blocks:
        for passage in passages(block) if block.kind is Kind.PROSE else ():
            for sentence in sentences(passage):
                for phrase in phrases:
                    found = phrase.pattern.search(sentence.text)
                    denied = not phrase.negated and NEGATION.search(sentence.text)
                    if found and not denied and not sentence.text.rstrip().endswith("?"):
                        place, quote = sentence.place(found.start()), quoted(sentence.text)
                        yield Finding(phrase.code, place, quote, phrase.verdict, phrase.sentence)
