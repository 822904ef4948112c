"""Find right computations on wrong numbers: those of another network, or a result miscopied."""

import re
from collections.abc import Iterator, Sequence

from generator.reread.arithmetic.slips import near
from generator.reread.finding import Finding, Verdict, shown
from generator.reread.networks.form import terms
from generator.reread.networks.grounds import (
    OUTPUTS,
    Grounds,
    accepted,
    around,
    counts,
    is_chain,
    quote,
    sentence_of,
)
from generator.reread.networks.statement import CONVOLUTION, OTHERS, Computed

OTHER, OPERAND = "calcul-autre-reseau", "operande-recopie"


def other_findings(grounds: Grounds) -> Iterator[tuple[Finding, int]]:
    """Find right computations that count the weights of another network."""
    networks = grounds.alone
    if not networks or len(networks) < len(grounds.networks):
        return
    possible = {count for network in networks for count in accepted(network)}
    forms = [c for c in grounds.said.computed if c.right and c.form and c.form.biased and c.value]
    strange = [c for c in forms if c.value not in possible]
    strange = [c for c in strange if not OTHERS.search(sentence_of(c))]
    if not grounds.networks and _is_whole(strange):
        return
    sure = len(strange) < len(forms) and len({network.layers for network in networks}) <= 2
    if not sure:
        # Only the words around tell what is counted.
        strange = [c for c in strange if c.weights]
    for computed in strange:
        form = computed.form
        if form is None or (form.kernel and CONVOLUTION.search(around(computed))):
            continue
        deep = CONVOLUTION.search(computed.line)
        counted = (
            "une convolution de {} filtres qui lisent" if deep else "une couche de {} neurones qui reçoivent"
        )
        layers = ", ".join(
            f"{layer.label} : {shown(layer.parameters)}"
            for network in networks[-1:]
            for layer in network.layers
            if layer.parameters
        )
        yield (
            Finding(
                OTHER,
                computed.place,
                quote(computed),
                Verdict.FALSE if sure else Verdict.DOUBT,
                f"Le calcul est juste, mais c’est celui d’{counted.format(form.units)} "
                f"chacun {form.inputs} valeurs : {networks[-1].origin.value} n’en a pas de telle.",
                layers,
            ),
            computed.claimed or 0,
        )


def _is_whole(counted: Sequence[Computed]) -> bool:
    """Tell whether layers that are counted make a network of their own, beside the one that is described."""
    forms = [computed.form for computed in counted if computed.form]
    return len(forms) > 1 and forms[-1].units in OUTPUTS and is_chain(forms)


def operand_findings(grounds: Grounds) -> Iterator[tuple[Finding, int]]:
    """Find a result miscopied into a sum of results."""
    earlier: list[int] = []
    for computed in grounds.said.computed:
        added = [value for value, _ in terms(computed.operation)]
        known = {*earlier, *(value for n in grounds.known for value in counts(n))}
        strange = [value for value in added if value not in known]
        once = len(strange) == 1 and _written(strange[0], grounds.said.text) == 1
        if once and computed.right and len(added) > 1 and computed.form is None:
            unused = [value for value in earlier if value not in added]
            meant = [value for value in unused if near(strange[0], value)]
            if len(meant) == 1 and len(added) - 1 >= len({*added} & {*earlier}) > 0:
                right = (computed.value or 0) - strange[0] + meant[0]
                yield (
                    Finding(
                        OPERAND,
                        computed.place,
                        quote(computed),
                        Verdict.FALSE,
                        f"{shown(strange[0])} est mal recopié : le résultat calculé plus haut est "
                        f"{shown(meant[0])}, ce qui donne {shown(right)}.",
                        "",
                        shown(right),
                    ),
                    computed.claimed or 0,
                )
        if computed.claimed is not None and computed.right:
            earlier.append(computed.claimed)


def _written(number: int, text: str) -> int:
    """Count how many times a number is written in a text, however its thousands are cut."""
    figures = r"\D?".join(str(number))
    return len(re.findall(rf"(?<![\d.,]){figures}(?!\d|[.,]\d)", text))
