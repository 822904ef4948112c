"""Where a model looks: what it says of an image once a square of it is hidden (Zeiler and Fergus, 2014)."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

PATCH = 24  # pixels, side of the square that is hidden
STRIDE = 8  # pixels between two positions of the square, and side of a cell of the map
BATCH_SIZE = 256
# Keeps the logit of a probability that single precision rounds to 0 or 1 finite.
SMALLEST = 1e-6


def occlusion_map(model: Any, image: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return what each place of an image contributes to the answer of a model.

    A square of the mean grey level hides the image at regular positions; the fall of the logit of the
    answer is credited to every cell under the square, and a cell gets the mean over the squares that covered
    it. Only ``model.predict`` is used, so that any backend will do.

    Parameters
    ----------
    model : keras.Model
        Its single output is a probability.
    image : float32 array, shape (height, width, channels)
        Height and width are multiples of `STRIDE`, at least `PATCH`.

    Returns
    -------
    float64 array, shape (height / STRIDE, width / STRIDE)
        Positive where what is seen there speaks for class 1, negative where it speaks for class 0.
    """
    corners = square_corners(image.shape[0], image.shape[1])
    hidden = np.repeat(image[np.newaxis], len(corners) + 1, axis=0)
    for position, (top, left) in enumerate(corners, start=1):
        hidden[position, top : top + PATCH, left : left + PATCH] = image.mean()
    answers = logit(model.predict(hidden, batch_size=BATCH_SIZE, verbose=0)[:, 0])
    falls = answers[0] - answers[1:]
    total = np.zeros((image.shape[0] // STRIDE, image.shape[1] // STRIDE))
    covered = np.zeros_like(total)
    span = PATCH // STRIDE
    for (top, left), fall in zip(corners, falls, strict=True):
        cells = slice(top // STRIDE, top // STRIDE + span), slice(left // STRIDE, left // STRIDE + span)
        total[cells] += fall
        covered[cells] += 1
    return total / covered


def square_corners(height: int, width: int) -> list[tuple[int, int]]:
    """Return the upper left corner of every position of the square, in pixels."""
    return [
        (top, left)
        for top in range(0, height - PATCH + 1, STRIDE)
        for left in range(0, width - PATCH + 1, STRIDE)
    ]


def logit(probabilities: NDArray[Any]) -> NDArray[np.float64]:
    """Return ln(p / (1 - p)), with p kept `SMALLEST` away from 0 and 1."""
    p = np.clip(np.asarray(probabilities, dtype=np.float64), SMALLEST, 1 - SMALLEST)
    return np.log(p / (1 - p))
