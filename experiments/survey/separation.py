"""Can two samples of images be told apart? A classifier tries, on patients that it has not seen.

The classifier is as plain as can be: a logistic regression on small grey images. What it finds is there for
any network to find; what it does not find may still be there.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from experiments.errors import DataError
from experiments.measures.ranking import roc_area, sweep

SIDE = 32  # pixels, of the images that the classifier is given
FOLDS = 5
DRAWS = 1000
SEED = 0
ITERATIONS = 1000
TAILS = 0.025, 0.975  # of an interval at 95 %

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Separation:
    """How well two samples are told apart; see `experiments.results.survey.Separation`."""

    first_count: int
    second_count: int
    patients: int
    area: float
    low: float
    high: float


def separation(images: Floats, second: Integers, patients: Integers) -> Separation:
    """Return how well a classifier tells the images of two samples apart.

    Each image is judged by a classifier fitted without any image of its patient. The interval holds the
    classifiers fixed and draws the patients again (Efron, 1979; Field and Welsh, 2007).

    Parameters
    ----------
    images : float64 array, shape (n, pixels)
    second : int64 array, shape (n,)
        1 for the images of the second sample, 0 for those of the first.
    patients : int64 array, shape (n,)
        Equal numbers for images that may show one patient.

    Raises
    ------
    DataError
        If a sample has too few patients for the classifier to be tried on some that it has not seen.
    """
    fewest = min(len(np.unique(patients[second == sample])) for sample in (0, 1))
    if fewest < FOLDS:
        raise DataError(
            f"Comparer deux partitions demande au moins {FOLDS} patients de chaque classe dans chacune ; "
            f"l’une n’en a que {fewest}. Complétez les images."
        )
    values = _unseen_values(images, second, patients)
    _, owner = np.unique(patients, return_inverse=True)
    people = int(owner.max()) + 1
    times = np.random.default_rng(SEED).multinomial(people, np.full(people, 1 / people), size=DRAWS)
    with np.errstate(invalid="ignore"):  # a draw that holds nobody of a sample has no area
        drawn = roc_area(sweep(second, values, times[:, owner].astype(np.float64)))
    low, high = np.nanquantile(drawn, TAILS)
    return Separation(
        first_count=int((second == 0).sum()),
        second_count=int((second == 1).sum()),
        patients=people,
        area=float(roc_area(sweep(second, values))),
        low=float(low),
        high=float(high),
    )


def sample_of(count: int, patients: Integers) -> Integers:
    """Draw patients until they have so many images; return 1 for their images, 0 for the others."""
    people, numbers = np.unique(patients, return_counts=True)
    order = np.random.default_rng(SEED).permutation(len(people))
    enough = int(np.searchsorted(np.cumsum(numbers[order]), count)) + 1
    return np.isin(patients, people[order[:enough]]).astype(np.int64)


def shrink(images: NDArray[np.float32]) -> Floats:
    """Return images, shape (n, height, width, 1), as rows of `SIDE` times `SIDE` grey levels.

    A level is the mean over a rectangle of pixels: height and width are multiples of `SIDE`.
    """
    count, height, width, _ = images.shape
    blocks = images.reshape(count, SIDE, height // SIDE, SIDE, width // SIDE)
    return blocks.mean(axis=(2, 4), dtype=np.float64).reshape(count, SIDE**2)  # type: ignore[no-any-return]


def _unseen_values(images: Floats, second: Integers, patients: Integers) -> Floats:
    """Return what a classifier that has not seen the patient of each image says of it."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedGroupKFold

    values = np.empty(len(images))
    folds = StratifiedGroupKFold(n_splits=FOLDS, shuffle=True, random_state=SEED)
    for known, unseen in folds.split(images, second, patients):
        classifier = LogisticRegression(class_weight="balanced", max_iter=ITERATIONS)
        classifier.fit(images[known], second[known])
        values[unseen] = classifier.decision_function(images[unseen])
    return values
