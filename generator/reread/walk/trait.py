"""What words may say of layers, and what the layers of a network have of it."""

from collections.abc import Iterator, Sequence
from enum import Enum
from fractions import Fraction
from math import isqrt, prod

from generator.reread.networks.signatures import completed
from generator.reread.networks.stated import Origin, StatedLayer, StatedNetwork
from generator.reread.walk.layer import LayerKind


class Trait(Enum):
    """What words say of layers, as a finding names it: its code and its words."""

    NEURONS = ("neurones", "neurones")
    FILTERS = ("filtres", "filtres")
    KERNEL = ("noyau", "pixels de côté pour un filtre")
    STRIDE = ("pas", "pixels de pas pour un filtre")
    POOL = ("noyau", "pixels de côté pour un pooling")
    POOL_STRIDE = ("pas", "pixels de pas pour un pooling")
    DROPOUT = ("dropout", "de dropout")
    FLAT = ("taille-aplatie", "valeurs aplaties")
    WEIGHTS = ("poids-de-couche", "poids")
    SIZE = ("taille-de-sortie", "pixels de côté à la sortie d’une convolution")
    POOLED = ("taille-de-sortie", "pixels de côté à la sortie d’un pooling")
    CONVOLUTIONS = ("nombre-de-couches", "convolutions")
    DENSE = ("nombre-de-couches", "couches denses")
    HIDDEN = ("nombre-de-couches", "couches cachées")


UNITS = {LayerKind.DENSE: Trait.NEURONS, LayerKind.CONV: Trait.FILTERS}
SIDES = {LayerKind.CONV: Trait.KERNEL, LayerKind.POOL: Trait.POOL}
STRIDES = {LayerKind.CONV: Trait.STRIDE, LayerKind.POOL: Trait.POOL_STRIDE}
OUTS = {LayerKind.CONV: Trait.SIZE, LayerKind.POOL: Trait.POOLED}
# The setting that gives each, and the layers that have it.
OWNERS = {
    Trait.NEURONS: ("units", "Dense"),
    Trait.FILTERS: ("filters", "Conv2D"),
    Trait.KERNEL: ("kernel_size", "Conv2D"),
    Trait.STRIDE: ("strides", "Conv2D"),
    Trait.POOL_STRIDE: ("strides", "MaxPooling2D"),
    Trait.POOL: ("pool_size", "MaxPooling2D"),
    Trait.DROPOUT: ("rate", "Dropout"),
    Trait.FLAT: ("", "Flatten"),
    Trait.WEIGHTS: ("", "Conv2D", "Dense", "BatchNormalization"),
    Trait.SIZE: ("", "Conv2D"),
    Trait.POOLED: ("", "MaxPooling2D", "AveragePooling2D"),
}
COUNTED = {LayerKind.DENSE: Trait.DENSE, LayerKind.CONV: Trait.CONVOLUTIONS}
COUNTS = frozenset({*COUNTED.values(), Trait.HIDDEN})


def known_numbers(
    trait: Trait, networks: Sequence[StatedNetwork], rank: int, filters: int | None = None
) -> Iterator[Fraction]:
    """Go through the numbers of this kind that the networks have, in order; none unless all are known.

    Parameters
    ----------
    trait : Trait
    networks : sequence of StatedNetwork
    rank : int
        Of the only layer that is meant, 0 for any.
    filters : int or None
        Of the only convolutions that are meant.
    """
    found: dict[Fraction | None, None] = {}
    for network in networks:
        if trait in COUNTS:
            found |= dict.fromkeys(_counts(trait, network))
            continue
        coded = network.origin is Origin.CODE
        owners = [layer for layer in network.layers if layer.type in OWNERS[trait][1:]]
        if filters:
            owners = [layer for layer in owners if layer.output_shape and layer.output_shape[-1] == filters]
        if rank:
            owners = owners[rank - 1 :][:1] if rank > 0 else owners[-1:]
        numbers = [_of_layer(trait, layer, coded=coded) for layer in owners]
        found |= dict.fromkeys(number for each in numbers for number in each)
    if None not in found:
        yield from (number for number in found if number is not None)


def _counts(trait: Trait, network: StatedNetwork) -> Iterator[Fraction]:
    """Go through how many layers of a kind a network may be said to have, its output left out or not."""
    dense = sum(layer.type == "Dense" for layer in network.layers)
    convolutions = sum(layer.type.startswith("Conv") for layer in network.layers)
    found = {Trait.DENSE: (dense - 1, dense), Trait.HIDDEN: (dense - 1,), Trait.CONVOLUTIONS: (convolutions,)}
    yield from map(Fraction, found[trait])


def _of_layer(trait: Trait, layer: StatedLayer, *, coded: bool) -> tuple[Fraction | None, ...]:
    """Return the numbers of this kind that a layer has, None for one that is not known."""
    shape, setting = layer.output_shape, OWNERS[trait][0]
    written = completed(layer.type, layer.settings).get(setting) if coded else None
    if written is None and shape:
        sizes: dict[Trait, int | None] = {
            Trait.NEURONS: shape[-1],
            Trait.FILTERS: shape[-1],
            Trait.FLAT: prod(shape),
            Trait.SIZE: shape[0],
            Trait.POOLED: shape[0],
        }
        sizes[Trait.WEIGHTS] = layer.parameters
        written = sizes.get(trait, _side(layer) if trait is Trait.KERNEL else None)
    each = written if isinstance(written, tuple) else (written,)
    return tuple(Fraction(str(size)) if isinstance(size, int | float) else None for size in each)


def _is_square(number: int) -> bool:
    return isqrt(number) ** 2 == number


def _side(layer: StatedLayer) -> int | None:
    """Return the side of the window that the weights of a convolution tell."""
    channels, filters = (shape[-1] if shape else 0 for shape in (layer.input_shape, layer.output_shape))
    if not channels and filters and (layer.parameters or 0) > filters:
        # What reads the input reads one channel, or three.
        window = (layer.parameters or 0) // filters - 1
        channels = next((each for each in (1, 3) if window % each == 0 and _is_square(window // each)), 0)
    # A summary may hold anything: fewer weights than biases, no filter.
    if not channels or not filters or (layer.parameters or 0) <= filters:
        return None
    return isqrt(((layer.parameters or 0) // filters - 1) // channels)
