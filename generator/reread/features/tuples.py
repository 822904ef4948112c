"""Descriptors listed in code, each in a tuple with its size beside: « (10, 4, 150),  # hog_size = 490 »."""

import re
from collections.abc import Iterator, Sequence

from generator.reread.documents.block import Line
from generator.reread.documents.place import Place
from generator.reread.features.descriptor import descriptor_size

Settings = tuple[int, int, int]
_TUPLE = re.compile(
    r"^\s*(?:['\"][\w-]+['\"]\s*:\s*)?[(\[]\s*(\d{1,3})\s*,\s*(\d{1,3})\s*(?:,[^#()\[\]]*)?[)\]]"
)


def listed_sizes(lines: Sequence[Line], size: re.Pattern[str], side: int) -> dict[Place, dict[int, Settings]]:
    """Return, for each line that holds a tuple and a size, the sizes that its settings give.

    The order of orientations and cells is the one that holds for a line of the list; where none does, either.

    Parameters
    ----------
    lines : sequence of Line
    size : re.Pattern
        What tells a size; its groups, the number.
    side : int
        Height and width of what is described, in pixels.
    """
    told = [
        (line.place, int(first), int(second), {int(each) for each in found.groups() if each})
        for line in lines
        for first, second in _TUPLE.findall(line.text)
        if (found := size.search(line.text))
    ]
    orders = [
        {place: _size(a, b, side) for place, a, b, _ in told},
        {x: _size(b, a, side) for x, a, b, _ in told},
    ]
    held = [order for order in orders if any(said & {*order[place]} for place, _, _, said in told)]
    return {place: dict(_merged(place, held or orders)) for place, _, _, _ in told}


def _size(orientations: int, cell: int, side: int) -> dict[int, Settings]:
    fits = 0 < cell <= side and orientations
    return {descriptor_size(side, orientations, cell, 1): (orientations, cell, 1)} if fits else {}


def _merged(
    place: Place, orders: Sequence[dict[Place, dict[int, Settings]]]
) -> Iterator[tuple[int, Settings]]:
    for order in orders:
        yield from order[place].items()
