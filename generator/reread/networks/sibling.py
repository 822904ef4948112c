"""Find a dense layer counted without biases, where the layer beside it is counted with its own."""

import re
from collections.abc import Iterator, Sequence

from generator.reread.finding import Finding, Verdict, shown
from generator.reread.networks.grounds import Grounds, quote, sentence_of
from generator.reread.networks.labelled import APART, NEAR, OTHER
from generator.reread.networks.statement import BIAS, CONVOLUTION, Computed, Statements

CODE = "biais-oublies"
AFTER = 40
# Biases added right after a count.
ADDED = re.compile(r"\W{0,3}\+")
# « Conv : 16 * 10 » counts the bias of each window of 3 pixels with it.
WINDOWED = frozenset(side * side + 1 for side in range(2, 12))


def sibling_findings(grounds: Grounds) -> Iterator[tuple[Finding, int, int]]:
    """Find dense layers of a chain of counts that lack the biases that their neighbours have.

    Each comes with the number that is claimed, and the right one.
    """
    counted = [c for c in grounds.said.computed if c.form]
    added = {
        int(number.low)
        for c in grounds.said.computed
        if c.form is None
        for number in next(iter(c.operation.assignments()), ())
    }
    for rank, computed in enumerate(counted):
        units = _units(computed, counted[:rank][-1:], counted[rank + 1 :][:1])
        if not units or not computed.right or computed.claimed != computed.value or computed.claimed is None:
            continue
        if units in added or _are_apart(computed, grounds.said):
            continue
        count = computed.claimed + units
        finding = Finding(
            CODE,
            computed.place,
            quote(computed),
            Verdict.FALSE,
            f"Les biais de cette couche sont oubliés, alors que ceux de sa voisine sont comptés : un par "
            f"neurone, soit {units} de plus, {shown(count)} en tout.",
            f"{shown(computed.claimed)} + {units} = {shown(count)}",
            shown(count),
        )
        yield finding, computed.claimed, count


def _units(computed: Computed, before: Sequence[Computed], after: Sequence[Computed]) -> int:
    """Return the neurons of a layer that is counted without biases, told by those beside; 0 if none tells."""
    form = computed.form
    if form is None or form.biased or len(form.factors) != 2:
        return 0
    if CONVOLUTION.search(computed.label + sentence_of(computed)) and WINDOWED.intersection(form.factors):
        return 0
    inputs, units = form.factors
    for other in before:
        if other.form and other.form.biased and other.form.units in form.factors:
            return units if other.form.units == inputs else inputs
    for other in after:
        dense = other.form if other.form and len(other.form.factors) == 2 else None
        if dense and dense.biased and dense.inputs in form.factors:
            return units if dense.inputs == units else inputs
    return 0


def _are_apart(computed: Computed, said: Statements) -> bool:
    """Tell whether the biases are counted beside, left out on purpose, or whether no weights are counted."""
    text, chain = computed.passage.text, computed.chain
    after = text[chain.end :][:AFTER].split("\n")[0]
    if OTHER.search(computed.label + after) or ADDED.match(after):
        return True
    return any(
        APART.search(mention.text) or 0 <= mention.place.line - computed.place.line <= NEAR
        for mention in said.biases
    ) or bool(BIAS.search(computed.label + text[chain.start : chain.end]))
