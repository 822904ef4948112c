"""What a whole document says of sizes and weights, by which an unexpected number may be right."""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

from generator.reread.networks.grounds import OUTPUTS, accepted
from generator.reread.networks.imagined import dense_network
from generator.reread.networks.stated import StatedNetwork
from generator.reread.networks.statement import Statements
from generator.reread.walk.start import VALUES

SMALL = re.compile(r"(?<![\w.,×x*'’])\d{1,4}(?![\w×*'’%]|[.,]\d|\s[×x*]\s?\d|\s\d{3}\b)")
LEAST, CHANNELS = 8, 128
# Positions of the windows that filters read through.
WINDOWS = (4, 9, 25, 49)


@dataclass(frozen=True)
class Known:
    """What a document says.

    Attributes
    ----------
    counts : set of int
        What right computations on its networks lead to.
    numbers : set of int
        Those that it writes.
    inputs : set of int
        What its networks without convolutions may read.
    """

    counts: Set[int]
    numbers: Set[int]
    inputs: Set[int]

    def explains(self, count: int) -> bool:
        """Tell whether a count is that of a layer, or of a network, whose sizes are all written somewhere."""
        sizes = {size for size in self.numbers | self.inputs if size >= LEAST}
        return any(
            self._is_layer(count - outputs * (units + 1 if outputs else 0), units, sizes, last=not outputs)
            for outputs in (0, *OUTPUTS)
            for units in sizes
        )

    def _is_layer(self, count: int, units: int, sizes: Set[int], *, last: bool) -> bool:
        if count <= 0 or count % units:
            return False
        reads = count // units - 1
        if reads in sizes:
            return True
        few = {size for size in sizes if size <= CHANNELS} | {1, 3}
        return last and any(reads % window == 0 and reads // window in few for window in WINDOWS)


def known_of(
    texts: Sequence[str], networks: Sequence[StatedNetwork], said: Iterable[Statements], inputs: int
) -> Known:
    """Return what a document says.

    Parameters
    ----------
    texts : sequence of str
        Of the document.
    networks : sequence of StatedNetwork
    said : iterable of Statements
    inputs : int
        What a network reads that nothing else tells.
    """
    found = {count for network in networks for count in accepted(network)}
    reads = {inputs, *told_inputs("\n".join(texts)), *(dense_inputs(network) for network in networks)}
    numbers = {int(each[0]) for text in texts for each in SMALL.finditer(text)}
    for section in said:
        found |= {c.value for c in section.computed if c.form and c.right and c.value}
        for sizes, place, _ in section.topologies:
            if len(sizes) > 2 and min(sizes) > 0:
                found |= accepted(dense_network(sizes, place, words=True))
    return Known(found, numbers, reads - {0})


def told_inputs(text: str) -> Iterator[int]:
    """Go through how many inputs a text gives."""
    yield from (int(each[1] or each[2]) for each in VALUES.finditer(text))


def dense_inputs(network: StatedNetwork) -> int:
    """Return how many values the first layer reads, 0 unless it is dense and they are known."""
    first = network.layers[0] if network.layers else None
    return first.input_shape[-1] if first and first.type == "Dense" and first.input_shape else 0
