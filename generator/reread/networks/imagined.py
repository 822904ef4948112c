"""Networks that a report gives only the sizes of."""

from generator.reread.documents.place import Place
from generator.reread.networks.derivation import derived
from generator.reread.networks.stated import Origin, StatedLayer, StatedNetwork, total_of


def dense_network(sizes: tuple[int, ...], place: Place, *, words: bool) -> StatedNetwork:
    """Return dense layers of these sizes, after as many inputs as the first one."""
    inputs, *units = sizes
    stated = [StatedLayer("", "Dense", place, {"units": number}) for number in units]
    layers = tuple(derived(stated, (inputs,)))
    origin = Origin.WORDS if words else Origin.COMPUTATION
    return StatedNetwork(origin, place, layers, total_of(layers))
