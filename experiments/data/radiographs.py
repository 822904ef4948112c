"""A set of chest X-rays, wherever it came from."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from experiments.data.copies import copies
from experiments.data.datasets import Reporter

SIDE = 128
NORMAL, PNEUMONIA = 0, 1


@dataclass(frozen=True)
class Radiographs:
    """What is known of each X-ray before its pixels are needed, in one fixed order.

    Attributes
    ----------
    source : str
        Where the images come from, in French.
    names : tuple of str
        One name per image, unique: the path of the file inside its folder, or the array and index it was at.
    splits : tuple of str
        The official partition of each image: ``train``, ``validation`` or ``test``.
    labels : int64 array, shape (n,)
        0 for a normal X-ray, 1 for pneumonia.
    digests : tuple of str
        Digest of each image; equal digests are the same image.
    named_by_patient : bool
        Whether the names hold the number of the patient.
    decode : callable
        Returns the pixels, uint8 array of shape (n, 128, 128), following its progress on a reporter.
    set_aside : mapping of str to int
        How many files found among the images are none, by kind or place.
    """

    source: str
    names: tuple[str, ...]
    splits: tuple[str, ...]
    labels: NDArray[np.int64]
    digests: tuple[str, ...]
    named_by_patient: bool
    decode: Callable[[Reporter], NDArray[np.uint8]]
    set_aside: Mapping[str, int] = field(default_factory=dict)

    def members(self, split: str) -> NDArray[np.int64]:
        """Return the positions of the images of one official partition, in order."""
        return np.flatnonzero(np.array(self.splits) == split)

    def duplicates(self) -> tuple[tuple[str, ...], ...]:
        """Return the names of the images that occur more than once, one tuple per image."""
        return copies(self.names, self.digests)

    def shared(self, splits: Sequence[str]) -> tuple[tuple[str, ...], ...]:
        """Return the names of the images that occur in several of the given splits, one tuple per image.

        Parameters
        ----------
        splits : sequence of str
            The split of each image, official or not.
        """
        return copies(self.names, self.digests, splits)
