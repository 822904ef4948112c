"""Find layers counted without their channels, or without their biases."""

import re
from collections.abc import Iterator
from itertools import pairwise

from generator.reread.finding import Finding, Verdict, shown
from generator.reread.networks.form import terms
from generator.reread.networks.grounds import (
    MOST_LAYERS,
    Grounds,
    accepted,
    around,
    biases,
    counts,
    quote,
)
from generator.reread.networks.label import named_layers
from generator.reread.networks.lacking import LeftOut, left_out, window
from generator.reread.networks.statement import BIAS, CONVOLUTION, WEIGHTS, Computed, Statements
from generator.reread.walk.grammar import Grammar
from generator.reread.walk.layer import LayerKind
from generator.reread.walk.mention import mentions

CHANNELS, WINDOW, BIASES = "canaux-oublies", "fenetre-oubliee", "biais-oublies"
CHANNELS_LACK = (
    "Les canaux d’entrée sont oubliés : ce compte est celui d’une convolution qui lit un seul canal ; "
    "celle-ci en lit {channels}, et elle a {count} poids."
)
WINDOW_LACKS = (
    "La fenêtre est oubliée : chaque filtre a {positions} poids pour chacun des {channels} canaux qu’il lit, "
    "et cette convolution en a {count}."
)
# The name of a layer that another one comes before.
NEXT = re.compile(
    r"(?:conv\w*|couche|layer|\bl)\s*(?:layer\s*)?(?:n[°o]\s*)?[2-9]\b|deuxi[èe]me|second|troisi[èe]me|third",
    re.I,
)
# « … = 80 for the second »
OWN = re.compile(
    r"[\s(]*(?:weights|parameters|poids|param[èe]tres)?\s*\(?(?:for|in|pour|dans)\b[^,;.\n=]{0,40}", re.I
)


def channel_findings(grounds: Grounds) -> Iterator[tuple[Finding, int, int]]:
    """Find convolutions counted as if they read one channel, or one position of each.

    Each comes with the number that is claimed, and the right one.
    """
    right = {count for network in grounds.known for count in accepted(network)}
    last = 0
    for computed in grounds.said.computed:
        before, last = last, _filters(computed) or last
        if computed.form is None or not computed.right or computed.value in right:
            continue
        found = _narrow(computed, grounds) if grounds.networks else _narrow_words(computed, before, grounds)
        if found:
            filters, positions, channels, lacks = found
            count = filters * (positions * channels + 1)
            yield (
                Finding(
                    WINDOW if lacks.window else CHANNELS,
                    computed.place,
                    quote(computed),
                    Verdict.FALSE,
                    (WINDOW_LACKS if lacks.window else CHANNELS_LACK).format(
                        positions=positions, channels=channels, count=shown(count)
                    ),
                    f"{filters} × ({positions} × {channels} + 1) = {shown(count)}",
                    shown(count),
                ),
                computed.claimed or 0,
                count,
            )


def _narrow(computed: Computed, grounds: Grounds) -> tuple[int, int, int, LeftOut] | None:
    """Return filters, positions of the window and channels of a layer, and what its count leaves out."""
    form = computed.form
    if form is None or not (form.biased or (form.kernel and CONVOLUTION.search(around(computed)))):
        return None
    # « The first one has 16 × 9 + 16 »: a count of no other layer.
    named = {
        (id(each.network), each.rank) for each in named_layers(computed.label, grounds.known, grounds.grammar)
    }
    for network in grounds.networks:
        for rank, layer in enumerate(network.layers):
            if named and (id(network), rank) not in named:
                continue
            lacks = left_out(network.layers, rank, form.worth)
            narrow = lacks and (lacks.channels or (lacks.window and form.biased))
            if lacks and narrow and layer.input_shape and biases(layer) in form.factors:
                return biases(layer), window(layer), layer.input_shape[-1], lacks
    return None


def _narrow_words(computed: Computed, before: int, grounds: Grounds) -> tuple[int, int, int, LeftOut] | None:
    """Return the same where no network is stated, and words alone tell which layer comes before."""
    form = computed.form
    if form is None or not CONVOLUTION.search(around(computed)) or _counts_values(computed, grounds.grammar):
        return None
    kernel = form.kernel or (form.square if CONVOLUTION.search(computed.line) else None)
    if kernel is None:
        return None
    filters, side = kernel
    channels = filters if _repeated(computed, grounds.said) else before if _is_next(computed) else 0
    return (filters, side * side, channels, LeftOut(channels=True)) if channels > 1 else None


def _counts_values(computed: Computed, grammar: Grammar) -> bool:
    """Tell whether maps are counted: « 7 × 7 × 48 = 2 352 values », « after the second pooling »."""
    if computed.form is None or computed.form.biased:
        return False
    named = [*mentions(computed.label, grammar)]
    after = grammar.counts_values.match(computed.passage.text, computed.chain.end)
    return after is not None or bool(named and named[-1].kind in (LayerKind.POOL, LayerKind.FLAT))


def _is_next(computed: Computed) -> bool:
    """Tell whether the words before a count, or those right after it, name a layer that follows another."""
    text, chain = computed.passage.text, computed.chain
    start = max(text.rfind(mark, 0, chain.start) for mark in ("\n", "=", ". ", "; "))
    after = OWN.match(text, chain.end)
    return any(NEXT.search(words) for words in (text[start + 1 : chain.start], after[0] if after else ""))


def _filters(computed: Computed) -> int:
    """Return the filters of a convolution that is counted, 0 for anything else."""
    form = computed.form
    if form is None or not form.biased or not CONVOLUTION.search(around(computed)):
        return 0
    square = form.square or any(side == other and side < 16 for side, other in pairwise(form.factors))
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
    if BIAS.search(said.text):
        return
    elsewhere = any(c.form and c.form.biased for c in said.computed)
    added = {value for c in said.computed for value, _ in terms(c.operation)}
    results = {c.claimed for c in said.computed}
    added |= _totalled(said)
    right = {count for network in grounds.known for count in counts(network)}
    for computed in said.computed:
        form = computed.form
        whole = {c.claimed for c in said.computed if c is not computed and c.right and not c.form}
        if form and whole & {*form.factors}:
            # « 3 × 3 × 16 + 1 = 145 weights each, 32 × 145 in all »
            continue
        if form and any(factor in added - results for factor in form.factors):
            # The biases are added beside.
            continue
        named = WEIGHTS.match(computed.passage.text[computed.chain.end :].lstrip("\x1e $.*`"))
        meant = named and computed.claimed not in added if elsewhere else computed.claimed in added
        counts_weights = form and not form.biased and computed.weights and meant
        if not form or not counts_weights or not computed.right or computed.value in right:
            continue
        if form.kernel and CONVOLUTION.search(around(computed)):
            if _repeated(computed, said):
                continue
            units = form.kernel[0]
        elif len(form.factors) == 2 and not _counts_one_more(form.factors[0], said.text):
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


def _counts_one_more(inputs: int, text: str) -> bool:
    """Tell whether a bias is counted as one more input: « 785 × 40 », of the 784 values of a text."""
    told = re.sub(r"(?<=\d)[ '’,\u00a0\u202f](?=\d{3}\b)", "", text)
    return str(inputs - 1) in re.findall(r"\d+", told)


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
