"""The X-rays that a model misreads most surely, with what led it astray."""

import base64
import io
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.data.datasets import Split
from experiments.data.occlusion import PATCH, STRIDE, occlusion_map

SHOWN_PER_CLASS = 6
WHITE = 255
DIGITS = 3  # decimals kept of an occlusion map


def describe_misread(
    model: Any, test: Split, predictions: NDArray[np.int64], names: Sequence[str]
) -> Mapping[str, object]:
    """Name the misread images of a split, and show those of each class that are furthest from the truth.

    Parameters
    ----------
    model : keras.Model
        Its single output is the probability of class 1.
    test : Split
        Images of shape (n, height, width, 1), in [0, 1].
    predictions : int64 array, shape (n,)
        Class that the model puts on each image.
    names : sequence of str
        Name of each image, at least n of them.

    Returns
    -------
    mapping
        ``misread``: index and name of each misread image; ``shown``: for some of them also the image (PNG in
        base 64) and its occlusion map (rows of numbers); ``occlusion``: how the maps were made.
    """
    wrong = np.flatnonzero(predictions != test.labels)
    shown = [
        {
            "index": index,
            "name": names[index],
            "image": png(test.inputs[index]),
            "map": occlusion_map(model, test.inputs[index]).round(DIGITS).tolist(),
        }
        for index in most_surely_wrong(model, test, wrong)
    ]
    return {
        "misread": [{"index": index, "name": names[index]} for index in map(int, wrong)],
        "occlusion": {"patch": PATCH, "stride": STRIDE},
        "shown": shown,
    }


def most_surely_wrong(model: Any, test: Split, wrong: NDArray[np.int64]) -> list[int]:
    """Return the misread images furthest from their label: `SHOWN_PER_CLASS` of each class at most."""
    if not len(wrong):
        return []
    probabilities = model.predict(test.inputs[wrong], verbose=0)[:, 0]
    chosen: list[int] = []
    for label in (0, 1):
        of_class = test.labels[wrong] == label
        furthest = np.argsort(-np.abs(probabilities[of_class] - label), kind="stable")
        chosen += [int(index) for index in wrong[of_class][furthest[:SHOWN_PER_CLASS]]]
    return chosen


def png(image: NDArray[np.float32]) -> str:
    """Return a grey image, shape (height, width, 1) in [0, 1], as a PNG file in base 64."""
    from PIL import Image

    file = io.BytesIO()
    levels = (image[:, :, 0] * WHITE).round().astype(np.uint8)
    Image.fromarray(levels).save(file, format="PNG", optimize=True)
    return base64.b64encode(file.getvalue()).decode("ascii")
