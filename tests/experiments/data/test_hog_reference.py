"""The features that train are held to those of scikit-image."""

import numpy as np
import pytest
from skimage.feature import hog as reference

from experiments.data.hog import hog
from experiments.data.hog_reference import COMPARED, compare_with_reference, reference_drawing
from experiments.data.mnist_source import read_mnist
from experiments.errors import DataError

IMAGES = read_mnist()["x_test"][:600]


def test_the_difference_is_measured_on_enough_images() -> None:
    found = compare_with_reference(IMAGES, hog(IMAGES, 8, 4), 8, 4)
    assert found["images"] == COMPARED
    assert 0 < found["difference"] < 1e-6


def test_few_images_are_all_compared() -> None:
    assert compare_with_reference(IMAGES[:3], hog(IMAGES[:3], 8, 7), 8, 7)["images"] == 3


def test_features_that_are_not_those_of_scikit_image_are_refused() -> None:
    features = hog(IMAGES, 8, 4)
    features[-1, 5] += 2e-6
    with pytest.raises(
        DataError, match=r"^HOG : sur 512 images, une valeur s’écarte de 2e-06 de celle que donne "
    ):
        compare_with_reference(IMAGES, features, 8, 4)
    features[-1, 5] = np.nan
    with pytest.raises(DataError, match="s’écarte de nan"):
        compare_with_reference(IMAGES, features, 8, 4)


def test_the_drawing_is_that_of_scikit_image() -> None:
    _, drawing = reference(IMAGES[0] / 255, 8, (7, 7), (1, 1), visualize=True)
    np.testing.assert_array_equal(reference_drawing(IMAGES[0], 8, 7), drawing)
