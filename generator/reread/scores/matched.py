"""All that is told of matrices of two classes, or of many, from one part of a report to another."""

from collections.abc import Iterator, Sequence

from generator.reread.documents.block import Section
from generator.reread.finding import Finding
from generator.reread.knowledge import Words
from generator.reread.scores.cells import cell_findings
from generator.reread.scores.kinds import kind_findings
from generator.reread.scores.kinds_trend import kind_trend_findings
from generator.reread.scores.preferred import preferred_findings
from generator.reread.scores.two_classes import pair_findings


def matched_findings(
    sections: Sequence[Section], class_counts: Sequence[Sequence[int]], words: Words
) -> Iterator[Finding]:
    """Go through sentences that the matrices of their part, or of the report, contradict."""
    for check in (pair_findings, preferred_findings, cell_findings, kind_findings, kind_trend_findings):
        yield from check(sections, class_counts, words)
