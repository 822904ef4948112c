"""MNIST described by HOG: features instead of pixels, everything else alike."""

from pathlib import Path

import numpy as np
import pytest
from skimage.feature import hog as reference

from experiments.data import mnist_hog
from experiments.data.datasets import Silence
from experiments.data.mnist import MnistVectors
from experiments.data.mnist_hog import MnistHog
from experiments.data.mnist_source import read_mnist

TRAIN, TEST = 40, 6


@pytest.fixture(scope="module")
def images() -> dict[str, np.ndarray]:
    """The first real images: enough to see that each keeps its features and its label."""
    whole = read_mnist()
    counts = {"x_train": TRAIN, "y_train": TRAIN, "x_test": TEST, "y_test": TEST}
    return {name: whole[name][:count] for name, count in counts.items()}


@pytest.fixture(autouse=True)
def few_images(images: dict[str, np.ndarray], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(mnist_hog, "read_mnist", lambda: images)
    monkeypatch.setenv("LABO_CACHE", str(tmp_path))


@pytest.mark.parametrize(("orientations", "side", "length"), [(8, 4, 392), (16, 4, 784), (16, 7, 256)])
def test_each_image_has_the_features_that_scikit_image_gives(
    images: dict[str, np.ndarray], orientations: int, side: int, length: int
) -> None:
    splits = MnistHog(orientations=orientations, pixels_per_cell=side).load(Silence())
    assert [len(split.inputs) for split in (splits.train, splits.validation, splits.test)] == [36, 4, TEST]
    for split, name, start in (
        (splits.train, "x_train", 0),
        (splits.validation, "x_train", 36),
        (splits.test, "x_test", 0),
    ):
        assert split.inputs.shape[1:] == (length,)
        assert split.inputs.dtype == np.float32
        for features, image in zip(split.inputs, images[name][start:], strict=False):
            expected = reference(image / 255, orientations, (side, side), (1, 1))
            np.testing.assert_allclose(features, expected, atol=1e-6)


def test_labels_and_splits_are_those_of_the_pixels(images: dict[str, np.ndarray]) -> None:
    splits = MnistHog(orientations=8, pixels_per_cell=4).load(Silence())
    np.testing.assert_array_equal(splits.train.labels, images["y_train"][:36])
    np.testing.assert_array_equal(splits.validation.labels, images["y_train"][36:])
    np.testing.assert_array_equal(splits.test.labels, images["y_test"])


def test_progress_is_told_in_images_and_features_are_kept() -> None:
    class Recorder(Silence):
        """Counts."""

        def __init__(self) -> None:
            self.titles: list[tuple[str, int]] = []
            self.done = 0

        def stage(self, title, total):  # type: ignore[no-untyped-def]
            self.titles.append((title, total))
            return self.advance

        def advance(self, steps: int) -> None:
            self.done += steps

    first, second = Recorder(), Recorder()
    dataset = MnistHog(orientations=8, pixels_per_cell=4)
    loaded, again = dataset.load(first), dataset.load(second)
    assert first.titles == second.titles == [("descripteur HOG", TRAIN + TEST)]
    assert first.done == second.done == TRAIN + TEST
    np.testing.assert_array_equal(loaded.train.inputs, again.train.inputs)


def test_the_description_holds_the_settings_and_one_image(images: dict[str, np.ndarray]) -> None:
    description = dict(MnistHog(orientations=8, pixels_per_cell=7).describe())
    drawn, compared = description.pop("illustration"), description.pop("reference")
    assert description == {
        "features": "hog",
        "orientations": 8,
        "pixels_per_cell": 7,
        "image_shape": [28, 28],
        "duplicates": [],
        "shared_between_splits": [],
        "labelled_differently": [],
    }
    assert drawn["label"] == images["y_train"][0] == 5  # type: ignore[index]
    assert np.shape(drawn["cells"]) == (4, 4, 8)  # type: ignore[index]
    assert np.shape(drawn["drawing"]) == (28, 28)  # type: ignore[index]
    assert compared["images"] == TRAIN + TEST  # type: ignore[index]
    assert compared["difference"] < 1e-6  # type: ignore[index]


def test_the_fingerprint_is_the_one_of_the_pixels() -> None:
    assert MnistHog(orientations=8, pixels_per_cell=4).fingerprint() == MnistVectors().fingerprint()
