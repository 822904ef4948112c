"""Find right computations on wrong numbers: those of another network, or a result miscopied."""

from collections.abc import Iterator, Sequence

from generator.reread.arithmetic.slips import near
from generator.reread.finding import Finding, Verdict, shown
from generator.reread.networks.form import WeightForm, terms
from generator.reread.networks.grounds import (
    OUTPUTS,
    Grounds,
    accepted,
    around,
    biases,
    counts,
    quote,
    sentence_of,
)
from generator.reread.networks.large import written
from generator.reread.networks.stated import StatedLayer, StatedNetwork
from generator.reread.networks.statement import CONVOLUTION, OTHERS, Computed, Statements

OTHER, OPERAND = "calcul-autre-reseau", "operande-recopie"
# Lines between two layers that are counted one after another.
NEAR = 3


def other_findings(grounds: Grounds) -> Iterator[tuple[Finding, int]]:
    """Find a right computation of another layer, among those that count a network layer after layer."""
    networks = grounds.alone
    if not networks or len(networks) < len(grounds.networks):
        return
    possible = {count for network in networks for count in accepted(network)}
    for run in runs(grounds.said):
        strange = [c for c in run if c.right and c.form and c.form.biased and c.value not in possible]
        for network in networks if len(strange) == 1 else ():
            computed = strange[0]
            form, layer = computed.form, _replaced(run, computed, network)
            if form is None or layer is None or _is_of_other(run, computed, layer, grounds):
                continue
            if form.kernel and CONVOLUTION.search(around(computed)):
                continue
            yield _finding(computed, form, network), computed.claimed or 0
            break


def _finding(computed: Computed, form: WeightForm, network: StatedNetwork) -> Finding:
    deep = CONVOLUTION.search(computed.line)
    counted = (
        "une convolution de {} filtres qui lisent" if deep else "une couche de {} neurones qui reçoivent"
    )
    weighted = ((layer.label, layer.parameters) for layer in network.layers if layer.parameters)
    return Finding(
        OTHER,
        computed.place,
        quote(computed),
        Verdict.FALSE,
        f"Le calcul est juste, mais c’est celui d’{counted.format(form.units)} "
        f"chacun {form.inputs} valeurs : {network.origin.value} n’en a pas de telle.",
        ", ".join(f"{label} : {shown(count)}" for label, count in weighted),
    )


def runs(said: Statements) -> Iterator[list[Computed]]:
    """Go through the computations of layers that follow each other, down to those of an output."""
    held: list[Computed] = []
    for computed in said.computed:
        if computed.form is None or not computed.form.biased:
            continue
        place = computed.place
        if held and (place.cell != held[-1].place.cell or place.line - held[-1].place.line > NEAR):
            yield held
            held = []
        held.append(computed)
        if computed.form.units in OUTPUTS:
            yield held
            held = []
    if held:
        yield held


def _replaced(run: Sequence[Computed], strange: Computed, network: StatedNetwork) -> StatedLayer | None:
    """Return the layer in whose place another is counted, where all those beside it are of the network."""
    weighted = [layer for layer in network.layers if layer.parameters]
    rank = run.index(strange)
    for start in range(len(weighted) - len(run) + 1) if len(run) > 1 else ():
        beside = weighted[start : start + len(run)]
        if all(c is strange or c.value == x.parameters for c, x in zip(run, beside, strict=True)):
            return beside[rank]
    return None


def _is_of_other(run: Sequence[Computed], strange: Computed, layer: StatedLayer, grounds: Grounds) -> bool:
    """Tell whether a computation may be of another network that the part tells of, and shows no code of."""
    form, said = strange.form, grounds.said
    if form is None or OTHERS.search(sentence_of(strange)):
        return True
    if any(c.value == layer.parameters for c in said.computed):
        return True
    # « With cells of 7 × 7, 160 values »: what it differs by is told elsewhere.
    units = biases(layer)
    own = {units, (layer.parameters or 0) // units - 1} if units else set[int]()
    inside = " ".join(each.passage.text[each.chain.start : each.chain.end] for each in run)
    return any(
        written(each, said.text) > written(each, inside)
        for each in {form.inputs, form.units, *form.factors} - own
    )


def operand_findings(grounds: Grounds) -> Iterator[tuple[Finding, int]]:
    """Find a result miscopied into a sum of results."""
    earlier: list[int] = []
    for computed in grounds.said.computed:
        added = [value for value, _ in terms(computed.operation)]
        known = {*earlier, *(value for n in grounds.known for value in counts(n))}
        strange = [value for value in added if value not in known]
        once = len(strange) == 1 and written(strange[0], grounds.said.text) == 1
        once = once and not _is_of_a_layer(strange[0], grounds.said.text)
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


def _is_of_a_layer(count: int, text: str) -> bool:
    """Tell whether a number counts an output layer that reads what a text gives: « 1600 → 10 », 16 010."""
    return any(
        count % units == 0 and written(count // units - 1, text) for units in OUTPUTS if count > 2 * units
    )
