"""Find right computations of dense layers that the only network of a section has not."""

import re
from collections.abc import Iterator, Sequence

from generator.reread.finding import Finding, Verdict, shown
from generator.reread.networks.copied import OTHER, other_findings, runs
from generator.reread.networks.form import WeightForm, layer_forms
from generator.reread.networks.grounds import BEGINS, Grounds, accepted, biases, is_chain, quote, sentence_of
from generator.reread.networks.label import named_layers
from generator.reread.networks.large import written
from generator.reread.networks.stated import StatedLayer, StatedNetwork
from generator.reread.networks.statement import IMAGINED, OTHERS, Computed

# What is counted may be another network than the one whose code is shown.
ANOTHER = re.compile(
    r"\b(?:autres?|others?|another|second\w*|deuxi[èe]me|troisi[èe]me|third|variante?s?|versions?|plus|moins"
    r"|more|fewer|less|compar\w+|avant|before|premiers?\s+essais?|alternative\w*|initial\w*|avec|with)\b",
    re.I,
)
CALCULATION = "Le calcul est juste, mais c’est celui d’"


def another_findings(grounds: Grounds) -> Iterator[tuple[Finding, int]]:
    """Find right computations of layers of another network than those of a section.

    One among others that hold; or, in a section that shows one network, all of its layers down to the output,
    or one that a label names. Each finding comes with what a computation claims.
    """
    found = [*other_findings(grounds)]
    yield from found
    if len(grounds.networks) != 1 or not grounds.all_known:
        return
    (network,) = grounds.networks
    if any(layer.type != "Dense" for layer in _weighted(network)):
        return
    places = {finding.place for finding, _ in found}
    for run in _counted(grounds):
        if any(computed.place in places for computed in run):
            continue
        forms = [form for computed in run for form in layer_forms(computed.operation)]
        if not all(computed.right for computed in run) or _may_be_of_other(run, forms, grounds, network):
            continue
        if _has_same_ends(forms, network):
            yield _whole(run, forms, network), run[0].claimed or 0
            continue
        for computed in run:
            form, named = computed.form, named_layers(computed.label, [network], grounds.grammar)
            if form and len(named) == 1 and form.inputs == _inputs(named[0].layer):
                yield _single(computed, form, named[0].layer, network), computed.claimed or 0
                break


def _counted(grounds: Grounds) -> Iterator[list[Computed]]:
    """Go through the layers counted one after another, each alone or all in one sum."""
    yield from runs(grounds.said)
    yield from (
        [each] for each in grounds.said.computed if each.form is None and len(layer_forms(each.operation)) > 1
    )


def _has_same_ends(forms: Sequence[WeightForm], network: StatedNetwork) -> bool:
    """Tell whether as many layers are counted as a network has, between the same input and output."""
    weighted = _weighted(network)
    return (
        len(forms) == len(weighted)
        and is_chain(forms)
        and forms[0].inputs == _inputs(weighted[0])
        and forms[-1].units == biases(weighted[-1])
    )


def _may_be_of_other(
    run: Sequence[Computed], forms: Sequence[WeightForm], grounds: Grounds, network: StatedNetwork
) -> bool:
    """Tell whether the network is counted, or another that the section tells of and shows no code of."""
    led = " ".join([_before(run[0]), *map(sentence_of, run)])
    if any(words.search(led) for words in (OTHERS, IMAGINED, ANOTHER)):
        return True
    possible = accepted(network)
    if all(form.worth in possible for form in forms) or any(len(form.factors) != 2 for form in forms):
        return True
    own = {size for layer in _weighted(network) for size in (_inputs(layer), biases(layer))}
    sizes = {size for form in forms for size in (form.inputs, form.units)} - own
    inside = "\n".join(each.passage.text[each.chain.start : each.chain.end] for each in run)
    # The layers themselves are counted elsewhere, or the sizes of the others told.
    counted = {each.value for each in grounds.said.computed} & {x.parameters for x in _weighted(network)}
    told = any(written(size, grounds.said.text) > written(size, inside) for size in sizes)
    return told or bool(counted - {form.worth for form in forms})


def _before(computed: Computed) -> str:
    """Return the sentence, or the line, that leads to a computation."""
    text, start = computed.passage.text, computed.chain.start
    begins = [0, *(each.end() for each in BEGINS.finditer(text, 0, start))]
    return text[begins[-2] if len(begins) > 1 else 0 : start]


def _weighted(network: StatedNetwork) -> list[StatedLayer]:
    return [layer for layer in network.layers if layer.parameters]


def _inputs(layer: StatedLayer) -> int:
    units = biases(layer)
    return (layer.parameters or 0) // units - 1 if units else 0


def _whole(run: Sequence[Computed], forms: Sequence[WeightForm], network: StatedNetwork) -> Finding:
    weighted = _weighted(network)
    counted = " → ".join(shown(size) for size in (forms[0].inputs, *(form.units for form in forms)))
    stated = " → ".join(shown(size) for size in (_inputs(weighted[0]), *map(biases, weighted)))
    total = shown(network.total or 0)
    return Finding(
        OTHER,
        run[0].place,
        quote(run[0]),
        Verdict.FALSE,
        f"{CALCULATION}un réseau {counted} : d’après {network.origin.value}, il est {stated}, soit {total} "
        "poids.",
        " + ".join(shown(layer.parameters or 0) for layer in weighted) + f" = {total}",
        total,
    )


def _single(computed: Computed, form: WeightForm, layer: StatedLayer, network: StatedNetwork) -> Finding:
    inputs, units, count = _inputs(layer), biases(layer), shown(layer.parameters or 0)
    return Finding(
        OTHER,
        computed.place,
        quote(computed),
        Verdict.FALSE,
        f"{CALCULATION}une couche de {shown(form.units)} neurones : d’après {network.origin.value}, "
        f"{layer.label} en a {shown(units)}, soit {count} poids.",
        f"{shown(inputs)} × {shown(units)} + {shown(units)} = {count}",
        count,
    )
