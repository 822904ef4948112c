"""A printed summary against the code of the same part, where both are known to be of one model."""

from collections.abc import Iterator, Sequence

from generator.reread.documents.outline import Outline
from generator.reread.finding import Finding
from generator.reread.networks.comparison import comparison_findings, same
from generator.reread.networks.kinship import is_alike, is_beside, is_same_design
from generator.reread.networks.stated import StatedNetwork
from generator.reread.networks.summary import Summary


def pair_findings(
    outline: Outline,
    rank: int,
    code: Sequence[Sequence[StatedNetwork]],
    summaries: Sequence[Sequence[Summary]],
    summary: Summary,
) -> Iterator[Finding]:
    """Find what a summary shows otherwise than the only code of its nearest part that has some.

    Parameters
    ----------
    outline : Outline
    rank : int
        Of the section of the summary.
    code, summaries : sequences
        The networks of the code, and the printed ones, of each section.
    summary : Summary
    """
    for scope in outline.own_scopes(rank):
        written = [network for each in scope for network in code[each]]
        printed = sum(len(summaries[each]) for each in scope)
        if not written:
            continue
        if any(same(network, summary.network) for network in written):
            return
        alone = len(written) == printed == 1 and written[0].complete
        if alone and _akin(outline, scope, written[0], summary):
            yield from comparison_findings(written[0], summary)
        return


def _akin(outline: Outline, scope: range, code: StatedNetwork, summary: Summary) -> bool:
    """Tell whether a part shows that its only code and its only summary are of one model."""
    if summary.network.place < code.place:
        # What is printed before a code is of another one.
        return False
    if is_same_design(code, summary):
        return True
    if len(scope) == 1:
        blocks = outline.sections[scope.start].blocks
        return is_alike(code, summary) or is_beside(code, summary, blocks)
    return outline.is_of_one_thing(scope) and is_alike(code, summary)
