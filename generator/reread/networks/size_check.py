"""Check the sizes that sentences give against the network of their part."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from math import isqrt, prod

from generator.reread.finding import Finding, Verdict, quoted
from generator.reread.networks.sizes import Size, Sized
from generator.reread.networks.stated import Origin, StatedLayer, StatedNetwork


def size_findings(said: Iterable[Sized], networks: Sequence[StatedNetwork]) -> Iterator[Finding]:
    """Find sizes that no layer of the networks of a part has."""
    if not networks or not all(network.complete for network in networks):
        return
    sizes = {size: _sizes(size, networks) for size in Size}
    seen: set[tuple[Size, Fraction]] = set()
    for each in said:
        known = sizes[each.size]
        if not known or each.number in known or (each.size, each.number) in seen:
            continue
        if each.size is Size.NEURONS and each.number in _shapes(networks):
            continue
        seen.add((each.size, each.number))
        code, words = each.size.value
        right = ", ".join(_written(number) for number in known)
        yield Finding(
            code,
            each.place,
            quoted(each.text),
            Verdict.FALSE,
            f"Le texte dit {_written(each.number)} {words}, et {networks[-1].origin.value} n’en a pas de "
            f"tel : {right}.",
            "",
            right if len(known) == 1 else "",
        )


def _sizes(size: Size, networks: Sequence[StatedNetwork]) -> list[Fraction]:
    """Return the sizes of this kind that the networks have, in order; none unless all are known."""
    found: list[Fraction | None] = []
    for layer in (layer for network in networks for layer in network.layers):
        if size is Size.NEURONS and layer.type == "Dense":
            found.append(Fraction(layer.output_shape[-1]) if layer.output_shape else None)
        elif size is Size.FILTERS and layer.type == "Conv2D":
            found.append(_filters(layer))
        elif size is Size.KERNEL and layer.type == "Conv2D":
            found += _sides(layer)
        elif size is Size.DROPOUT and layer.type == "Dropout":
            rate = layer.settings.get("rate")
            found.append(Fraction(str(rate)) if isinstance(rate, float) else None)
    if size is Size.DROPOUT and any(network.origin is not Origin.CODE for network in networks):
        return []
    return [] if None in found else [*dict.fromkeys(number for number in found if number is not None)]


def _filters(layer: StatedLayer) -> Fraction | None:
    written = layer.settings.get("filters")
    if isinstance(written, int):
        return Fraction(written)
    return Fraction(layer.output_shape[-1]) if layer.output_shape else None


def _sides(layer: StatedLayer) -> list[Fraction | None]:
    written = layer.settings.get("kernel_size")
    if isinstance(written, int):
        return [Fraction(written)]
    if isinstance(written, tuple) and all(isinstance(side, int) for side in written):
        return [Fraction(side) for side in written]
    if layer.input_shape and layer.output_shape and layer.parameters:
        return [Fraction(isqrt((layer.parameters // layer.output_shape[-1] - 1) // layer.input_shape[-1]))]
    return [None]


def _shapes(networks: Sequence[StatedNetwork]) -> set[int]:
    """Return all the sizes that someone may count in neurons: those of inputs and outputs too."""
    found: set[int] = set()
    for network in networks:
        for layer in network.layers:
            for shape in (layer.input_shape, layer.output_shape):
                if shape:
                    found |= {*shape, prod(shape)}
        units = network.units
        found |= {sum(units), sum(units[:-1])}
        first = network.layers[0]
        if first.type == "Dense" and first.parameters and first.output_shape:
            found.add(first.parameters // first.output_shape[-1] - 1)
    return found


def _written(number: Fraction) -> str:
    return str(number) if number.denominator == 1 else f"{float(number):g}".replace(".", ",")
