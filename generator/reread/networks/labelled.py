"""Counts of the weights of a layer that a label names, against those of that layer."""

import re
from collections.abc import Iterator, Sequence

from generator.reread.finding import Finding, Verdict, shown
from generator.reread.networks.form import WeightForm, terms
from generator.reread.networks.grounds import Grounds, accepted, biases, quote
from generator.reread.networks.label import Named, named_layers
from generator.reread.networks.lacking import LeftOut, left_out, window
from generator.reread.networks.statement import BIAS, Computed

BIASES, CHANNELS, WINDOW, FLAT = "biais-oublies", "canaux-oublies", "fenetre-oubliee", "taille-aplatie"
# Biases that are left out on purpose, or counted beside.
APART = re.compile(
    r"\b(?:sans|hors|without|excluding|except|not|pas|plus|ajout\w*|add\w*|apart|s[ée]par\w*|ignor\w*|n[ée]glig\w*)\b",
    re.I,
)
# What is computed is no number of weights.
OTHER = re.compile(
    r"multiplic|op[ée]ration|flops?\b|macs?\b|(?:taille|size)(?!\s*\(?\d)|shape|valeurs|values|outputs? of",
    re.I,
)
NEAR = 2
AFTER = 20


def labelled_findings(grounds: Grounds) -> Iterator[tuple[Finding, int, int]]:
    """Find counts that leave out something of the layer that they are said to be of.

    Each comes with the number that is claimed, and the right one.
    """
    for computed in grounds.said.computed:
        form, named = computed.form, named_layers(computed.label, grounds.known, grounds.grammar)
        if (
            not form
            or not named
            or not computed.right
            or computed.claimed is None
            or OTHER.search(_beside(computed))
        ):
            continue
        if _has_other_biases(named, form):
            yield _swapped(computed, named[0], form.units), computed.claimed, named[0].layer.parameters or 0
            continue
        possible = {count for each in named for count in _possible(each, computed.claimed)}
        lacks = [(each, found) for each in named if (found := _lacking(each, form))]
        if computed.claimed in possible or not lacks:
            continue
        if len(lacks) > 1 and not named[0].sure and any(found.channels or found.window for _, found in lacks):
            continue
        each, found = lacks[0]
        if found.biases and _are_apart(computed, each, grounds):
            continue
        yield _finding(computed, each, found, grounds), computed.claimed, each.layer.parameters or 0


def _has_other_biases(named: Sequence[Named], form: WeightForm) -> bool:
    """Tell whether a count is that of the only layer named, but for as many biases as another one has."""
    layer = named[0].layer
    units, count = biases(layer), layer.parameters or 0
    return named[0].sure and form.biased and form.units != units and form.worth - form.units + units == count


def _swapped(computed: Computed, named: Named, said: int) -> Finding:
    layer, units = named.layer, biases(named.layer)
    return Finding(
        BIASES,
        computed.place,
        quote(computed),
        Verdict.FALSE,
        f"{layer.label} a {units} biais, un par filtre ou par neurone, et non {said} : cela fait "
        f"{shown(layer.parameters or 0)} poids d’après {named.network.origin.value}.",
        "",
        shown(layer.parameters or 0),
    )


def _possible(named: Named, claimed: int) -> Iterator[int]:
    """Go through what a right computation on a layer may lead to, a count without its biases left out."""
    layer = named.layer
    yield layer.parameters or 0
    if claimed in accepted(named.network) and not named.sure:
        without = {each.parameters - biases(each) for each in named.network.layers if each.parameters}
        if claimed not in without:
            yield claimed


def _lacking(named: Named, form: WeightForm) -> LeftOut | None:
    """Return what a count leaves out of a layer, None for nothing or what cannot be told."""
    found = left_out(named.network.layers, named.rank, form.worth)
    whole = LeftOut(biases=False)
    units = biases(named.layer)
    return found if found and found != whole and units in form.factors and form.units in (0, units) else None


def _beside(computed: Computed) -> str:
    """Return what names a computation, before it and right after it."""
    return computed.label + computed.passage.text[computed.chain.end :][:AFTER].split("\n")[0]


def _are_apart(computed: Computed, named: Named, grounds: Grounds) -> bool:
    """Tell whether the biases of a layer are left out on purpose, or counted elsewhere."""
    said, units, line = grounds.said, biases(named.layer), computed.place.line
    for mention in said.biases:
        others = [each.layer for each in named_layers(mention.text, grounds.known, grounds.grammar)]
        if mention.place != computed.place and others and named.layer not in others:
            continue
        beside = mention.place.cell == computed.place.cell and 0 <= mention.place.line - line <= NEAR
        if beside or (not mention.computed and (APART.search(mention.text) or not said.biased)):
            return True
    after = computed.passage.text[computed.chain.end :]
    if BIAS.search(computed.label) or re.match(rf"\W*\+\s*{units}(?!\d)", after):
        return True
    for other in said.computed:
        added = {value for value, _ in terms(other.operation)}
        if computed.claimed in added and units in added:
            return True
    return False


def _finding(computed: Computed, named: Named, lacks: LeftOut, grounds: Grounds) -> Finding:
    layer = named.layer
    count, units = layer.parameters or 0, biases(layer)
    totals = {network.total for network in grounds.known}
    sure = not lacks.biases or grounds.said.biased or any(x.number in totals for x in grounds.said.totals)
    code = FLAT if lacks.inputs else CHANNELS if lacks.channels else WINDOW if lacks.window else BIASES
    forgotten = _forgotten(lacks, named)
    return Finding(
        code,
        computed.place,
        quote(computed),
        Verdict.FALSE if sure else Verdict.DOUBT,
        f"{layer.label} a {shown(count)} poids d’après {named.network.origin.value}, et non "
        f"{shown(computed.claimed or 0)} : il manque {forgotten}.",
        f"{shown(count // units - 1)} × {units} + {units} = {shown(count)}",
        shown(count),
    )


def _forgotten(lacks: LeftOut, named: Named) -> str:
    layer = named.layer
    units, reads = biases(layer), (layer.input_shape or (0,))[-1]
    parts: Sequence[str] = [
        *([f"les autres canaux d’entrée (chaque filtre en lit {reads})"] if lacks.channels else []),
        *([f"la fenêtre ({window(layer)} poids par canal)"] if lacks.window else []),
        *([f"une partie des {shown(reads)} valeurs aplaties qu’elle lit"] if lacks.inputs else []),
        *(
            [f"les biais (un par {'filtre' if layer.type.startswith('Conv') else 'neurone'}, soit {units})"]
            if lacks.biases
            else []
        ),
    ]
    return " et ".join(parts)
