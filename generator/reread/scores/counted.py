"""Shares of counts, against the wholes that their sentence or those before it give."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import combinations

from generator.reread.documents.block import Kind, Section
from generator.reread.documents.passage import Passage, passages
from generator.reread.documents.sentence import sentences
from generator.reread.finding import Finding, Verdict, quoted, rounded, shown
from generator.reread.knowledge import Words
from generator.reread.scores.mention import Mention, Sort, mentions
from generator.reread.scores.reported import TEST
from generator.reread.scores.share import OF_CASES, Share, Text, shares, stems
from generator.reread.wording.links import AMONG, AND, NEARLY

CODE = "part-en-pourcent"
# Smaller wholes are those of anything.
LEAST = 8
# What a share said to be nearly so may be away.
LEEWAY = Fraction(2, 100)
# What nobody tells agrees with a wider rate by chance.
NARROW = Fraction(1, 500)
# Partitions of one's own are so round.
ROUND = 500
_BESIDE = 20
_KEPT = re.compile(r"\b(?:hold|held|set aside|keep|kept|gard\w*|r[ée]serv\w*|mis\w* de c[ôo]t[ée])\b", re.I)
# Those told long before are of something else.
MOST = 40
# Labels are numbered below this.
LABELS = 10


@dataclass(frozen=True)
class Whole:
    """How many cases there are of something, and the words that say of what."""

    count: int
    words: frozenset[str]


@cache
def cases_of(words: Words) -> re.Pattern[str]:
    """Return the pattern of what is classified, after its number."""
    return re.compile(rf"\s+(?:[^\W\d]+\s+){{0,2}}?(?:{words.cases}|{words.classes})(?!\w)", re.I)


@cache
def _answered(words: Words) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words.right}|{words.wrong})(?!\w)|{OF_CASES.pattern}", re.I)


@cache
def _errors(words: Words) -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{words.wrong})(?!\w)", re.I)


def read(passage: Passage) -> Text:
    """Read the numbers of a passage."""
    text = passage.text.replace("\x1e", " ")
    starts = (sentence.start for sentence in sentences(passage) if sentence.start)
    return Text(text, mentions(text), (0, *starts))


def share_findings(
    sections: Sequence[Section], words: Words, class_counts: Sequence[Sequence[int]]
) -> Iterator[Finding]:
    """Find rates that are those of no whole told before them.

    Parameters
    ----------
    sections : sequence of Section
    words : Words
    class_counts : sequence of sequences of int
        How many cases of each class the known partitions hold: of them, whether a report tells them or not.
    """
    answered = _answered(words)
    silent = [count for counts in class_counts for count in (*counts, sum(counts))]
    for passage, text, earlier in readings(sections, words):
        wholes = [*wholes_of(text, cases_of(words))]
        for share in shares(text, answered):
            told = [*earlier, *(whole for at, whole in wholes if at < share.rate.end)]
            yield from _judged(passage, text, share, told, silent, words)


def readings(sections: Sequence[Section], words: Words) -> Iterator[tuple[Passage, Text, list[Whole]]]:
    """Go through the paragraphs of a document, each with the wholes told before it.

    They are those of its section, or of the sections before where it has none.
    """
    before: list[Whole] = []
    for section in sections:
        own: list[Whole] = []
        for block in section.of(Kind.PROSE):
            for passage in passages(block):
                text = read(passage)
                wholes = [whole for _, whole in wholes_of(text, cases_of(words))]
                yield passage, text, (own or before if not wholes else own)[-MOST:]
                own += wholes
        before += own


def wholes_of(text: Text, cases: re.Pattern[str]) -> Iterator[tuple[int, Whole]]:
    """Go through the counts of cases of a text, and those that others are of; and where they stand."""
    for rank, number in enumerate(text.numbers):
        of = text.is_count(rank - 1, rank) and AMONG.search(text.before(rank))
        if number.sort is Sort.COUNT and (cases.match(text.after(rank)) or of):
            own = re.split(r"[.;,:()]", text.after(rank), maxsplit=1)[0]
            yield number.start, Whole(number.count, stems(own))


def _judged(
    passage: Passage,
    text: Text,
    share: Share,
    told: Sequence[Whole],
    silent: Sequence[int],
    words: Words,
) -> Iterator[Finding]:
    part, rate = text.numbers[share.part], share.rate
    if part.count < LABELS and re.search(
        rf"\b(?:{words.cases}|class\w*|labels?)\s+$", text.before(share.part), re.I
    ):
        # « The digit 8 »: one class, and no count.
        return
    beside = [k for k in range(len(text.numbers)) if k != share.part and text.is_count(k, share.part)]
    larger = [whole for whole in told if whole.count > part.count]
    around = f"{text.lead(share.part)} {text.tail(share.part)}"
    kept = _kept_of(text, share, larger, words)
    narrow = rate.high - rate.low < NARROW
    # The test of this laboratory is nobody's own, nor a part told before it.
    tested = TEST.search(f"{text.before(share.part)} {text.tail(share.part)}") is not None
    if tested and not any(whole.count in silent for whole in larger):
        larger = []
    if share.whole:
        wholes = [share.whole]
    elif not (kept or _answered(words).search(around + share.words)):
        return
    elif narrow and not larger and _errors(words).match(text.after(share.part)) and part.count:
        if not tested and _of_round_whole(part.count, rate):
            return
        wholes = [*silent]
    elif larger:
        sums = [sum(pair) for pair in combinations({whole.count for whole in told}, 2)]
        wholes = [
            *(whole.count for whole in told),
            *sums,
            *(text.numbers[k].count for k in beside),
            *(silent if narrow else ()),
        ]
    else:
        return
    if (
        not 0 < part.count <= max(wholes)
        or max(wholes) < LEAST
        or NEARLY.search(text.before(share.part)[-_BESIDE:])
    ):
        return
    near = LEEWAY if NEARLY.search(text.text, rate.start - _BESIDE, rate.start) else Fraction(0)
    # The rate may be that of the others, of another part or of both together.
    parts = {part.count}
    for k in beside:
        both = AND.search(text.between(*sorted((k, share.part))))
        parts |= {text.numbers[k].count, text.numbers[k].count + part.count if both else part.count}
    given = [Fraction(each, whole) for whole in wholes if whole for each in parts]
    if any(rate.low - near <= x < rate.high + near for each in given for x in (each, 1 - each)):
        return
    own = kept or [whole.count for whole in larger if whole.words & stems(around)]
    rates = (rate.low, 1 - rate.low)
    closest = min(
        filter(None, wholes), key=lambda each: min(abs(Fraction(part.count, each) - x) for x in rates)
    )
    whole = share.whole or (own or [each.count for each in larger] or [closest])[-1]
    sure = share.whole or len({*own}) == 1 or len({each.count for each in larger}) == 1
    value = Fraction(part.count, whole)
    rest = abs(1 - value - rate.low) < abs(value - rate.low)
    right = _percent(1 - value if rest else value)
    yield Finding(
        CODE,
        passage.place(rate.start),
        quoted(text.of(text.sentence(share.part))),
        Verdict.FALSE if sure else Verdict.DOUBT,
        f"{shown(part.count)} sur {shown(whole)} font {_percent(value)}"
        f"{f', le reste {right}' if rest else ''}, et non {rate.written}.",
        f"{shown(part.count)} / {shown(whole)} = {_percent(value)}",
        right,
        wrong=rate.written,
    )


def _kept_of(text: Text, share: Share, told: Sequence[Whole], words: Words) -> list[int]:
    """Return what was counted before that a share is kept apart of: « 10 % of the training set »."""
    of = stems(f"{text.after(text.numbers.index(share.rate))} {share.words}")
    named = {stem for stem in of if not re.match(words.cases, stem, re.I)}
    if not _KEPT.search(text.of(text.sentence(share.part))):
        return []
    return [whole.count for whole in told if whole.words & named]


def _of_round_whole(part: int, rate: Mention) -> bool:
    """Tell whether a rate may be that of a part, or of the rest, of a round number of cases untold."""
    for low, high in ((rate.low, rate.high), (1 - rate.high, 1 - rate.low)):
        if high > 0 and (low <= 0 or part // (low * ROUND) > part // (high * ROUND)):
            return True
    return False


def _percent(value: Fraction) -> str:
    return f"{rounded(value * 100, '.2f')} %"
