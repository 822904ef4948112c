"""Examples that compare imagined networks, and show the contrary once their weights are counted."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.reread.documents.place import Place
from generator.reread.finding import Finding, Verdict, quoted, shown
from generator.reread.networks.grounds import quote
from generator.reread.networks.stated import StatedNetwork
from generator.reread.networks.statement import Stated, Statements

CODE = "exemple-contredit"


def example_findings(imagined: Sequence[StatedNetwork], said: Statements) -> Iterator[Finding]:
    """Find the totals of two imagined networks that are not in the order of their weights.

    Parameters
    ----------
    imagined : sequence of StatedNetwork
        In order.
    said : Statements
        Of the same section; the total of a network stands before the next one.
    """
    places = [*(network.place for network in imagined), None]
    for rank, (first, second) in enumerate(pairwise(imagined)):
        totals = [_total(said, *places[each : each + 2]) for each in (rank, rank + 1)]
        before, last = totals
        if before is None or last is None or not first.total or not second.total:
            continue
        if (before.number < last.number) is not (first.total < second.total):
            shape = " × ".join(map(str, first.layers[0].input_shape or ()))
            yield Finding(
                CODE,
                last.place,
                quote(last.computed) if last.computed else quoted(last.text),
                Verdict.DOUBT,
                f"Avec une entrée de {shape}, ces réseaux ont {shown(first.total)} et {shown(second.total)} "
                "poids : l’exemple montre le contraire.",
            )


def _total(said: Statements, start: Place | None, end: Place | None) -> Stated | None:
    """Return the last total between the place of a network and that of the next one."""
    found = [x for x in said.totals if start and start <= x.place and (end is None or x.place < end)]
    return found[-1] if found else None
