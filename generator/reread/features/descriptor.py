"""The size of a HOG descriptor."""


def descriptor_size(side: int, orientations: int, cell: int, block: int) -> int:
    """Return how many values describe a square: those of each cell, once per block that holds it.

    Parameters
    ----------
    side, cell : int
        Of the square and of its cells, in pixels.
    orientations : int
        Bins of a histogram.
    block : int
        Cells on each side of a block; blocks are moved by one cell.
    """
    blocks = max(0, side // cell - block + 1)
    return blocks * blocks * block * block * orientations
