"""« False alarms fall, but missed cases rise »: against the lines of a table with the four counts."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from generator.reread.documents.block import Kind, Section
from generator.reread.documents.passage import passages
from generator.reread.documents.sentence import Sentence, sentences
from generator.reread.finding import Finding, Verdict, quoted
from generator.reread.knowledge import Words
from generator.reread.scores.four_counts import Counts, four_counts
from generator.reread.scores.kinds import ALARMS, MISSED
from generator.reread.scores.told import section_matrices
from generator.reread.wording.phrase import NEGATION

CODE = "erreurs-inversees"
_UP = r"augment\w*|increas\w*|ris(?:e|es|ing)|rose|grows?|grew|mont(?:e|ent)|cro[iî]\w*|hausse|more"
_DOWN = r"baiss\w*|diminu\w*|decreas\w*|falls?|fell|drops?|dropped|descend\w*|chut\w*|r[ée]dui\w*|fewer"
_MOVES = re.compile(rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b", re.I)
_CUT = re.compile(r"[,;:]\s|\b(?:mais|but|while|whereas|tandis que|alors que|et|and)\b", re.I)
_FROM = re.compile(
    r"\b(?:de|d['’]|du|from)\s*(?:la\s+|the\s+)?(?P<first>\w+)\s+(?:à|au|to)\s+(?:la\s+|the\s+)?(?P<last>\w+)",
    re.I,
)
# Of some of the lines, or by another cause.
_OTHER = re.compile(r"\b(?:seuil|threshold|would|could|pourrai\w*|peut|can|if|si|[ée]poque|epoch)\w*\b", re.I)


def kind_trend_findings(
    sections: Sequence[Section], class_counts: Sequence[Sequence[int]], words: Words
) -> Iterator[Finding]:
    """Find errors of a kind said to become more, or fewer, that do the contrary from line to line."""
    held: list[tuple[Counts, str]] = []
    for section in sections:
        named = [table for table in section_matrices(section, words, class_counts) if table.named]
        lines = {line.place: line.text for block in section.blocks for line in block.lines}
        own = [(x, lines.get(each.places[0], "")) for each in named for x in four_counts(each, class_counts)]
        held = own or held
        sizes = {(each.tn + each.fp, each.fn + each.tp) for each, _ in held}
        for block in section.of(Kind.PROSE) if len(held) > 1 and len(sizes) == 1 else ():
            for sentence in (each for passage in passages(block) for each in sentences(passage)):
                if not NEGATION.search(sentence.text) and not _OTHER.search(sentence.text):
                    yield from _judged(sentence, _between(sentence.text, held), words)


def _between(text: str, held: Sequence[tuple[Counts, str]]) -> list[Counts]:
    """Return the counts of the lines from the one that a text names first to the other, none for no two."""
    said = _FROM.search(text)
    names = [re.compile(rf"\W*{re.escape(name)}\b", re.I) for name in (said.groups() if said else ())]
    named = [[rank for rank, (_, line) in enumerate(held) if name.match(line)] for name in names]
    if len(named) != 2 or any(len(each) != 1 for each in named):
        return []
    ((first,), (last,)) = named
    counts = [each for each, _ in held]
    return counts[first : last + 1] if first <= last else counts[last : first + 1][::-1]


def _judged(sentence: Sentence, counts: Sequence[Counts], words: Words) -> Iterator[Finding]:
    cuts = [0, *(found.end() for found in _CUT.finditer(sentence.text)), len(sentence.text)]
    for start, end in pairwise(cuts if len(counts) > 1 else ()):
        clause = sentence.text[start:end]
        kinds = {found.lastgroup for found in _kinds(words).finditer(clause)}
        moves = {found.lastgroup for found in _MOVES.finditer(clause)}
        if len(kinds) != 1 or len(moves) != 1:
            continue
        values = [each.fn if "missed" in kinds else each.fp for each in counts]
        if values[0] != values[-1] and (values[-1] > values[0]) is not ("up" in moves):
            yield Finding(
                CODE,
                sentence.place(start),
                quoted(sentence.text),
                Verdict.FALSE,
                f"Le tableau montre le contraire, ligne après ligne : {', '.join(map(str, values))}.",
            )


@cache
def _kinds(words: Words) -> re.Pattern[str]:
    return re.compile(rf"(?P<missed>{MISSED}|{words.missed})|(?P<alarms>{ALARMS}|{words.alarms})", re.I)
