"""Shares of a whole that a sentence before gives, and batches of an epoch."""

import re
from collections.abc import Iterator
from fractions import Fraction

from generator.reread.arithmetic.number import figures
from generator.reread.documents.block import Kind, Section
from generator.reread.documents.passage import passages
from generator.reread.documents.sentence import Sentence, sentences
from generator.reread.finding import Finding, Verdict, quoted, shown
from generator.reread.scores.reported import NEARLY
from generator.reread.wording.phrase import NEGATION

SHARE, BATCHES = "part-du-tout", "lots-par-epoque"
_NUMBER = r"(?<![\w.,])(\d{1,3}(?:[ '’,\u202f\u00a0]\d{3})+|\d{1,7})(?![\w%]|[.,'’]?\d|\s?%)"
_SHARE = re.compile(
    rf"{_NUMBER}[^.;?\d%]{{0,60}},\s(?:soit|i\.e\.|that is|which is|or|ce qui (?:fait|repr[ée]sente)|"
    r"c['’]est-[àa]-dire)[^.;?\d%]{0,40}?(?P<percent>\d{1,2}(?:[.,]\d{1,3})?)\s?%",
    re.I,
)
_OF_LOTS = re.compile(r"\b(?:batch(?:e?s)?(?:[\s_-]size)?|lots)\s+(?:of|de|=|:)\s*(\d{1,4})\b", re.I)
_LOTS = re.compile(rf"{_NUMBER}\s+(?:batch(?:e?s)?|lots|steps|pas|it[ée]rations|mini-?batch(?:e?s)?)\b", re.I)


def rate_findings(section: Section, cases: str) -> Iterator[Finding]:
    """Find shares and numbers of batches that are not those of the number of cases before them.

    Parameters
    ----------
    section : Section
    cases : str
        What a sample is made of, as a regular expression without groups.
    """
    of_cases = re.compile(rf"{_NUMBER}\s+(?:\w+\s+){{0,2}}?(?:{cases})\b", re.I)
    for block in section.of(Kind.PROSE):
        for passage in passages(block):
            whole = 0
            for sentence in sentences(passage):
                text = sentence.text
                numbers = [figures(found[1]) for found in of_cases.finditer(text)]
                share = _SHARE.search(text)
                # A sentence that begins with a number goes on from the one before.
                ahead = text.rfind(". ", 0, share.start(1)) if share else len(text)
                before = [figures(found[1]) for found in of_cases.finditer(text[: max(ahead, 0)])]
                whole = before[-1] if before else whole
                if not NEGATION.search(text) and not NEARLY.search(text):
                    yield from _batches(sentence, numbers)
                    if share and whole and numbers == before:
                        yield from _share(sentence, share, whole)
                whole = numbers[-1] if numbers else whole


def _share(sentence: Sentence, found: re.Match[str], whole: int) -> Iterator[Finding]:
    part = figures(found[1])
    if not 0 < part < whole:
        return
    body = found["percent"].replace(",", ".")
    said, unit = Fraction(body), Fraction(1, 10 ** len(body.partition(".")[2]))
    right = Fraction(100 * part, whole)
    if any(abs(each - said) <= unit for each in (right, 100 - right)):
        return
    shifted = any(abs(right * scale - said) <= unit for scale in (Fraction(1, 10), 10))
    written = f"{float(right):.3g} %".replace(".", ",")
    yield Finding(
        SHARE,
        sentence.place(found.start("percent")),
        quoted(sentence.text),
        # The whole may be another: a decimal point that slipped may not.
        Verdict.FALSE if shifted else Verdict.DOUBT,
        f"{shown(part)} sur {shown(whole)} font {written}, et non {found['percent']} %.",
        f"{shown(part)} / {shown(whole)}",
        written,
    )


def _batches(sentence: Sentence, numbers: list[int]) -> Iterator[Finding]:
    size, said = _OF_LOTS.search(sentence.text), _LOTS.search(sentence.text)
    if size is None or said is None or not numbers or not int(size[1]):
        return
    count, lot = figures(said[1]), int(size[1])
    if any(count in (number // lot, -(-number // lot)) for number in numbers):
        return
    if len({*numbers}) == 1:
        right = -(-numbers[0] // lot)
        yield Finding(
            BATCHES,
            sentence.place(said.start(1)),
            quoted(sentence.text),
            Verdict.FALSE,
            f"{shown(numbers[0])} cas par lots de {lot} font {shown(right)} lots, et non {shown(count)}.",
            f"{shown(numbers[0])} / {lot}",
            shown(right),
        )
