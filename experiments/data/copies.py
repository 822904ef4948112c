"""Images that a set holds more than once."""

import hashlib
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

Names = tuple[str, ...]


def image_digests(images: Iterable[NDArray[np.uint8]]) -> Names:
    """Return the SHA-256 sum of the pixels of each image; equal sums are equal images of one shape."""
    return tuple(hashlib.sha256(image.tobytes()).hexdigest() for image in images)


def copies(
    names: Sequence[str], digests: Sequence[str], apart: Sequence[Hashable] | None = None
) -> tuple[Names, ...]:
    """Return the names of the images that occur more than once, one tuple per image.

    Parameters
    ----------
    names : sequence of str
        Name of each image.
    digests : sequence of str
        Digest of each image.
    apart : sequence, optional
        Split or label of each image; only the images whose copies differ in it are returned.
    """
    positions = defaultdict(list)
    for position, digest in enumerate(digests):
        positions[digest].append(position)
    return tuple(
        tuple(names[position] for position in group)
        for group in positions.values()
        if len(group) > 1 and (apart is None or len({apart[position] for position in group}) > 1)
    )


def describe_copies(
    names: Sequence[str], digests: Sequence[str], splits: Sequence[str], labels: Sequence[int]
) -> dict[str, list[list[str]]]:
    """Return what a result records of the images that occur more than once, as JSON values.

    Returns
    -------
    dict
        ``duplicates``: all of them; ``shared_between_splits``: those whose copies are in several splits;
        ``labelled_differently``: those whose copies have several labels.
    """

    def found(apart: Sequence[Hashable] | None) -> list[list[str]]:
        return [list(group) for group in copies(names, digests, apart)]

    return {
        "duplicates": found(None),
        "shared_between_splits": found(splits),
        "labelled_differently": found(labels),
    }
