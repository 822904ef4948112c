"""Rates of the two classes of a matrix that sentences give in words: cases missed, alarms, answers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from generator.reread.documents.block import Kind, Section
from generator.reread.documents.passage import passages
from generator.reread.documents.sentence import Sentence, sentences
from generator.reread.finding import Finding, Verdict, quoted, rounded
from generator.reread.knowledge import Words
from generator.reread.scores.four_counts import Counts, four_counts
from generator.reread.scores.kinds import ALARMS, MISSED
from generator.reread.scores.mention import bounds
from generator.reread.scores.told import section_matrices
from generator.reread.wording.links import NEARLY
from generator.reread.wording.phrase import NEGATION

CODE = "taux-et-matrice"
_RATE = r"(?P<rate>(?<![\w.,])(?:\d{1,3}(?:[.,]\d{1,4})?\s?%|0[.,]\d{2,6}))(?![\w%]|[.,]\d)"
_ERRORS = r"(?:erreurs?|errors?|mistakes?)"
_SAYS = r"(?:says?|predicts?|answers?|pr[ée]dit|dit|annonce|r[ée]pond)"
_THE = r"(?:(?:the|les?|la|l['’]|its|ses?|son|all|tous|toutes|true|vrais?|actual)\s*){0,2}"
_NO_SHARE = re.compile(
    r"\b(?:points?|pr[ée]cision|f1|would|aurai\w*|serai\w*|train\w*|entra[iî]n\w*|seuil|threshold)\b", re.I
)
# What a rate said to be nearly so may be away.
LEEWAY = Fraction(3, 100)
# Beyond, it is the rate of something else.
FAR = Fraction(1, 4)


@dataclass(frozen=True)
class _Claim:
    """How sentences give a rate, and what it is of; the first one is meant, the others may be."""

    pattern: re.Pattern[str]
    rates: tuple[str, ...]


def pair_findings(
    sections: Sequence[Section], class_counts: Sequence[Sequence[int]], words: Words
) -> Iterator[Finding]:
    """Find rates that no matrix of their section, or of the report where it has none, gives."""
    every = [section_matrices(section, words, class_counts) for section in sections]
    for section, own in zip(sections, every, strict=True):
        tables = own or [table for tables in every for table in tables]
        known = [each for table in tables for each in four_counts(table, class_counts)]
        if known and all(len(table.rows) == 2 for table in tables):
            for sentence in _sentences(section):
                yield from _judged(sentence, known, words)
                yield from _answered(sentence, known, words)


def _sentences(section: Section) -> Iterator[Sentence]:
    for block in section.of(Kind.PROSE):
        for passage in passages(block):
            yield from sentences(passage)


def _judged(sentence: Sentence, known: Sequence[Counts], words: Words) -> Iterator[Finding]:
    text = sentence.text
    for claim in _claims(words):
        for found in claim.pattern.finditer(text):
            if _NO_SHARE.search(found[0]):
                continue
            near = NEARLY.search(text, max(0, found.start("rate") - 15), found.start("rate"))
            low, high = bounds(found["rate"])
            low, high = (low - LEEWAY, high + LEEWAY) if near else (low, high)
            pairs = [x.rates[rate] for x in known for rate in claim.rates if x.rates[rate][1]]
            whole = found.groupdict().get("whole")
            pairs = [pair for pair in pairs if str(pair[1]) == whole] or pairs
            values = [Fraction(*pair) for pair in pairs]
            if not values or any(low <= value < high for value in values) or abs(values[0] - low) > FAR:
                continue
            right = values[0]
            shown = f"{rounded(100 * right, '.2f')} %" if "%" in found["rate"] else rounded(right, ".4f")
            part, whole = pairs[0]
            yield Finding(
                CODE,
                sentence.place(found.start("rate")),
                quoted(text),
                Verdict.FALSE if len({*values}) == 1 else Verdict.DOUBT,
                f"D’après la matrice de confusion, c’est {part} sur {whole}, soit {shown}, et non "
                f"{found['rate']}.",
                f"{part} / {whole} = {shown}",
                shown,
                wrong=found["rate"],
            )


@cache
def _claims(words: Words) -> tuple[_Claim, ...]:
    gap, short = r"[^.;?%\d]{0,60}?", r"[^.;?%\d]{0,40}?"
    of = r"(?:des|de|of)\s+"
    said: list[tuple[str, tuple[str, ...]]] = []
    for name, kind in (("missed", f"{MISSED}|{words.missed}"), ("alarms", f"{ALARMS}|{words.alarms}")):
        named = rf"(?:(?:taux|rate|proportion)\s+(?:de|des|d['’]|of)\s*(?:{kind})|(?:{kind})\s+rate)"
        said += [
            (
                rf"\b{named}\b{gap}{_RATE}",
                (name, *(f"{name} among {x}" for x in ("errors", "answers", "all"))),
            ),
            (rf"{_RATE}\s+{of}{_THE}{_ERRORS}\b{short}\b(?:{kind})", (f"{name} among errors",)),
        ]
    for label, own in enumerate(words.labels):
        says = rf"\b{_SAYS}\s*(?:\w+\s+)?[«\"“']?\s*(?:{own})\b"
        for answer, name in ((words.right, "found"), (words.wrong, "lost")):
            said += [
                (
                    rf"{_RATE}\s+{of}{_THE}(?:(?P<whole>\d{{1,4}})\s+)?(?:{own})\b{short}\b(?:{answer})\b",
                    (f"{name} {label}",),
                ),
                (
                    rf"\b(?:{answer})\s+(?:\w+\s+)?[\d.,]+\s?%\s+{of}[^.;%\d]{{3,40}}?\b(?:mais|but|et|and)\s+"
                    rf"(?:\w+\s+)?{_RATE}\s+{of}{_THE}(?:{own})\b",
                    (f"{name} {label}",),
                ),
                (rf"\b(?:{answer})\s+(?:\w+\s+)?{_RATE}\s+{of}{_THE}(?:{own})\b", (f"{name} {label}",)),
            ]
        said += [
            (rf"{says}{gap}\b(?:{words.right})\b{short}{_RATE}", (f"right {label}",)),
            (
                rf"{says}(?:(?!{words.right})(?:i\.e\.|[^.;?%])){{0,60}}?{_RATE}\s+(?:of|des|du)\s+"
                rf"{_THE}(?:{words.cases}|test|cas|cases)\b",
                (f"given {label}",),
            ),
        ]
    return tuple(_Claim(re.compile(pattern, re.I), rates) for pattern, rates in said)


def _answered(sentence: Sentence, known: Sequence[Counts], words: Words) -> Iterator[Finding]:
    """« It predicts that 497 cases are sick »."""
    for label, own in enumerate(words.labels):
        for found in re.finditer(
            rf"\b{_SAYS}\s*[«\"“']?\s*(?:{own})\b\W{{1,3}}(?:pour|for|on|sur|dans|in)\s+"
            rf"(?P<number>\d{{1,4}})\s+(?:{words.cases}|cas|cases|patients?)\b",
            sentence.text,
            re.I,
        ):
            right = [x.rates[f"given {label}"][0] for x in known]
            if int(found["number"]) not in right and not NEGATION.search(found[0]):
                yield Finding(
                    CODE,
                    sentence.place(found.start("number")),
                    quoted(sentence.text),
                    Verdict.FALSE if len(known) == 1 else Verdict.DOUBT,
                    f"D’après la matrice de confusion, cette réponse est donnée {right[0]} fois, et non "
                    f"{found['number']}.",
                    "",
                    str(right[0]),
                    wrong=found["number"],
                )
