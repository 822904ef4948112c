"""Everything that the code of a report does wrong by itself, whatever is said of it."""

from collections.abc import Iterator, Sequence

from generator.reread.documents.block import Block
from generator.reread.finding import Finding
from generator.reread.practice.comments import comment_findings
from generator.reread.practice.curves import curve_findings
from generator.reread.practice.epochs_printed import epoch_count_findings
from generator.reread.practice.labels import label_findings
from generator.reread.practice.passes import pass_findings


def program_findings(blocks: Sequence[Block]) -> Iterator[Finding]:
    """Find curves, passes over data, comments, losses and epochs that are not right in code."""
    yield from curve_findings(blocks)
    yield from pass_findings(blocks)
    yield from comment_findings(blocks)
    yield from label_findings(blocks)
    yield from epoch_count_findings(blocks)
