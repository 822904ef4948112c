"""Check the scores of a section: against its matrix, against each other."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from generator.reread.documents.block import Section
from generator.reread.documents.place import Place
from generator.reread.finding import Finding, Verdict, other_than, quoted, rounded, shown
from generator.reread.knowledge import Words
from generator.reread.scores.against import class_score_findings, matrix_findings, several_findings
from generator.reread.scores.class_rates import class_rates
from generator.reread.scores.class_sizes import class_size_findings
from generator.reread.scores.classes import class_findings, told_findings
from generator.reread.scores.confused import confused_findings
from generator.reread.scores.constant import (
    always_findings,
    beaten_findings,
    constant_findings,
    is_of_constant,
)
from generator.reread.scores.elsewhere import sentence_of
from generator.reread.scores.epochs import epoch_findings
from generator.reread.scores.errors import error_findings
from generator.reread.scores.matrix import Matrix
from generator.reread.scores.metrics import combined
from generator.reread.scores.one_case import one_case_findings
from generator.reread.scores.orientation import oriented
from generator.reread.scores.overpredicted import overpredicted_findings
from generator.reread.scores.printed import printed_findings
from generator.reread.scores.ranked import ranked_findings
from generator.reread.scores.read_as import read_as_findings
from generator.reread.scores.reported import Reported, scores
from generator.reread.scores.said_sides import side_findings
from generator.reread.scores.sample import sample_findings
from generator.reread.scores.thresholds import threshold_findings

# Of both classes together.
_MEAN = re.compile(r"macro|micro|weight|moyen|pond[ée]r|average|mean|global", re.I)
LINKED, TOTAL = "f1", "total-de-la-matrice"
# Smaller classes are alike by chance, and so are those that are further apart.
LEAST_CLASS, NEAR = 100, 10


def case_findings(
    section: Section, class_counts: Sequence[Sequence[int]], words: Words, tables: Sequence[Matrix]
) -> Iterator[Finding]:
    """Go through what a section says that is false whatever the model; see `score_findings`."""
    stated = [*scores(section.blocks)]
    yield from class_findings(section)
    yield from told_findings(section)
    yield from sample_findings(section, words.cases)
    yield from one_case_findings(section, words.cases)
    yield from side_findings(section, tables, class_counts)
    yield from threshold_findings(section, tables, class_counts)
    yield from class_size_findings(section, class_counts, words.labels)
    yield from constant_findings(section, tables, stated, class_counts)
    yield from always_findings(stated, class_counts, words.classes)
    yield from beaten_findings(section, tables, class_counts, words.classes)


def score_findings(
    section: Section,
    class_counts: Sequence[Sequence[int]],
    words: Words,
    tables: Sequence[Matrix],
    every: Sequence[Matrix],
) -> Iterator[Finding]:
    """Go through scores of a section that do not agree.

    Parameters
    ----------
    section : Section
    class_counts : sequence of sequences of int
        How many cases of each class the known partitions hold.
    words : Words
    tables, every : sequence of Matrix
        Of the section, and of the whole report.
    """
    cases = words.cases
    # What one answer for all gives is of no model.
    stated = [x for x in scores(section.blocks) if not is_of_constant(x, words.classes)]
    for table in tables:
        yield from _counts(table, class_counts)
    yield from error_findings(section, tables, every, stated, class_counts, words)
    read_as = [*read_as_findings(section, tables, class_counts, cases)]
    yield from read_as
    yield from other_than(confused_findings(section, tables), read_as)
    known = class_rates(section, tables, class_counts)
    yield from ranked_findings(section, known, cases)
    yield from overpredicted_findings(section, known)
    yield from class_score_findings(section, known, stated, cases)
    yield from epoch_findings(section, cases)
    if tables and all(_same(table, tables[0]) for table in tables):
        sure = oriented(section.blocks, tables, class_counts)
        told = [*matrix_findings(section, sure or tables[0], sure is not None, stated, cases)]
        yield from told
        if len(tables[0].rows) == 2:
            yield from other_than(_linked([x for x in stated if not _MEAN.search(x.text)]), told)
    else:
        several = [*several_findings(section, tables, stated, cases)]
        # Where a matrix tells what a score is, it says more.
        yield from (each for each in _linked(stated) if each.place not in {x.place for x in several})
        yield from several
    yield from printed_findings(section, stated, cases)


def _same(first: Matrix, second: Matrix) -> bool:
    """Tell whether two matrices are one, the classes of two in any order."""
    counts = [sorted(count for row in table.rows for count in row) for table in (first, second)]
    return first.rows == second.rows or (len(first.rows) == 2 and counts[0] == counts[1])


def _linked(stated: Sequence[Reported]) -> Iterator[Finding]:
    """Check F1 against the precision and the recall of its sentence, or else the only ones of the section."""
    texts = dict.fromkeys(text for each in stated if "|" not in (text := sentence_of(each)))
    told = [[each for each in stated if sentence_of(each) == text] for text in texts]
    alone = [[each for each in stated if each.split == split] for split in ("test", "other", "")]
    seen: set[tuple[str, Place]] = set()
    for own in (*told, *alone):
        one = {}
        for metric in ("precision", "recall", "f1"):
            found = {(s.low, s.high): s for s in own if s.metric == metric}
            if len(found) == 1:
                (one[metric],) = found.values()
        if (
            len(one) < 3
            or len({score.split for score in one.values()}) > 1
            or any(score.nearly for score in one.values())
        ):
            continue
        low = combined("f1", max(one["precision"].low, Fraction(0)), max(one["recall"].low, Fraction(0)))
        high = combined("f1", one["precision"].high, one["recall"].high)
        f1 = one["f1"]
        if low <= f1.high and f1.low <= high:
            continue
        middle = combined("f1", one["precision"].low, one["recall"].low)
        # Means over classes are linked no closer than this.
        if abs(middle - f1.low) < Fraction(1, 100) or (f1.written, f1.place) in seen:
            continue
        seen.add((f1.written, f1.place))
        yield Finding(
            LINKED,
            f1.place,
            quoted(f1.text),
            Verdict.FALSE,
            f"Avec cette précision et ce rappel, le F1 vaut environ {_decimal((low + high) / 2)}.",
            "2 × précision × rappel / (précision + rappel)",
            _decimal((low + high) / 2),
        )


def _counts(table: Matrix, class_counts: Sequence[Sequence[int]]) -> Iterator[Finding]:
    """Check the lines of a matrix against the classes of the partitions: all but one may be told."""
    sums = [sum(row) for row in table.rows]
    for counts in class_counts:
        wrong = [rank for rank, (own, known) in enumerate(zip(sums, counts, strict=False)) if own != known]
        if len(counts) != len(sums) or not wrong:
            if len(counts) == len(sums):
                return
            continue
        if len(wrong) == 1 and (len(sums) > 2 or _is_slip(sums[wrong[0]], counts[wrong[0]])):
            (rank,) = wrong
            yield Finding(
                TOTAL,
                table.places[rank],
                quoted(" ".join(map(str, table.rows[rank]))),
                Verdict.FALSE,
                f"Cette ligne compte {shown(sums[rank])} cas, et la classe en a {shown(counts[rank])} : les "
                "autres lignes sont celles de la partition.",
                " + ".join(map(str, table.rows[rank])) + f" = {shown(sums[rank])}",
                shown(counts[rank]),
            )
            return


def _is_slip(own: int, known: int) -> bool:
    """Tell whether the line of one of two classes is that of a known one, miscounted."""
    return known >= LEAST_CLASS and abs(own - known) * NEAR <= known


def _decimal(value: Fraction) -> str:
    return rounded(value, ".4f")
