"""Misread images: the surest errors of each class, with an image that can be looked at."""

import base64
import io

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from experiments.data.datasets import Split
from experiments.data.misread import SHOWN_PER_CLASS, describe_misread, most_surely_wrong, png


class Brightness:
    """Calls bright images pneumonia."""

    def predict(self, images: NDArray[np.float32], **options: object) -> NDArray[np.float32]:
        return images.mean(axis=(1, 2))


def split(count: int) -> Split:
    """Return images ever brighter, normal and ill in turn."""
    inputs = (
        np.ones((count, 64, 64, 1), dtype=np.float32)
        * np.linspace(0, 1, count, dtype=np.float32)[:, None, None, None]
    )
    return Split(inputs, np.arange(count) % 2)


def test_the_surest_errors_of_each_class_are_shown() -> None:
    test = split(60)
    predictions = (test.inputs.mean(axis=(1, 2, 3)) > 0.5).astype(np.int64)
    found = describe_misread(Brightness(), test, predictions, [f"{i}.jpeg" for i in range(60)])
    wrong = [i for i in range(60) if (i % 2 == 0) == (i >= 30)]
    assert found["misread"] == [{"index": i, "name": f"{i}.jpeg"} for i in wrong]
    shown = found["shown"]
    assert isinstance(shown, list)
    # Normal images from the brightest down, ill ones from the darkest up.
    assert [entry["index"] for entry in shown] == [58, 56, 54, 52, 50, 48, 1, 3, 5, 7, 9, 11]
    assert all(entry["name"] == f"{entry['index']}.jpeg" for entry in shown)
    assert {(len(entry["map"]), len(entry["map"][0])) for entry in shown} == {(8, 8)}


def test_a_class_without_errors_gives_its_room_to_nobody() -> None:
    test = split(60)
    assert len(most_surely_wrong(Brightness(), test, np.flatnonzero(test.labels == 0))) == SHOWN_PER_CLASS
    assert most_surely_wrong(Brightness(), test, np.array([], dtype=np.int64)) == []


@pytest.mark.parametrize("seed", range(3))
def test_the_picture_holds_the_pixels(seed: int) -> None:
    levels = np.random.default_rng(seed).integers(0, 256, (32, 32, 1))
    with Image.open(io.BytesIO(base64.b64decode(png((levels / 255).astype(np.float32))))) as image:
        assert (image.format, image.mode) == ("PNG", "L")
        np.testing.assert_array_equal(np.asarray(image), levels[:, :, 0])
