"""Numbers of batches in an epoch, against the number of cases and the size of a batch told before them."""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

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
    told: set[int] = set()
    for block in section.of(Kind.PROSE):
        for passage in passages(block):
            text = read(passage)
            counts = [k for k, number in enumerate(text.numbers) if number.sort is Sort.COUNT]
            sizes = [k for k in counts if _SIZE.search(text.before(k))]
            told |= {text.numbers[k].count for k in counts if k not in sizes}
            if len(lots := {text.numbers[k].count for k in sizes}) == 1:
                starts = {text.numbers[k].start for k in sizes}
                cases = [(at, x.count) for at, x in wholes_of(text, cases_of(words)) if at not in starts]
                yield from _batches(passage, text, min(lots), cases, told)


def _batches(
    passage: Passage, text: Text, lot: int, cases: Sequence[tuple[int, int]], told: AbstractSet[int]
) -> Iterator[Finding]:
    for rank, number in enumerate(text.numbers if lot else ()):
        sentence = text.of(text.sentence(rank))
        if number.sort is not Sort.COUNT or not _LOTS.match(text.after(rank)):
            continue
        if NEGATION.search(sentence) or NEARLY.search(text.lead(rank)) or _ALL.search(sentence):
            continue
        known = [count for at, count in cases if at < text.numbers[rank].end]
        own = [count for at, count in cases if text.starts[text.sentence(rank)] <= at] or known
        if own and not any(number.count in (count // lot, -(-count // lot)) for count in told):
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
