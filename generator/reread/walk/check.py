"""Check a network told layer by layer: what each layer puts out, and its weights, from the one before."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.reread.documents.place import Place
from generator.reread.finding import Finding, Verdict, quoted, shown
from generator.reread.walk.layer import SAME, LayerKind, Mention
from generator.reread.walk.start import Start
from generator.reread.walk.step import Habits, Maps, fits, outputs, weights

SIZE, FLAT, WEIGHTS, BIASES = "taille-de-sortie", "taille-aplatie", "poids-de-couche", "biais-oublies"
MOST_STATES = 16
# What windows of 3 and 5 pixels without borders take off a side.
LOST = (2, 4)
COUNTED = re.compile(r"=|\b(?:poids|weights|param\w+|en\s+(?:a|ont|compte))\b", re.I)
WEIGHTLESS = frozenset({LayerKind.POOL, LayerKind.GAP, LayerKind.FLAT})
NAMES = {
    LayerKind.CONV: "une convolution",
    LayerKind.POOL: "une mise en commun",
    LayerKind.GAP: "une mise en commun globale",
    LayerKind.FLAT: "l’aplatissement",
    LayerKind.DENSE: "une couche dense",
    LayerKind.NORM: "une normalisation",
}


@dataclass(frozen=True)
class Told:
    """A layer, and where it is told."""

    layer: Mention
    place: Place


def pooled_findings(told: Sequence[Told], start: Start) -> Iterator[Finding]:
    """Find maps said to be larger, after several poolings at once, than these leave of what enters."""
    for each in told:
        layer = each.layer
        if _is_pooled_more(layer):
            # What stands between the poolings may only take more off.
            left = start.maps.size // (layer.side or 2) ** (layer.times or 1)
            if (layer.size or 0) > left > 0:
                yield _size_finding(each, {start.maps}, {Maps(left, None)}, sure=start.said)


def walked(
    told: Sequence[Told], start: Start | None, usual: Habits, *, whole: bool, biased: bool
) -> Iterator[Finding]:
    """Go through what does not follow from the layer before.

    Parameters
    ----------
    told : sequence of Told
        In order.
    start : Start or None
        None when the first size that is said is to be believed.
    usual : Habits
    whole : bool
        Whether every layer is told, as in a list; else those that say no size hide what follows.
    biased : bool
        Whether biases are known to be counted.
    """
    first = {start.maps} if start else set()
    states, sure = set(first), start is None or start.said
    flat: list[Maps] = []
    doubted = False
    biased = biased or _biased(told, first, usual, whole=whole)
    for each in (x for x in told if not _is_pooled_more(x.layer)):
        layer = each.layer
        if not whole and not layer.claims and COUNTED.search(layer.text):
            # Its weights are told, apart from what comes in and out.
            if layer.kind is LayerKind.DENSE:
                yield from _count_finding(each, flat, usual, biased=biased, sure=True)
                # What comes after the output of a network is another one.
                flat = [] if layer.rank < 0 else [*flat, *outputs(layer, Maps(0, 1), usual)]
                continue
            # What reads maps reads none of the dense layers told before.
            flat = flat if layer.kind in SAME else []
            if layer.kind in WEIGHTLESS and not re.search(r"[,:;(]", layer.text):
                yield from _count_finding(each, [Maps(1, 1)], usual, biased=biased, sure=True)
            continue
        if layer.first and layer.kind is LayerKind.CONV:
            states = set(first)
        # What a dense layer reads first may be a descriptor.
        came = (
            set()
            if states == first and layer.kind is LayerKind.DENSE and not (start and start.own)
            else states
        )
        # Only a convolution is told alone: what comes before another layer may be told elsewhere.
        alone = not whole and came == first and layer.kind is not LayerKind.CONV
        if layer.after and layer.kind is LayerKind.POOL and not whole:
            # A convolution that is not told may stand between.
            came = came | {
                Maps(maps.size - lost, maps.depth) for maps in came for lost in LOST if maps.size > lost
            }
        states, wrong = _after(layer, set() if alone else came, usual, doubted=doubted)
        doubted = doubted or bool(wrong)
        if wrong and _is_other(layer, came, first, usual):
            came = set()
        elif wrong:
            yield _size_finding(each, came, wrong, sure=sure or came != first)
        if whole and layer.kind is LayerKind.DENSE and layer.units != (layer.depth or layer.units):
            yield _dense_finding(each)
        flat += [maps for maps in states if not maps.size]
        if whole and layer.count is not None:
            yield from _count_finding(each, [*came], usual, biased=biased, sure=sure or came != first)
        if not layer.claims and not (whole or layer.kind in (LayerKind.NORM, *SAME)):
            states = came if came == first else set()
        if len(states) > MOST_STATES:
            states = set()


def _is_pooled_more(layer: Mention) -> bool:
    """Tell whether maps are told after several poolings at once."""
    return layer.kind is LayerKind.POOL and layer.after and (layer.times or 1) > 1 and layer.size is not None


def _after(
    layer: Mention, came: set[Maps], usual: Habits, *, doubted: bool = False
) -> tuple[set[Maps], set[Maps]]:
    """Return what comes out, as it is said and as it may be, and the latter once more if they differ.

    What is said may follow from a size that was wrong: both are kept then.
    """
    possible = {out for maps in came for out in outputs(layer, maps, usual) if out.size >= 0}
    if not layer.claims:
        return possible, set()
    depth = layer.depth or (layer.units if layer.kind is LayerKind.CONV else None)
    if depth is None and layer.kind not in (LayerKind.CONV, LayerKind.STRANGE):
        depth = next(iter({maps.depth for maps in came}), None) if len({m.depth for m in came}) == 1 else None
    claim = Maps(layer.size or 0, depth)
    if layer.other:
        return possible, possible
    if not possible or fits(Maps(layer.size or 0, layer.depth), possible):
        return ({claim, *possible} if doubted else {claim}), set()
    return {claim, *possible}, possible


def _is_other(layer: Mention, came: set[Maps], first: set[Maps], usual: Habits) -> bool:
    """Tell whether a size is rather the first one of another network, or larger than what came in."""
    again = {out.size for maps in first for out in outputs(layer, maps, usual)}
    largest = max((maps.size for maps in came), default=0)
    return layer.size is not None and (
        (came != first and layer.kind is LayerKind.CONV and layer.size in again)
        or layer.size > largest + (layer.side or 3)
    )


def _biased(told: Sequence[Told], first: set[Maps], usual: Habits, *, whole: bool) -> bool:
    """Tell whether any of the counts includes biases."""
    states, flat = set(first), set[Maps]()
    for each in told:
        layer = each.layer
        read = states | flat if layer.kind is LayerKind.DENSE and not whole else states
        if layer.count and layer.count in {count for maps in read for count in weights(layer, maps, usual)}:
            return True
        states, _ = _after(layer, states, usual)
        if layer.kind is LayerKind.DENSE:
            states |= {*outputs(layer, Maps(0, 1), usual)}
        flat |= {maps for maps in states if not maps.size}
        if not layer.claims and not whole:
            states = set()
    return False


def _name(layer: Mention) -> str:
    return NAMES.get(layer.kind, "cette couche")


def _size_finding(each: Told, came: set[Maps], right: set[Maps], *, sure: bool) -> Finding:
    layer = each.layer
    flat = layer.kind is LayerKind.FLAT
    said = shown(layer.depth or 0) if flat else Maps(layer.size or 0, layer.depth).shown
    if layer.other:
        said = " × ".join(str(side) for side in (layer.size, layer.other, layer.depth) if side)
    rights = " ou ".join(sorted(shown(out.depth or 0) if flat else out.shown for out in right))
    window = f" de {layer.side} × {layer.side}" if layer.side else ""
    entered = " ou ".join(sorted(maps.shown for maps in came))
    name = f"{layer.times} mises en commun" if _is_pooled_more(layer) else _name(layer)
    return Finding(
        FLAT if flat else SIZE,
        each.place,
        quoted(layer.text),
        Verdict.FALSE if sure else Verdict.DOUBT,
        f"Après {name}{window}, une entrée de {entered} donne {rights}, et non {said}.",
        f"{entered.replace(' ou ', ', ')} → {rights}",
        rights if len(right) == 1 else "",
    )


def _dense_finding(each: Told) -> Finding:
    units = each.layer.units or 0
    return Finding(
        SIZE,
        each.place,
        quoted(each.layer.text),
        Verdict.FALSE,
        f"Une couche dense de {shown(units)} neurones donne {shown(units)} valeurs, et non "
        f"{shown(each.layer.depth or 0)}.",
        "",
        shown(units),
    )


def _count_finding(
    each: Told, came: Sequence[Maps], usual: Habits, *, biased: bool, sure: bool
) -> Iterator[Finding]:
    layer = each.layer
    counts = {count: maps for maps in came for count in weights(layer, maps, usual)}
    units = layer.units or layer.depth or 0
    if layer.count is None or not counts or layer.count in counts:
        return
    forgotten = units > 0 and layer.biased and layer.count + units in counts
    if forgotten and not biased:
        return
    said = layer.count
    right = min(counts, key=lambda count: abs(count - said))
    maps = counts[right]
    per_unit = right // units - 1 if units else 0
    more = " Les biais sont oubliés." if forgotten else ""
    yield Finding(
        BIASES if forgotten else WEIGHTS,
        each.place,
        quoted(layer.text),
        Verdict.FALSE if sure and len(counts) == 1 else Verdict.DOUBT,
        f"Avec une entrée de {maps.shown}, {_name(layer)} comme celle-ci a {shown(right)} poids, "
        f"et non {shown(layer.count)}.{more}"
        if right
        else f"{_name(layer).capitalize()} n’a aucun poids, et non {shown(layer.count)}.",
        f"({per_unit} + 1) × {units} = {shown(right)}" if right and units else "",
        shown(right) if len(counts) == 1 else "",
    )
