"""How a plain notebook reads each set of data: with NumPy, scikit-image or Pillow, one image at a time."""

import os
from pathlib import Path

from experiments.data.chest_xray import VARIABLE, ChestXray, ChestXrayByPatient
from experiments.data.chest_xray_layout import find_root
from experiments.data.datasets import VALIDATION_SHARE, Dataset
from experiments.data.mnist import MnistImages, MnistVectors
from experiments.data.mnist_hog import MnistHog
from experiments.data.radiographs import SIDE
from experiments.errors import LabError

MNIST = """\
with np.load("data/mnist.npz") as arrays:
    x_train, y_train = arrays["x_train"], arrays["y_train"]
    x_test, y_test = arrays["x_test"], arrays["y_test"]
"""
PIXELS = """\
x_train = x_train.reshape(-1, {shape}).astype("float32") / 255
x_test = x_test.reshape(-1, {shape}).astype("float32") / 255
"""
HOG = """\
from skimage.feature import hog


def describe(images):
    return np.array(
        [
            hog(
                image / 255,
                orientations={orientations},
                pixels_per_cell=({side}, {side}),
                cells_per_block=(1, 1),
            )
            for image in images
        ],
        dtype="float32",
    )


x_train, x_test = describe(x_train), describe(x_test)
"""
HELD_OUT = """\
held_out = round(len(x_train) * {share})
x_val, y_val = x_train[-held_out:], y_train[-held_out:]
x_train, y_train = x_train[:-held_out], y_train[:-held_out]
"""
RADIOGRAPHS = """\
from pathlib import Path

from PIL import Image

FOLDER = Path({folder!r})


def read(part):
    paths = sorted((FOLDER / part).glob("*/*.jp*g"))
    images = [np.asarray(Image.open(path).convert("L").resize(({side}, {side}))) for path in paths]
    labels = [path.parent.name == "PNEUMONIA" for path in paths]
    return np.array(images, dtype="float32")[..., np.newaxis] / 255, np.array(labels, dtype="int"), paths


x_train, y_train, paths_train = read("train")
x_val, y_val, paths_val = read("val")
x_test, y_test, _ = read("test")
"""
BY_PATIENT = """\
import re

from sklearn.model_selection import StratifiedGroupKFold

x, y = np.concatenate([x_train, x_val]), np.concatenate([y_train, y_val])
patients = [re.search(r"(person|IM-)\\d+", path.name)[0] for path in paths_train + paths_val]
folds = StratifiedGroupKFold({folds}, shuffle=True, random_state={seed})
kept, drawn = next(folds.split(x, y, patients))
x_train, y_train, x_val, y_val = x[kept], y[kept], x[drawn], y[drawn]
"""


class UnknownDataError(LabError):
    """Data that no plain notebook is known for, or that are not there."""


def data_cell(data: Dataset) -> str:
    """Return the code that reads data: ``x_train``, ``y_train`` and the same of ``val`` and ``test``.

    Raises
    ------
    UnknownDataError
        If there is none for these data, or if they are not there.
    """
    match data:
        case MnistVectors():
            return _mnist(PIXELS.format(shape="784"))
        case MnistImages():
            return _mnist(PIXELS.format(shape="28, 28, 1"))
        case MnistHog():
            return _mnist(HOG.format(orientations=data.orientations, side=data.pixels_per_cell))
        case ChestXray():
            return _radiographs()
        case ChestXrayByPatient():
            folds = round(1 / data.validation_share)
            return f"{_radiographs()}\n{BY_PATIENT.format(folds=folds, seed=data.seed)}"
    raise UnknownDataError(f"aucun notebook ne sait lire {type(data).__name__}")


def _mnist(features: str) -> str:
    return f"{MNIST}\n{features}\n{HELD_OUT.format(share=VALIDATION_SHARE)}"


def _radiographs() -> str:
    named = os.environ.get(VARIABLE)
    root = find_root(Path(named).expanduser().resolve()) if named else None
    if root is None:
        raise UnknownDataError(f"{VARIABLE} ne désigne pas le dossier des radiographies")
    return RADIOGRAPHS.format(folder=str(root), side=SIDE)
