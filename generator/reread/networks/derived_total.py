"""Find totals that rest on a result found false: right sums of wrong numbers."""

from collections.abc import Iterator, Mapping

from generator.reread.arithmetic.check import holds, likeliest
from generator.reread.arithmetic.slips import operand_slip
from generator.reread.arithmetic.span import UnreadableError
from generator.reread.documents.place import Place
from generator.reread.finding import Finding, Verdict, quoted, shown
from generator.reread.networks.form import terms
from generator.reread.networks.grounds import Grounds, counts, quote
from generator.reread.networks.statement import Computed

CODE = "total-derive"
# Small numbers are those of something else.
LEAST = 50


def derived_findings(grounds: Grounds, wrong: Mapping[int, int]) -> Iterator[Finding]:
    """Find sums of results that are false, right as sums.

    Parameters
    ----------
    grounds : Grounds
    wrong : mapping of int to int
        Each false result, and what it should be.
    """
    seen: set[int] = set()
    results = [c.claimed for c in grounds.said.computed if c.form and c.claimed]
    for computed in grounds.said.computed:
        added = [*terms(computed.operation)]
        used = [(value, times) for value, times in added if value in wrong and value >= LEAST]
        # Products of a layer's own sizes, « 64 × 1 + 1 », « 2 × 64 + 2 × 64 », use no result.
        sums = computed.form is None and len({value for value, _ in added}) > 1
        if used and computed.right and sums and computed.claimed:
            right = (computed.value or 0) + sum((wrong[value] - value) * times for value, times in used)
            seen.add(computed.claimed)
            yield _finding(computed.place, quote(computed), used[0][0], right)
    for stated in grounds.said.totals:
        if stated.computed or stated.number in seen:
            continue
        for start in range(len(results)):
            summed = next(
                (
                    results[start:end]
                    for end in range(start + 2, len(results) + 1)
                    if sum(results[start:end]) == stated.number
                ),
                [],
            )
            used_results = [value for value in summed if value in wrong]
            if used_results:
                right = stated.number + sum(wrong[value] - value for value in used_results)
                yield _finding(stated.place, quoted(stated.text), used_results[0], right)
                break


def false_results(grounds: Grounds) -> dict[int, int]:
    """Return the results of false operations and the right ones, but where an operand may be miscopied.

    None is in an operation that counts a layer of the section.
    """
    found: dict[int, int] = {}
    right = {count for network in grounds.known for count in counts(network)}
    for computed in grounds.said.computed:
        if computed.right or computed.claimed is None or computed.value is None:
            continue
        if computed.value in right or not _is_operand(computed):
            found[computed.claimed] = computed.value
    return found


def _is_operand(computed: Computed) -> bool:
    """Tell whether a result may be right, and the operation beside it miscopied."""
    step = next(each for each in computed.chain.steps if holds(each) is False)
    try:
        numbers, _, claimed = likeliest(step.left, step.right)
    except (UnreadableError, StopIteration):
        return True
    return operand_slip(step.left, numbers, claimed) is not None


def _finding(place: Place, text: str, value: int, right: int) -> Finding:
    return Finding(
        CODE,
        place,
        text,
        Verdict.FALSE,
        f"{shown(value)} est faux : avec la bonne valeur, cette somme serait {shown(right)}.",
        "",
        shown(right),
    )
