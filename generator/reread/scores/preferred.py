"""Which of two classes is said to be recognised best, against the matrices."""

import re
from collections.abc import Iterator, Sequence

from generator.reread.documents.block import Kind, Section
from generator.reread.documents.passage import passages
from generator.reread.documents.sentence import Sentence, sentences
from generator.reread.finding import Finding, Verdict, quoted, rounded
from generator.reread.knowledge import Words
from generator.reread.scores.four_counts import Counts, f1s, four_counts, recalls
from generator.reread.scores.told import section_matrices
from generator.reread.wording.phrase import NEGATION

CODE = "classe-la-mieux-reconnue"
_BETTER = (
    r"(?:better|best|mieux|meilleure?s?|plus\s+(?:pr[ée]cis|performante?|fiable|efficace)\w*|"
    r"more (?:accurate|reliable))"
)
_WORSE = r"(?:worse|moins bien|moins bonne?s?|pire)"
_OTHER = re.compile(r"\b(?:points?|pr[ée]cision|would|aurai\w*|serai\w*|train\w*|entra[iî]n\w*)\b", re.I)


def preferred_findings(
    sections: Sequence[Section], class_counts: Sequence[Sequence[int]], words: Words
) -> Iterator[Finding]:
    """Find a class said to be recognised better than the other one, that every matrix shows is not.

    The matrices are those of its section, or of the report where it has none.
    """
    every = [section_matrices(section, words, class_counts) for section in sections]
    for section, own in zip(sections, every, strict=True):
        tables = own or [table for tables in every for table in tables]
        known = [each for table in tables for each in four_counts(table, class_counts)]
        if known and all(len(table.rows) == 2 for table in tables):
            for passage in (each for block in section.of(Kind.PROSE) for each in passages(block)):
                for sentence in sentences(passage):
                    yield from _compared(sentence, known, words)


def _compared(sentence: Sentence, known: Sequence[Counts], words: Words) -> Iterator[Finding]:
    """« It is better on the healthy than on the sick »."""
    named = "|".join(f"(?P<{{0}}{label}>{own})" for label, own in enumerate(words.labels))
    said = re.search(
        rf"\b(?:(?P<better>{_BETTER})|(?P<worse>{_WORSE}))\b[^.;?\d]{{0,50}}?\b(?:{named.format('a')})\b[^.;?\d]{{0,30}}?"
        rf"\b(?:que|qu['’]|than)\b[^.;?\d]{{0,50}}?\b(?:{named.format('b')})\b",
        sentence.text,
        re.I,
    )
    if said is None or bool(said["a0"]) is bool(said["b0"]) or _OTHER.search(sentence.text):
        return
    if NEGATION.search(said[0]):
        return
    first = 0 if bool(said["a0"]) is bool(said["better"]) else 1
    # Each score of the one is less than that of the other.
    if all(recalls(x)[first] < recalls(x)[1 - first] and f1s(x)[first] < f1s(x)[1 - first] for x in known):
        shown = " ; ".join(f"{rounded(100 * value, '.1f')} %" for value in recalls(known[0]))
        yield Finding(
            CODE,
            sentence.place(said.start()),
            quoted(sentence.text),
            Verdict.FALSE,
            f"La matrice de confusion montre le contraire : {shown} de chaque classe sont trouvés.",
        )
