"""Check what a section counts for the networks that it describes in words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from generator.reread.arithmetic.slips import near
from generator.reread.finding import Finding, Verdict, quoted, shown
from generator.reread.networks.form import WeightForm
from generator.reread.networks.grounds import Grounds, accepted, biases, quote
from generator.reread.networks.lacking import left_out
from generator.reread.networks.stated import StatedLayer, StatedNetwork
from generator.reread.networks.statement import BIAS, Stated

TOTAL, BIASES, FLAT = "total-des-poids", "biais-oublies", "taille-aplatie"
INCLUDED = re.compile(r"\bincl|\bcompris|\bwith\b|\bavec\b", re.I)
# Between a total and the description that it belongs to.
MOST_LINES = 25


def flat_findings(grounds: Grounds) -> Iterator[tuple[Finding, int, int]]:
    """Find dense layers counted as if they read the channels, or one window of each, and not whole maps."""
    stated = [(network,) for network in grounds.known] if grounds.all_known else []
    right = {count for (network,) in stated for count in accepted(network)}
    for candidates in stated if grounds.networks else grounds.described:
        for computed in grounds.said.computed:
            form = computed.form
            found = [each for network in candidates if form and (each := _narrow(network, form))]
            if form is None or not computed.right or form.worth in right or len(found) < len(candidates):
                continue
            (layer, worth), *_ = found
            flat, units, count = (layer.input_shape or (0,))[-1], biases(layer), layer.parameters or 0
            right.add(form.worth)
            yield (
                Finding(
                    FLAT,
                    computed.place,
                    quote(computed),
                    Verdict.FALSE if len(candidates) == 1 and candidates[0].complete else Verdict.DOUBT,
                    f"La couche dense lit toutes les cartes aplaties, soit {shown(flat)} valeurs, et non "
                    f"{shown(worth)} : elle a {shown(count)} poids.",
                    f"({shown(flat)} + 1) × {units} = {shown(count)}",
                    shown(count),
                ),
                computed.claimed or 0,
                count,
            )


def _narrow(network: StatedNetwork, form: WeightForm) -> tuple[StatedLayer, int] | None:
    """Return the dense layer that is counted with too few inputs, and how many."""
    for rank, layer in enumerate(network.layers):
        lacks = left_out(network.layers, rank, form.worth)
        if lacks and lacks.inputs and biases(layer) in form.factors and lacks.biases is not form.biased:
            return layer, lacks.inputs
    return None


def worded_findings(grounds: Grounds, wrong: Mapping[int, int], *, sure: bool) -> Iterator[Finding]:
    """Find totals that are those of no part of the network described before them.

    Parameters
    ----------
    grounds : Grounds
    wrong : mapping of int to int
        Each false result of the section, and what it should be.
    sure : bool
        Whether no result is false that a total may rest on; else only its slips are told.
    """
    lost = {sum(right - value for value, right in each) for each in combinations(wrong.items(), 2)}
    lost |= {right - value for value, right in wrong.items()} | {0}
    if grounds.networks:
        return
    starts = [candidates[0].place for candidates in grounds.described]
    for rank, candidates in enumerate(grounds.described):
        end = starts[rank + 1] if rank + 1 < len(starts) else None
        possible = {count for network in candidates for count in accepted(network)}
        for stated in grounds.said.totals:
            beside = starts[rank] <= stated.place and (end is None or stated.place < end)
            close = stated.place.line - starts[rank].line <= MOST_LINES
            false = stated.computed and not stated.computed.right
            explained = any(stated.number + each in possible for each in lost)
            slip = sure or any(near(stated.number, network.total or 0) for network in candidates)
            if beside and close and not false and not explained and slip:
                yield from _finding(grounds, stated, candidates)


def _finding(grounds: Grounds, stated: Stated, candidates: Sequence[StatedNetwork]) -> Iterator[Finding]:
    network = min(candidates, key=lambda each: abs((each.total or 0) - stated.number))
    total = network.total or 0
    forgotten = stated.number == total - sum(biases(layer) for layer in network.layers)
    if (
        forgotten
        and BIAS.search(grounds.said.text)
        and not (BIAS.search(stated.text) and INCLUDED.search(stated.text))
    ):
        # They are counted beside.
        return
    sure = near(stated.number, total) or forgotten or (len(candidates) == 1 and network.complete)
    counts = " + ".join(shown(layer.parameters) for layer in network.layers if layer.parameters)
    yield Finding(
        BIASES if forgotten else TOTAL,
        stated.place,
        quoted(stated.text),
        Verdict.FALSE if sure else Verdict.DOUBT,
        f"Le réseau que le texte décrit a {shown(total)} poids en tout, et non {shown(stated.number)}."
        + (" Ce sont les poids sans les biais." if forgotten else ""),
        f"{counts} = {shown(total)}",
        shown(total),
    )
