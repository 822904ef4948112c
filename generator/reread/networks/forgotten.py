"""Find layers counted without their channels, or without their biases."""

import re
from collections.abc import Iterator
from itertools import pairwise
from math import isqrt

from generator.reread.finding import Finding, Verdict, shown
from generator.reread.networks.form import terms
from generator.reread.networks.grounds import MOST_LAYERS, Grounds, accepted, around, counts, quote
from generator.reread.networks.stated import StatedLayer
from generator.reread.networks.statement import BIAS, CONVOLUTION, Computed, Statements

CHANNELS, BIASES = "canaux-oublies", "biais-oublies"
# The name of a layer that another one comes before.
NEXT = re.compile(
    r"(?:conv\w*|couche|layer|\bl)\s*(?:layer\s*)?(?:n[°o]\s*)?[2-9]\b|deuxi[èe]me|second|troisi[èe]me|third",
    re.I,
)


def _right_conv(layer: StatedLayer) -> tuple[int, int, int] | None:
    """Return filters, side of the window and channels of a convolution of two axes."""
    if layer.type != "Conv2D" or not layer.input_shape or not layer.output_shape or not layer.parameters:
        return None
    filters, channels = layer.output_shape[-1], layer.input_shape[-1]
    return filters, isqrt((layer.parameters // filters - 1) // channels), channels


def channel_findings(grounds: Grounds) -> Iterator[tuple[Finding, int]]:
    """Find convolutions counted as if they read one channel, where they read more."""
    right = {count for network in grounds.known for count in accepted(network)}
    last = 0
    for computed in grounds.said.computed:
        before, last = last, _filters(computed) or last
        form = computed.form
        kernel = form.kernel if form else None
        if form is None or kernel is None or not computed.right or not CONVOLUTION.search(around(computed)):
            continue
        channels = 0 if computed.value in right else _channels(computed, kernel, before, grounds)
        if channels > 1:
            filters, side = kernel
            count = filters * (side * side * channels + 1)
            yield (
                Finding(
                    CHANNELS,
                    computed.place,
                    quote(computed),
                    Verdict.FALSE,
                    f"Les canaux d’entrée sont oubliés : seule une convolution qui lit un seul canal a "
                    f"{shown(filters * (side * side + 1))} poids ; après une convolution de {channels} "
                    f"filtres, elle en a {shown(count)}.",
                    f"{filters} × ({side} × {side} × {channels} + 1) = {shown(count)}",
                    shown(count),
                ),
                computed.claimed or 0,
            )


def _channels(computed: Computed, kernel: tuple[int, int], before: int, grounds: Grounds) -> int:
    """Return how many channels a convolution reads; 0 when nothing tells."""
    for network in grounds.networks:
        for conv in map(_right_conv, network.layers):
            if conv and conv[:2] == kernel and conv[2] > 1:
                return conv[2]
    if grounds.networks:
        return 0
    if _repeated(computed, grounds.said):
        return kernel[0]
    return before if NEXT.search(computed.line) else 0


def _filters(computed: Computed) -> int:
    """Return the filters of a convolution that is counted, 0 for anything else."""
    form = computed.form
    if form is None or not CONVOLUTION.search(computed.line):
        return 0
    square = any(side == other and side < 16 for side, other in pairwise(form.factors))
    return form.units or (form.kernel[0] if form.kernel else 0) if square else 0


def _repeated(computed: Computed, said: Statements) -> bool:
    """Tell whether a count is that of several convolutions in a row."""
    for other in said.computed:
        if any(value == computed.claimed and times > 1 for value, times in terms(other.operation)):
            return True
    return False


def bias_findings(grounds: Grounds) -> Iterator[tuple[Finding, int]]:
    """Find layers counted without their biases, where a total counts them so."""
    said = grounds.said
    if BIAS.search(said.text) or any(c.form and c.form.biased for c in said.computed):
        return
    added = {value for c in said.computed for value, _ in terms(c.operation)}
    results = {c.claimed for c in said.computed}
    added |= _totalled(said)
    right = {count for network in grounds.known for count in counts(network)}
    for computed in said.computed:
        form = computed.form
        if form and any(factor in added - results for factor in form.factors):
            # The biases are added beside.
            continue
        counts_weights = form and not form.biased and computed.weights and computed.claimed in added
        if not form or not counts_weights or not computed.right or computed.value in right:
            continue
        if form.kernel and CONVOLUTION.search(around(computed)):
            if _repeated(computed, said):
                continue
            units = form.kernel[0]
        elif len(form.factors) == 2:
            units = form.factors[1]
        else:
            continue
        count = form.worth + units
        yield (
            Finding(
                BIASES,
                computed.place,
                quote(computed),
                Verdict.FALSE,
                f"Les biais sont oubliés : un par filtre ou par neurone, soit {units} de plus, "
                f"{shown(count)} en tout.",
                f"{shown(form.worth)} + {units} = {shown(count)}",
                shown(count),
            ),
            computed.claimed or 0,
        )


def swapped_findings(grounds: Grounds) -> Iterator[tuple[Finding, int]]:
    """Find a layer counted with the biases of the layer that it reads."""
    forms = [c for c in grounds.said.computed if c.form and c.form.biased and c.weights and c.right]
    for before, computed, after in zip(forms, forms[1:], forms[2:], strict=False):
        own, form, following = before.form, computed.form, after.form
        if not own or not form or not following or len(form.factors) != 2 or form.units == form.inputs:
            continue
        if own.units == form.units and following.inputs == form.inputs and following.units != form.units:
            count = form.inputs * (form.units + 1)
            yield (
                Finding(
                    BIASES,
                    computed.place,
                    quote(computed),
                    Verdict.FALSE,
                    f"Ces biais sont ceux de la couche d’avant : celle-ci a {form.inputs} neurones, donc "
                    f"{form.inputs} biais.",
                    f"{form.units} × {form.inputs} + {form.inputs} = {shown(count)}",
                    shown(count),
                ),
                computed.claimed or 0,
            )


def _totalled(said: Statements) -> set[int]:
    """Return the products in a row that add up to a total that is only stated."""
    products = [c.claimed for c in said.computed if c.form and not c.form.biased and c.right and c.claimed]
    totals = {stated.number for stated in said.totals}
    found: set[int] = set()
    for start in range(len(products)):
        for end in range(start + 2, min(len(products), start + MOST_LAYERS) + 1):
            if sum(products[start:end]) in totals:
                found |= {*products[start:end]}
    return found
