"""Numbers of batches in an epoch, against the number of cases and the size of a batch beside them."""

import re
from collections.abc import Iterator

from generator.reread.arithmetic.number import NUMBER, readings
from generator.reread.documents.block import Kind, Section
from generator.reread.documents.passage import passages
from generator.reread.documents.sentence import Sentence, sentences
from generator.reread.finding import Finding, Verdict, quoted, shown
from generator.reread.wording.links import NEARLY
from generator.reread.wording.phrase import NEGATION

CODE = "lots-par-epoque"
_NUMBER = rf"(?<![\w.,])({NUMBER})"
_SIZE = re.compile(r"\b(?:batch(?:e?s)?(?:[\s_-]size)?|lots)\s+(?:of|de|=|:)\s*(\d{1,4})\b", re.I)
_LOTS = re.compile(rf"{_NUMBER}\s+(?:batch(?:e?s)?|lots|steps|pas|it[ée]rations|mini-?batch(?:e?s)?)\b", re.I)


def batch_findings(section: Section, cases: str) -> Iterator[Finding]:
    """Find numbers of batches that are not those of the cases of their sentence.

    Parameters
    ----------
    section : Section
    cases : str
        What a sample is made of, as a regular expression without groups.
    """
    of_cases = re.compile(rf"{_NUMBER}\s+(?:\w+\s+){{0,2}}?(?:{cases})\b", re.I)
    for block in section.of(Kind.PROSE):
        for passage in passages(block):
            for sentence in sentences(passage):
                if not NEGATION.search(sentence.text) and not NEARLY.search(sentence.text):
                    numbers = {_whole(found[1]) for found in of_cases.finditer(sentence.text)}
                    yield from _batches(sentence, numbers)


def _batches(sentence: Sentence, numbers: set[int]) -> Iterator[Finding]:
    size, said = _SIZE.search(sentence.text), _LOTS.search(sentence.text)
    if size is None or said is None or len(numbers) != 1 or not int(size[1]):
        return
    (cases,), count, lot = numbers, _whole(said[1]), int(size[1])
    right = -(-cases // lot)
    if count not in (cases // lot, right):
        yield Finding(
            CODE,
            sentence.place(said.start(1)),
            quoted(sentence.text),
            Verdict.FALSE,
            f"{shown(cases)} cas par lots de {lot} font {shown(right)} lots, et non {shown(count)}.",
            f"{shown(cases)} / {lot}",
            shown(right),
        )


def _whole(text: str) -> int:
    return int(readings(text)[0].low)
