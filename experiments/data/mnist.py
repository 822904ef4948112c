"""MNIST: 70 000 handwritten digits of 28 × 28 pixels (LeCun, Cortes and Burges, 1998)."""

import base64
import hashlib
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.data.datasets import VALIDATION_SHARE, Reporter, Split, Splits
from experiments.errors import DataError
from experiments.project import DATA

ARCHIVE = DATA / "mnist.npz"
SHA256 = "06af5dfe73b70e3bc1c36439982b18a8d76803db9b544f6fdf838a37fbb01b64"
DIGITS = tuple("0123456789")
WHITE = 255


def read_archive(path: Path = ARCHIVE, sha256: str = SHA256) -> dict[str, NDArray[np.uint8]]:
    """Read the four arrays of MNIST after checking that the file is the expected one.

    Returns
    -------
    dict of uint8 arrays
        ``x_train`` (60000, 28, 28), ``y_train`` (60000,), ``x_test`` (10000, 28, 28), ``y_test`` (10000,).

    Raises
    ------
    DataError
        If the file is missing, or if its content is not the one whose checksum is given.
    """
    remedy = f"Rétablissez-le avec « git checkout -- {path.parent.name}/{path.name} »."
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise DataError(f"Le fichier de données {path} est introuvable. {remedy}") from error
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        raise DataError(
            f"Le fichier de données {path} est endommagé ou incomplet ({len(content)} octets) : "
            f"somme SHA-256 attendue {sha256}, obtenue {found}. {remedy}"
        )
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as archive:
            return {name: archive[name] for name in ("x_train", "y_train", "x_test", "y_test")}
    except (ValueError, KeyError, zipfile.BadZipFile) as error:
        raise DataError(f"Le fichier de données {path} n’est pas une archive de MNIST : {error}.") from error


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
    kept = round(len(images) * (1 - VALIDATION_SHARE))
    return Splits(
        train=Split(images[:kept], labels[:kept]),
        validation=Split(images[kept:], labels[kept:]),
        test=Split(_levels(arrays["x_test"]), arrays["y_test"].astype(np.int64)),
    )


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
        """Return the SHA-256 sum of the archive, None when it is absent."""
        return hashlib.sha256(ARCHIVE.read_bytes()).hexdigest() if ARCHIVE.exists() else None

    def inspect(self, model: Any, test: Split, predictions: NDArray[np.int64]) -> Mapping[str, object]:
        """Return ``misread``: rank in the test split and picture (PNG, base64) of each misread image.

        The picture is the image of MNIST, whatever the model received in its place.
        """
        images = read_archive()["x_test"]
        wrong = np.flatnonzero(predictions != test.labels)
        return {"misread": [{"index": int(i), "png": encode_png(images[i])} for i in wrong]}


@dataclass(frozen=True)
class MnistVectors(Mnist):
    """The pixels of each image in a row, for dense layers: inputs of shape (784,)."""

    def load(self, reporter: Reporter) -> Splits:
        """Return the splits."""
        return reshape_inputs(split_arrays(read_archive()), 784)

    def describe(self) -> Mapping[str, object]:
        """Return the nature of the inputs."""
        return {"features": "pixels"}


@dataclass(frozen=True)
class MnistImages(Mnist):
    """Images with their one channel, for convolutions: inputs of shape (28, 28, 1)."""

    def load(self, reporter: Reporter) -> Splits:
        """Return the splits."""
        return reshape_inputs(split_arrays(read_archive()), 28, 28, 1)

    def describe(self) -> Mapping[str, object]:
        """Return the nature of the inputs."""
        return {"features": "image"}
