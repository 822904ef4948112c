"""Shares of two classes that sentences count: « 100 ill and 300 well cases, so 30 % of ill ones »."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from generator.reread.arithmetic.number import figures
from generator.reread.documents.block import Kind, Section
from generator.reread.documents.passage import passages
from generator.reread.documents.sentence import Sentence, sentences
from generator.reread.finding import Finding, Verdict, quoted, shown
from generator.reread.scores.reported import NEARLY
from generator.reread.wording.phrase import NEGATION

CODE = "proportion-des-classes"
_COUNT = re.compile(
    r"(?<![\w.,/+×*=-])(?<![=+×*/]\s)(?:\d{1,3}(?:[ '’,\u202f\u00a0]\d{3})+|\d{2,7})"
    r"(?![\w]|[.,'’]\d|\s?%|\s?[×*/+=])"
)
_NEAR = r"(?P<near>(?:about|around|environ|approximately|presque|almost|nearly|à peu près)\s+|[~≈]\s*)?"
_SHARE = re.compile(
    r"(?:\bsoit|\bi\.?e\.?,?|\bso|\bdonc|\bthat is|\bwhich is|\bce qui (?:fait|donne|repr[ée]sente)|\bdont|"
    r"\bof which|\bwith|\bavec|\bare|\bil y a|\bthere (?:are|is))\s+"
    rf"{_NEAR}(?P<percent>\d{{1,2}}(?:[.,]\d{{1,3}})?)\s?%\s+"
    r"(?:(?:de|des|d['’]|of|pour|for|are|sont|dans|in)\s*)?(?:(?:la|le|les|l['’]|the)\s*)?"
    r"(?P<label>[^\W\d]{4,}(?:[\s-][^\W\d]{4,})?)",
    re.I,
)
# What says how much there is of both.
_TOTAL = re.compile(r"^\W*(?:\w+\s+){0,2}(?:in total|in all|altogether|au total|en tout)\b", re.I)
_WORD = re.compile(r"[^\W\d]{4,}")
# What a share of cases is not.
_RATE = re.compile(
    r"accura|exactitud|recall|rappel|pr[ée]cision|f1|score|dropout|correct|juste|bien class|erreur|error|mis|"
    r"wrong|faux|d[ée]tect|found|trouv",
    re.I,
)
# What a share said to be nearly so may be away, in points.
_LEEWAY = 2
LONGEST = 600


@dataclass(frozen=True)
class Part:
    """A count, and the words after it up to the next number."""

    number: int
    words: frozenset[str]


def proportion_findings(section: Section) -> Iterator[Finding]:
    """Find shares of a class that the two counts of a sentence, or of the one before, do not give."""
    for block in section.of(Kind.PROSE):
        for passage in passages(block):
            before: list[Part] = []
            for sentence in sentences(passage):
                if len(sentence.text) > LONGEST:
                    before = []
                    continue
                share = _SHARE.search(sentence.text)
                if share and not NEGATION.search(sentence.text) and not _RATE.search(sentence.text):
                    own = _parts(sentence.text[: share.start()])
                    for parts in (own, [*before, *own]):
                        fault = _fault(share, parts)
                        if fault is not None:
                            yield from _finding(sentence, share, fault)
                            break
                before = _parts(sentence.text)


def _parts(text: str) -> list[Part]:
    found = [*_COUNT.finditer(text)]
    ends = [*(each.start() for each in found[1:]), len(text)]
    parts: list[Part] = []
    for each, end in zip(found, ends, strict=False):
        after = text[each.end() : end]
        words = frozenset() if _TOTAL.match(after) else frozenset(_stem(w) for w in _WORD.findall(after))
        parts.append(Part(figures(each[0]), words))
    return parts


def _stem(word: str) -> str:
    return word.lower()[:5]


def _fault(share: re.Match[str], parts: list[Part]) -> tuple[int, int] | None:
    """Return the part and the whole that a share is of, none where they are not told."""
    label = {_stem(word) for word in _WORD.findall(share["label"])}
    numbers = [part.number for part in parts]
    total = next((n for n in numbers if len(numbers) == 3 and 2 * n == sum(numbers)), 0)
    both = [part for part in parts if part.number != total]
    named = [part for part in both if part.words & label]
    if len(both) != 2 or len(named) != 1 or (len(numbers) == 3 and not total):
        return None
    return named[0].number, sum(part.number for part in both)


def _finding(sentence: Sentence, share: re.Match[str], counted: tuple[int, int]) -> Iterator[Finding]:
    part, whole = counted
    body = share["percent"].replace(",", ".")
    said = Fraction(body)
    near = share["near"] or NEARLY.search(sentence.text)
    leeway = Fraction(_LEEWAY) if near else Fraction(1, 10 ** len(body.partition(".")[2]))
    right = Fraction(100 * part, whole)
    # The words may be those of the other part.
    if any(abs(each - said) <= leeway for each in (right, 100 - right)):
        return
    written = f"{float(right):.3g} %".replace(".", ",")
    yield Finding(
        CODE,
        sentence.place(share.start("percent")),
        quoted(sentence.text),
        Verdict.FALSE,
        f"{shown(part)} sur {shown(whole)} font {written}, et non {share['percent']} %.",
        f"{shown(part)} / {shown(whole)} = {written}",
        written,
        wrong=f"{share['percent']} %",
    )
