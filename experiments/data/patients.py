"""Which X-rays may show the same child, and a validation split that never separates them.

The files are called ``person123_bacteria_456.jpeg`` (pneumonia) and ``IM-0115-0001.jpeg`` or
``NORMAL2-IM-0501-0001-0002.jpeg`` (normal). ``person`` is followed by the number of the child, then by the
kind of pneumonia and a running number of the image; ``IM`` by the number of an examination, then by image
numbers.

What the names do not say: whether ``person1_bacteria`` and ``person1_virus`` are one child, whether
``IM-0115`` and ``NORMAL2-IM-0115`` are, and whether a child examined twice has two ``IM`` numbers. In the
published set no number of one kind is in two partitions; 264 numbers are both in train and in test, under two
kinds, but images that share the number and not the kind are no more alike than any two: the kinds were
probably numbered apart. Where a name leaves a doubt the images are kept together here, which costs nothing.
"""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from experiments.errors import DataError

NAME = re.compile(r"(?:NORMAL2-)?(person|IM-)(\d+)[_-].*\.jpe?g", re.IGNORECASE)


def patient_of(name: str) -> str | None:
    """Return what the name of a file says of the patient (``person123``, ``IM-115``), None if nothing.

    Parameters
    ----------
    name : str
        Name of the file, after any folders separated by ``/``.
    """
    match = NAME.fullmatch(name.rpartition("/")[2])
    return f"{match[1]}{int(match[2])}" if match else None


def patient_groups(names: Sequence[str], digests: Sequence[str]) -> NDArray[np.int64]:
    """Return the group of each image: images that may show the same patient have the same.

    Two images are in one group when their names give the same patient, when they are identical, or when a
    chain of such links joins them. An image whose name gives no patient is alone unless it is
    identical to another.

    Parameters
    ----------
    names : sequence of str
        Names of the files.
    digests : sequence of str
        Digest of each image.

    Returns
    -------
    int64 array, shape (n,)
        Equal numbers for the images of one group.
    """
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    links = [f"patient {patient_of(name) or name}" for name in names]
    links += [f"image {digest}" for digest in digests]
    _, link_numbers = np.unique(links, return_inverse=True)
    count = len(names)
    size = count + int(link_numbers.max()) + 1
    images = np.tile(np.arange(count), 2)
    graph = coo_array((np.ones(2 * count), (images, count + link_numbers)), shape=(size, size))
    _, groups = connected_components(graph, directed=False)
    return np.asarray(groups[:count], dtype=np.int64)


def draw_validation(
    labels: NDArray[np.int64], groups: NDArray[np.int64], share: float, seed: int
) -> NDArray[np.bool_]:
    """Choose images for validation: whole groups, and classes in the proportions of the whole.

    Parameters
    ----------
    labels : int64 array, shape (n,)
        Class of each image.
    groups : int64 array, shape (n,)
        Group of each image.
    share : float
        Wanted share of the images, in (0, 1/2]; the share drawn is the nearest 1/k, to within a group.
    seed : int
        Equal seeds give equal draws.

    Returns
    -------
    bool array, shape (n,)
        True for the images of the validation split.

    Raises
    ------
    DataError
        If a class has too few groups for that share.
    """
    from sklearn.model_selection import StratifiedGroupKFold

    folds = round(1 / share)
    fewest = min(len(np.unique(groups[labels == label])) for label in np.unique(labels))
    if fewest < folds:
        raise DataError(
            f"Une validation d’une part sur {folds} demande au moins {folds} patients par classe ; "
            f"une classe n’en a que {fewest}. Augmentez validation_share ou complétez les images."
        )
    splitter = StratifiedGroupKFold(n_splits=folds, shuffle=True, random_state=seed)
    _, chosen = next(splitter.split(np.zeros(len(labels)), labels, groups))
    drawn = np.zeros(len(labels), dtype=np.bool_)
    drawn[chosen] = True
    return drawn
