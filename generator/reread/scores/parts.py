"""Counts that do not add up to the whole told: parts of a sample, cases found and cases missed."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from generator.reread.arithmetic.slips import near
from generator.reread.documents.block import Section
from generator.reread.documents.passage import Passage
from generator.reread.finding import Finding, Verdict, quoted, shown
from generator.reread.knowledge import Words
from generator.reread.scores.counted import LEAST, Whole, cases_of, readings, wholes_of
from generator.reread.scores.mention import Sort
from generator.reread.scores.share import Text, stems
from generator.reread.wording.links import AND, INCLUDING, REST, THAT_IS

CODE = "taille-de-partition"
_STATISTICS = re.compile(r"positi[fv]|n[ée]gati[fv]", re.I)
# Two counts, then their sum.
TOTALLED = re.compile(
    r"(?:[,;:(]\s*|\b)(?:soit|that is|i\.e\.|pour un total de|for a total of|donc|so|=)\s*"
    r"(?:en tout|un total de|a total of|in all)?\s*$",
    re.I,
)
_INSIDE = re.compile(r"[^()\d]{0,40}\)")
# What is further from the whole is not said to be all of it.
NEAR = 10
# Of smaller numbers, one is too easily a slip of another.
SLIPS = 50


def part_findings(
    sections: Sequence[Section], words: Words, class_counts: Sequence[Sequence[int]]
) -> Iterator[Finding]:
    """Find two counts that are said to be all of a whole, and are not; see `share_findings`."""
    answers = [re.compile(rf"(?<!\w)(?:{each})(?!\w)", re.I) for each in (words.right, words.wrong)]
    silent = [Whole(count, frozenset()) for counts in class_counts for count in (*counts, sum(counts))]
    for passage, text, earlier in readings(sections, words):
        wholes = [*wholes_of(text, cases_of(words))]
        counts = [rank for rank, number in enumerate(text.numbers) if number.sort is Sort.COUNT]
        for ranks in zip(counts, counts[1:], counts[2:], strict=False):
            yield from _cut(passage, text, ranks, cases_of(words))
            yield from _summed(passage, text, *ranks)
        for pair in pairwise(counts):
            yield from _included(passage, text, pair, class_counts)
            told = [*silent, *earlier, *(x for at, x in wholes if at < text.numbers[pair[0]].start)]
            yield from _answered(passage, text, pair, told, answers)


def _cut(
    passage: Passage, text: Text, ranks: tuple[int, int, int], cases: re.Pattern[str]
) -> Iterator[Finding]:
    """« 5 216 cases, of which 3 875 ill and 1 341 well », « 5 216 cases (3 875 ill and 1 341 well) »."""
    whole, first, second = ranks
    size, *parts = (text.numbers[rank].count for rank in ranks)
    lead, between = text.between(whole, first), text.between(first, second)
    opened = INCLUDING.search(lead) or THAT_IS.search(lead)
    after = text.text[text.numbers[second].end :]
    inside = "(" in text.text[text.numbers[whole].end : text.numbers[first].start] and _INSIDE.match(after)
    closed = inside or not text.is_count(second + 1, second)
    closed = closed and text.sentence(first) == text.sentence(second)
    both = inside and cases.match(text.after(first)) and cases.match(text.after(second))
    every = both or REST.search(between + text.tail(second)) or _near(sum(parts), size)
    # Two figures changed places: what one part lacks is the other, but for a slip.
    lacks = [(part, size - other) for part, other in (parts, parts[::-1])]
    every = every or any(min(pair) >= SLIPS and near(*pair) for pair in lacks)
    if opened and closed and every and AND.search(between) and max(parts) < size != sum(parts):
        yield _finding(passage, text, first, second, size)


def _summed(passage: Passage, text: Text, first: int, second: int, whole: int) -> Iterator[Finding]:
    """« 234 well and 390 ill cases, 624 in all »."""
    parts, size = [text.numbers[rank].count for rank in (first, second)], text.numbers[whole].count
    closed = text.sentence(first) == text.sentence(whole) and not text.is_count(first - 1, first)
    between = re.sub(r"\s+", " ", text.between(first, second))
    told = AND.search(between) and TOTALLED.search(text.between(second, whole))
    if closed and told and max(parts) < size != sum(parts) and _near(sum(parts), size):
        yield _finding(passage, text, first, second, size)


def _included(
    passage: Passage, text: Text, ranks: tuple[int, int], class_counts: Sequence[Sequence[int]]
) -> Iterator[Finding]:
    """« 624 cases, of which 309 ill »: a slip away from a class of the known partition of that size."""
    whole, part = (text.numbers[rank].count for rank in ranks)
    alone = not text.is_count(ranks[1] + 1, ranks[1]) and not text.is_count(ranks[0] - 1, ranks[0])
    known = [count for counts in class_counts if sum(counts) == whole for count in counts]
    near_ones = [count for count in known if near(part, count)] if part >= SLIPS and part not in known else []
    same = text.sentence(ranks[0]) == text.sentence(ranks[1])
    if alone and same and len(near_ones) == 1 and INCLUDING.search(text.between(*ranks)):
        right = shown(near_ones[0])
        yield Finding(
            CODE,
            passage.place(text.numbers[ranks[1]].start),
            quoted(text.of(text.sentence(ranks[1]))),
            Verdict.DOUBT,
            f"Des {shown(whole)} cas de cette partition, {right} sont d’une classe, et non {shown(part)}.",
            "",
            right,
            wrong=text.numbers[ranks[1]].written,
        )


def _answered(
    passage: Passage,
    text: Text,
    ranks: tuple[int, int],
    told: Sequence[Whole],
    answers: Sequence[re.Pattern[str]],
) -> Iterator[Finding]:
    """« It finds 384 of them and misses 16 », where there are 390."""
    first, second = ranks
    between, total = text.between(first, second), sum(text.numbers[rank].count for rank in ranks)
    cut = AND.search(between)
    if cut is None or text.sentence(first) != text.sentence(second):
        return
    clauses = (
        text.lead(first) + between[: cut.start()],
        between[cut.end() :] + text.tail(second),
    )
    said = [[bool(answer.search(clause)) for answer in answers] for clause in clauses]
    if sorted(said) != [[False, True], [True, False]] or any(map(_STATISTICS.search, clauses)):
        return
    counts = [whole.count for whole in told]
    if total in (*counts, *(sum(pair) for pair in combinations({*counts}, 2))):
        return
    named = [whole.count for whole in told if whole.words & stems(" ".join(clauses))]
    near = [count for count in named if _near(total, count)] or [x for x in counts if _near(total, x)]
    if len({*near}) == 1:
        yield _finding(passage, text, first, second, near[0])


def _near(total: int, whole: int) -> bool:
    return whole >= LEAST and abs(total - whole) * NEAR <= whole


def _finding(passage: Passage, text: Text, first: int, second: int, whole: int) -> Finding:
    one, other = text.numbers[first].count, text.numbers[second].count
    total = shown(one + other)
    return Finding(
        CODE,
        passage.place(text.numbers[first].start),
        quoted(text.of(text.sentence(second))),
        Verdict.FALSE,
        f"{shown(one)} et {shown(other)} font {total}, et non {shown(whole)}.",
        f"{shown(one)} + {shown(other)} = {total}",
        total,
    )
