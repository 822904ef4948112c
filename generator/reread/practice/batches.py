"""Numbers of batches in an epoch, against the number of cases and the size of a batch told before them."""

import re
from collections.abc import Iterator, Sequence

from generator.reread.documents.block import Kind, Section
from generator.reread.documents.passage import Passage, passages
from generator.reread.finding import Finding, Verdict, quoted, shown
from generator.reread.knowledge import Words
from generator.reread.scores.counted import cases_of, read, wholes_of
from generator.reread.scores.mention import Sort
from generator.reread.scores.share import Text
from generator.reread.wording.links import NEARLY
from generator.reread.wording.phrase import NEGATION

CODE = "lots-par-epoque"
_SIZE = re.compile(r"\b(?:batch(?:e?s)?(?:[\s_-]size)?|lots)\s*(?:of|de|=|:)\s*$", re.I)
_LOTS = re.compile(
    r"\s+(?:(?:mini-?)?batch(?:e?s)?|lots|steps|pas|it[ée]rations|updates|mises? [àa] jour)\b", re.I
)
_ALL = re.compile(r"\btotal|en tout|altogether|in all|overall|\bfois\b|\btimes\b", re.I)


def batch_findings(section: Section, words: Words) -> Iterator[Finding]:
    """Find numbers of batches that are those of no number of cases of their paragraph."""
    for block in section.of(Kind.PROSE):
        for passage in passages(block):
            text = read(passage)
            sizes = [
                rank
                for rank in range(len(text.numbers))
                if text.is_count(rank, rank) and _SIZE.search(text.before(rank))
            ]
            cases = [(at, whole.count) for at, whole in wholes_of(text, cases_of(words))]
            if len(lots := {text.numbers[rank].count for rank in sizes}) == 1:
                at = {text.numbers[rank].start for rank in sizes}
                yield from _batches(passage, text, min(lots), [each for each in cases if each[0] not in at])


def _batches(passage: Passage, text: Text, lot: int, cases: Sequence[tuple[int, int]]) -> Iterator[Finding]:
    for rank, number in enumerate(text.numbers if lot else ()):
        sentence = text.of(text.sentence(rank))
        if number.sort is not Sort.COUNT or not _LOTS.match(text.after(rank)):
            continue
        if NEGATION.search(sentence) or NEARLY.search(text.lead(rank)) or _ALL.search(sentence):
            continue
        known = [count for at, count in cases if at < text.numbers[rank].end]
        own = [count for at, count in cases if text.starts[text.sentence(rank)] <= at] or known
        if own and not any(number.count in (count // lot, -(-count // lot)) for count in known):
            right = -(-own[-1] // lot)
            yield Finding(
                CODE,
                passage.place(number.start),
                quoted(sentence),
                Verdict.FALSE if len({*own}) == 1 else Verdict.DOUBT,
                f"{shown(own[-1])} cas par lots de {lot} font {shown(right)} lots, et non {number.written}.",
                f"{shown(own[-1])} / {lot}",
                shown(right),
            )
