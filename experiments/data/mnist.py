"""MNIST: 70 000 handwritten digits of 28 × 28 pixels (LeCun, Cortes and Burges, 1998)."""

import base64
import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.data.copies import describe_copies, image_digests
from experiments.data.datasets import VALIDATION_SHARE, Reporter, Split, Splits
from experiments.data.mnist_source import fingerprint_mnist, read_mnist

DIGITS = tuple("0123456789")
WHITE = 255


def encode_png(image: NDArray[np.uint8]) -> str:
    """Return a grey image, shape (height, width), as a PNG file in base64."""
    from PIL import Image

    stream = io.BytesIO()
    Image.fromarray(image).save(stream, format="PNG", optimize=True)
    return base64.b64encode(stream.getvalue()).decode()


def split_arrays(arrays: dict[str, NDArray[np.uint8]]) -> Splits:
    """Return MNIST as images in [0, 1], the last tenth of the training part held out as validation.

    Returns
    -------
    Splits
        Inputs of shape (54000 | 6000 | 10000, 28, 28), in the order of the file: the validation
        split is drawn before any shuffling.
    """
    images, labels = _levels(arrays["x_train"]), arrays["y_train"].astype(np.int64)
    kept = _trained(len(images))
    return Splits(
        train=Split(images[:kept], labels[:kept]),
        validation=Split(images[kept:], labels[kept:]),
        test=Split(_levels(arrays["x_test"]), arrays["y_test"].astype(np.int64)),
    )


def describe_repeated(arrays: dict[str, NDArray[np.uint8]]) -> dict[str, list[list[str]]]:
    """Return what a result records of the images of MNIST that occur more than once: see `describe_copies`.

    An image is called ``train/12`` or ``test/7``, by its part and rank in the file.
    """
    trained, tested = len(arrays["x_train"]), len(arrays["x_test"])
    kept = _trained(trained)
    return describe_copies(
        names=[f"train/{rank}" for rank in range(trained)] + [f"test/{rank}" for rank in range(tested)],
        digests=[*image_digests(arrays["x_train"]), *image_digests(arrays["x_test"])],
        splits=["train"] * kept + ["validation"] * (trained - kept) + ["test"] * tested,
        labels=[*arrays["y_train"].tolist(), *arrays["y_test"].tolist()],
    )


def _trained(count: int) -> int:
    """Return how many of the images of the training part are not held out as validation."""
    return round(count * (1 - VALIDATION_SHARE))


def _levels(images: NDArray[np.uint8]) -> NDArray[np.float32]:
    return images.astype(np.float32) / np.float32(WHITE)


def reshape_inputs(splits: Splits, *shape: int) -> Splits:
    """Return the same splits with each input given the shape `shape`."""

    def reshape(split: Split) -> Split:
        return Split(split.inputs.reshape(-1, *shape), split.labels)

    return Splits(reshape(splits.train), reshape(splits.validation), reshape(splits.test))


class Mnist:
    """What every view of MNIST shares."""

    classes = DIGITS

    def fingerprint(self) -> str | None:
        """Return a digest of MNIST, the same for every source; None when it is absent."""
        return fingerprint_mnist()

    def inspect(self, model: Any, test: Split, predictions: NDArray[np.int64]) -> Mapping[str, object]:
        """Return ``misread``: rank in the test split and picture (PNG, base64) of each misread image.

        The picture is the image of MNIST, whatever the model received in its place.
        """
        images = read_mnist()["x_test"]
        wrong = np.flatnonzero(predictions != test.labels)
        return {"misread": [{"index": int(i), "png": encode_png(images[i])} for i in wrong]}


@dataclass(frozen=True)
class MnistVectors(Mnist):
    """The pixels of each image in a row, for dense layers: inputs of shape (784,)."""

    def load(self, reporter: Reporter) -> Splits:
        """Return the splits."""
        return reshape_inputs(split_arrays(read_mnist()), 784)

    def describe(self) -> Mapping[str, object]:
        """Return the nature of the inputs, and the images found more than once."""
        return {"features": "pixels", **describe_repeated(read_mnist())}


@dataclass(frozen=True)
class MnistImages(Mnist):
    """Images with their one channel, for convolutions: inputs of shape (28, 28, 1)."""

    def load(self, reporter: Reporter) -> Splits:
        """Return the splits."""
        return reshape_inputs(split_arrays(read_mnist()), 28, 28, 1)

    def describe(self) -> Mapping[str, object]:
        """Return the nature of the inputs, and the images found more than once."""
        return {"features": "image", **describe_repeated(read_mnist())}
