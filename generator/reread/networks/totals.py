"""Find totals that are not those of the network."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from generator.reread.arithmetic.slips import near
from generator.reread.finding import Finding, Verdict, quoted, shown
from generator.reread.networks.form import terms
from generator.reread.networks.grounds import OUTPUTS, Grounds, accepted, biases, is_chain
from generator.reread.networks.imagined import dense_network
from generator.reread.networks.large import written
from generator.reread.networks.stated import Origin, StatedLayer, StatedNetwork, total_of
from generator.reread.networks.statement import CONVOLUTION, OTHERS, Computed, Stated, Statements

TOTAL, DERIVED, BIASES = "total-des-poids", "total-derive", "biais-oublies"

# Of a window that filters read through.
LARGEST_SIDE = 16
_ADDED = re.compile(r"\d\s*\+\s*\d|\d\s*(?:→|[-–=]+>)|flatten|aplati", re.I)
_NUMBER = re.compile(r"\d{2}")
# A line that holds nothing else.
_ONLY = re.compile(
    r"^\W*(?:(?:le|la|the|in|au|en)\s+)?(?:total|sum|somme|altogether|tout)\b\W*\d[\d\s'’,.]*\b[^\d+=]*$",
    re.I,
)
# « With other borders, the network would have 48 958 weights »
WOULD = re.compile(
    r"\b(?:would|could|(?:aur|ser|fer)ai(?:t|ent))\b[^.;\d]{0,30}(\d[\d\s'’,.\u202f\u00a0]*)", re.I
)


def total_findings(grounds: Grounds, wrong: Mapping[int, int]) -> Iterator[Finding]:
    """Find totals that are those of no network of the section, nor of any part of it.

    Parameters
    ----------
    grounds : Grounds
    wrong : mapping of int to int
        Each false result of the section, and what it should be.
    """
    networks = grounds.known or [*computed_networks(grounds.said), *_from_topologies(grounds.said)]
    if not networks or (grounds.networks and not grounds.all_known):
        return
    possible = {count for network in networks for count in accepted(network)}
    possible |= {c.claimed for c in grounds.said.computed if c.form and c.claimed is not None}
    alone = len({network.total for network in networks}) == 1
    for stated in grounds.said.totals:
        if stated.number in possible or (stated.computed and not stated.computed.right):
            continue
        if _is_imagined(stated) or OTHERS.search(stated.text) or _is_added_beside(stated, grounds.said):
            continue
        network = networks[-1]
        total = network.total or 0
        without = total - sum(biases(layer) for layer in network.layers)
        forgotten = " Ce sont les poids sans les biais." if stated.number == without else ""
        cause = next(
            (value for value, right in wrong.items() if right - value == total - stated.number), None
        )
        why = f" Cela vient de {shown(cause)}, qui est faux." if cause is not None else forgotten
        close = near(stated.number, total) or why or stated.computed
        # Dense layers alone may be computed, and more be added in the total.
        if not grounds.known and (not close or stated.computed):
            continue
        counts = " + ".join(shown(layer.parameters) for layer in network.layers if layer.parameters)
        yield Finding(
            DERIVED if cause is not None else BIASES if forgotten else TOTAL,
            stated.place,
            quoted(stated.text),
            Verdict.FALSE if alone and close else Verdict.DOUBT,
            f"D’après {network.origin.value}, le total est de {shown(total)} poids, et non "
            f"{shown(stated.number)}.{why}",
            f"{counts} = {shown(total)}",
            shown(total),
        )


def _is_added_beside(stated: Stated, said: Statements) -> bool:
    """Tell whether the layers of another network are counted on the line of their total, and added right."""
    beside = [c for c in said.computed if c.form and c.place == stated.place]
    # « 7 × 7 × 9 = 441 » counts no weights.
    biased = [c for c in beside if c.form and c.form.biased]
    return any(
        len(each) > 1 and sum(c.claimed or 0 for c in each) == stated.number for each in (beside, biased)
    )


def _is_imagined(stated: Stated) -> bool:
    """Tell whether a total is that of a network that is not."""
    return any(re.sub(r"\D", "", each) == str(stated.number) for each in WOULD.findall(stated.text))


def sum_findings(said: Statements) -> Iterator[Finding]:
    """Find totals that are not the sum of the results before them: on their line, or in their list.

    Those of layers that do not make a whole network may be only some of what is added.
    """
    for stated in said.totals:
        beside = [c for c in said.computed if c.place == stated.place and c.form and c.right and c.claimed]
        biased = [c for c in beside if c.form and c.form.biased]
        whole = _is_whole(biased) and not CONVOLUTION.search(said.text) and not _is_led(biased[0])
        beside = biased or beside
        if not beside and (listed := _listed(stated, said)):
            beside, whole = listed, True
        # « 80 + 1,168 = 1,248, then 528 + 17 = 545, total 1,793 »
        beside = beside if any(c.form and c.form.biased for c in beside) else _sums(stated, said) or beside
        added = [computed.claimed or 0 for computed in beside]
        right = sum(added)
        # « The new layer and the output », of a network whose first layer is told before.
        if right < stated.number and written(stated.number - right, said.text):
            continue
        missing = {*added, *(value for c in beside if not c.form for value, _ in terms(c.operation))}
        slip = near(stated.number, right) or (
            right - stated.number in missing and _comes_last(stated, beside)
        )
        # What is further away may be that of more layers, told elsewhere.
        whole = whole and right < 2 * stated.number < 4 * right
        wrong = stated.number != right and (whole or slip)
        if stated.computed is None and len(added) > 1 and wrong:
            yield Finding(
                TOTAL,
                stated.place,
                quoted(stated.text),
                Verdict.FALSE,
                f"La somme de ces poids est {shown(right)}, et non {shown(stated.number)}.",
                " + ".join(map(shown, added)) + f" = {shown(right)}",
                shown(right),
            )


def _is_whole(counted: Sequence[Computed]) -> bool:
    """Tell whether layers that are counted in a row go down to the output of one network."""
    forms = [c.form for c in counted if c.form and c.form.biased and len(c.form.factors) == 2]
    return len(forms) == len(counted) > 1 and is_chain(forms) and forms[-1].units in OUTPUTS


def _is_led(computed: Computed) -> bool:
    """Tell whether other weights are added, or other sizes drawn, before a count on its line."""
    text, start = computed.passage.text, computed.chain.start
    return _ADDED.search(text[text.rfind("\n", 0, start) + 1 : start]) is not None


def _listed(stated: Stated, said: Statements) -> list[Computed]:
    """Return the layers that the lines before a total count, down to the output; none for another list."""
    if not _ONLY.match(stated.text):
        return []
    own: list[Computed] = []
    for computed in said.computed:
        lines = computed.passage.lines
        if computed.place < stated.place and any(line.place == stated.place for line in lines):
            own.append(computed)
    counted = {each.place for each in own}
    before = [x for each in own[:1] for x in each.passage.lines if x.place < stated.place]
    # Another line may count a layer that is not computed.
    others = [x for x in before if x.place not in counted and not x.text.rstrip().endswith(":")]
    forms = [each.form for each in own if each.form and each.form.biased and each.right and each.claimed]
    ends = bool(forms) and len(forms) == len(own) and forms[-1].units in OUTPUTS
    return own if ends and not any(_NUMBER.search(x.text) for x in others) else []


def _sums(stated: Stated, said: Statements) -> list[Computed]:
    """Return the sums of a line that gives a total after them."""
    found = [c for c in said.computed if c.place == stated.place and c.right and c.claimed]
    return [] if any(each.form and each.form.biased for each in found) else [c for c in found if not c.form]


def _comes_last(stated: Stated, beside: Sequence[Computed]) -> bool:
    """Tell whether a total is told after all that it may be the sum of."""
    last = beside[-1]
    after = last.passage.text[last.chain.end :].split("\n")[0]
    return str(stated.number) in re.sub(r"(?<=\d)\D(?=\d{3}(?!\d))", "", after)


def topology_findings(said: Statements) -> Iterator[Finding]:
    """Find totals beside the sizes of the layers of a network, on one line, which are not its own."""
    for sizes, stated, told in said.beside:
        if (
            len(sizes) < 3
            or max(sizes) != sizes[0]
            or sizes[-1] not in OUTPUTS
            or CONVOLUTION.search(stated.text)
        ):
            continue
        network = dense_network(sizes, stated.place, words=True)
        total = network.total or 0
        zeros = len(str(stated.number)) - len(str(stated.number).rstrip("0"))
        rounded = round(total, -zeros) == stated.number
        meant = told or near(stated.number, total)
        if meant and not rounded and stated.number not in accepted(network):
            counts = " + ".join(shown(layer.parameters or 0) for layer in network.layers)
            yield Finding(
                TOTAL,
                stated.place,
                quoted(stated.text),
                Verdict.FALSE,
                f"Un réseau {' → '.join(map(str, sizes))} a {shown(total)} poids, et non "
                f"{shown(stated.number)}.",
                f"{counts} = {shown(total)}",
                shown(total),
            )


def computed_networks(said: Statements) -> Iterator[StatedNetwork]:
    """Go through the networks that the computations of a section count, layer after layer."""
    forms = [c.form for c in said.computed if c.form and c.form.biased and c.weights and c.right]
    if len(forms) > 1 and all(len(form.factors) == 2 for form in forms) and is_chain(forms):
        sizes = (forms[0].inputs, *(form.units for form in forms))
        yield dense_network(sizes, said.computed[0].place, words=False)


def computed_deep(said: Statements) -> Iterator[StatedNetwork]:
    """Go through the network with convolutions whose layers a section counts, down to the output."""
    counted = [c for c in said.computed if c.form and c.form.biased and c.weights and c.right]
    forms = [c.form for c in counted if c.form]
    windowed = [any(side == other < LARGEST_SIDE for side, other in pairwise(form.factors)) for form in forms]
    if len(forms) < 2 or not windowed[0] or windowed[-1] or forms[-1].units not in OUTPUTS:
        return
    layers = tuple(
        StatedLayer("", "Conv2D" if deep else "Dense", each.place, parameters=each.value)
        for deep, each in zip(windowed, counted, strict=True)
    )
    yield StatedNetwork(Origin.COMPUTATION, counted[0].place, layers, total_of(layers))


def _from_topologies(said: Statements) -> Iterator[StatedNetwork]:
    for sizes, place, text in said.topologies:
        if len(sizes) > 2 and not CONVOLUTION.search(text) and max(sizes) == sizes[0]:
            yield dense_network(sizes, place, words=True)
