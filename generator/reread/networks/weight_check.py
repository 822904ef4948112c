"""Check what a section says of weights."""

from collections.abc import Iterator

from generator.reread.finding import Finding
from generator.reread.networks.another import another_findings
from generator.reread.networks.chained import chained_findings
from generator.reread.networks.copied import operand_findings
from generator.reread.networks.derived_total import derived_findings, false_results
from generator.reread.networks.drawn import bias_count_findings, drawn_findings
from generator.reread.networks.forgotten import bias_findings, channel_findings, swapped_findings
from generator.reread.networks.grounds import Grounds
from generator.reread.networks.labelled import labelled_findings
from generator.reread.networks.sibling import sibling_findings
from generator.reread.networks.totals import sum_findings, topology_findings, total_findings
from generator.reread.networks.worded import flat_findings, worded_findings


def weight_findings(grounds: Grounds) -> Iterator[Finding]:
    """Go through what a section says of weights that does not hold.

    A wrong count leads to wrong totals: once one is found, only those that rest on it are, and those that
    a network of the section contradicts.
    """
    wrong = false_results(grounds)
    flagged = {c.claimed for c in grounds.said.computed if not c.right and c.claimed is not None}
    explained = set()
    narrow: dict[int, int] = {}
    for finding, value, right in flat_findings(grounds):
        explained.add(finding.place)
        flagged.add(value)
        wrong[value] = right
        yield finding
    for kind in (labelled_findings, sibling_findings, chained_findings, channel_findings):
        for finding, value, right in kind(grounds):
            if finding.place not in explained:
                explained.add(finding.place)
                flagged.add(value)
                narrow[value] = right
                if kind is not channel_findings:
                    wrong[value] = right
                yield finding
    for check in (bias_findings, swapped_findings, another_findings, operand_findings):
        for finding, value in check(grounds):
            flagged.add(value)
            if finding.place not in explained:
                yield finding
    derived = [
        *derived_findings(grounds, wrong),
        *topology_findings(grounds.said),
        *sum_findings(grounds.said),
    ]
    yield from derived
    places = {finding.place for finding in derived}
    drawn = [*drawn_findings(grounds.said), *bias_count_findings(grounds.said)]
    yield from (finding for finding in drawn if finding.place not in places)
    if not flagged or grounds.all_known:
        found = [finding for finding in total_findings(grounds, wrong) if finding.place not in places]
        yield from found
        places |= {finding.place for finding in found}
    told = worded_findings(grounds, wrong | narrow, sure=not flagged)
    yield from (finding for finding in told if finding.place not in places)
