"""« The one with the fewest weights »: against the only column of weights of a table."""

import re
from collections.abc import Iterator

from generator.reread.documents.block import Kind
from generator.reread.documents.outline import Outline
from generator.reread.documents.passage import passages
from generator.reread.documents.sentence import Sentence, sentences
from generator.reread.finding import Finding, Verdict, quoted, shown
from generator.reread.tables.family import family
from generator.reread.tables.grid import Grid
from generator.reread.tables.multiplied import THING, weights
from generator.reread.tables.place import Tables
from generator.reread.tables.segment import segments
from generator.reread.tables.superlative import LONGEST
from generator.reread.wording.phrase import NEGATION

CODE = "poids-du-tableau"
SAID = re.compile(
    r"\b(?:le|the)\s+(?:plus\s+)?(?:(?P<light>l[ée]ger|lightest|petit\s+(?:r[ée]seau|mod[èe]le)|smallest\s+(?:network|model))|"
    r"(?P<heavy>lourd|heaviest|(?:grand|gros)\s+(?:r[ée]seau|mod[èe]le)|(?:largest|biggest)\s+(?:network|model)))\b|"
    r"\b(?:le|the)\s+(?:(?P<most>plus\s+grand\s+nombre|plus|most|largest\s+number|greatest\s+number)|"
    r"(?P<least>plus\s+petit\s+nombre|moins|fewest|least|smallest\s+number))\s+(?:de\s+|of\s+)?"
    # Of the whole network: what follows tells no part of it.
    rf"{THING}\b(?=\s*(?:[.,;:)(]|$|(?:et|and|mais|but|de tous|of all|of the)\b))",
    re.I,
)
AMONG = re.compile(
    r"\b(?:parmi|among|sauf|except|apr[eè]s|after|presque|almost|nearly|des (?:mlp|cnn)s?)\b", re.I
)
_DESPITE = re.compile(r"\b(?:malgr[ée]|despite)\s+$", re.I)


def heaviest_findings(outline: Outline, tables: Tables) -> Iterator[Finding]:
    """Go through rows that are said to have the most, or the fewest weights, and have not."""
    for rank, section in enumerate(outline.sections):
        for passage in (each for block in section.of(Kind.PROSE) for each in passages(block)):
            for sentence in sentences(passage):
                text = sentence.text
                said = SAID.search(text) if len(text) <= LONGEST else None
                # « C, despite the most weights, has not the best score »
                held = said is not None and _DESPITE.search(text[: said.start()]) is not None
                if said and (held or not NEGATION.search(text)) and not text.rstrip().endswith("?"):
                    yield from _judged(sentence, said, rank, tables)


def _judged(sentence: Sentence, said: re.Match[str], rank: int, tables: Tables) -> Iterator[Finding]:
    text = sentence.text
    grid = tables.only(rank, lambda grid: _row(grid, text, said.start()) is not None and bool(weights(grid)))
    named = _row(grid, text, said.start()) if grid else None
    if grid is None or named is None:
        return
    counts = weights(grid)
    kind, rest = family(grid, text)
    if AMONG.search(rest):
        return
    among = kind or range(len(counts))
    own = [counts[row] for row in among]
    first = max(own) if said["most"] or said["heavy"] else min(own)
    if named not in among or counts[named] == first:
        return
    yield Finding(
        CODE,
        sentence.place(said.start()),
        quoted(sentence.text),
        Verdict.FALSE,
        f"Dans le tableau, c’est « {grid.label(counts.index(first))} » ({shown(first)} poids), et non "
        f"« {grid.label(named)} » ({shown(counts[named])}).",
        "",
        grid.label(counts.index(first)),
    )


def _row(grid: Grid, text: str, at: int) -> int | None:
    """Return the only row that a sentence names, or the last one before a word."""
    named = grid.named(text).rows
    if len(named) == 1:
        return min(named)
    before = [each.row for each in segments(grid, text) if each.start < at]
    return before[-1] if before else None
