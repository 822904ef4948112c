"""Check what a section says of weights."""

from collections.abc import Iterator

from generator.reread.finding import Finding
from generator.reread.networks.copied import operand_findings, other_findings
from generator.reread.networks.forgotten import bias_findings, channel_findings, swapped_findings
from generator.reread.networks.grounds import Grounds
from generator.reread.networks.totals import neuron_findings, total_findings


def weight_findings(grounds: Grounds) -> Iterator[Finding]:
    """Go through what a section says of weights that does not hold.

    A wrong count leads to wrong totals: once one is found, they are not found again.
    """
    flagged = {c.claimed for c in grounds.said.computed if not c.right and c.claimed is not None}
    for kind in (channel_findings, bias_findings, swapped_findings, other_findings):
        for finding, value in kind(grounds):
            flagged.add(value)
            yield finding
    for finding, value in operand_findings(grounds):
        flagged.add(value)
        yield finding
    if not flagged:
        yield from total_findings(grounds)
    yield from neuron_findings(grounds)
