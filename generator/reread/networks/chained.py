"""Find an output counted with the inputs of the layer before it, and not with its neurons."""

import re
from collections.abc import Iterator
from itertools import pairwise

from generator.reread.finding import Finding, Verdict, shown
from generator.reread.networks.grounds import OUTPUTS, Grounds, quote
from generator.reread.networks.statement import OTHERS, Computed

CODE = "calcul-autre-reseau"
# Between two layers of one network, nothing else is begun.
_APART = re.compile(
    r"\b(?:contre|against|vs|versus|while|whereas|tandis que|alors que|avant|before|sans|without|"
    r"directe\w*|directly|mod[èe]les?|models?|r[ée]seaux?|networks?|essais?|version|variante?)\b|\b[A-H]\d?\s*:|\b[A-Z]\d\b",
    re.I,
)
_LAST = re.compile(r"\b(?:sortie|output|softmax|derni[èe]re|last|final\w*|puis|then|et|and)\b", re.I)


def chained_findings(grounds: Grounds) -> Iterator[tuple[Finding, int, int]]:
    """Find outputs that read as much as the hidden layer counted right before them reads.

    Each comes with the number that is claimed, and the right one.
    """
    counted = [c for c in grounds.said.computed if c.form and c.form.biased]
    read = {(c.form.inputs, c.form.units) for c in counted if c.form}
    known = {layer.parameters for network in grounds.known for layer in network.layers}
    for before, computed in pairwise(counted):
        hidden, form = before.form, computed.form
        if hidden is None or form is None or not (before.right and computed.right and computed.claimed):
            continue
        doubled = hidden.factors == (form.inputs, hidden.units) and form.factors == (form.inputs, form.units)
        if not doubled or form.units not in OUTPUTS or hidden.units in (form.inputs, *OUTPUTS):
            continue
        # Both are layers of the report, or the right one is counted elsewhere.
        if computed.value in known or (hidden.units, form.units) in read or not _follows(before, computed):
            continue
        right = hidden.units * form.units + form.units
        finding = Finding(
            CODE,
            computed.place,
            quote(computed),
            Verdict.FALSE,
            f"La couche juste avant a {hidden.units} neurones : celle-ci en lit autant, et non "
            f"{shown(form.inputs)}.",
            f"{hidden.units} × {form.units} + {form.units} = {shown(right)}",
            shown(right),
        )
        yield finding, computed.claimed, right


def _follows(before: Computed, computed: Computed) -> bool:
    """Tell whether a computation goes on with the network of the one before."""
    if before.passage != computed.passage:
        return False
    between = computed.passage.text[before.chain.end : computed.chain.start]
    return bool(_LAST.search(between)) and not _APART.search(between) and not OTHERS.search(between)
