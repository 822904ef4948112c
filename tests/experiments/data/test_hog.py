"""HOG by batches, held against scikit-image image by image."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from numpy.typing import NDArray
from skimage.feature import hog as reference_hog

from experiments.data.hog import CHUNK_PIXELS, feature_count, hog
from experiments.data.mnist_npz import read_archive
from experiments.errors import DataError, ExperimentError

TOLERANCE = 1e-6
IN_USE = [(8, 4), (16, 4), (16, 7)]

# Height and width of an image, then orientations, pixels per cell and cells per block.
Configuration = tuple[tuple[int, int], tuple[int, int, tuple[int, int]]]


def reference(
    images: NDArray[Any], orientations: int, pixels_per_cell: int, cells_per_block: tuple[int, int] = (1, 1)
) -> NDArray[Any]:
    """Describe images one by one with scikit-image."""
    return np.array(
        [
            reference_hog(
                image,
                orientations=orientations,
                pixels_per_cell=(pixels_per_cell, pixels_per_cell),
                cells_per_block=cells_per_block,
                block_norm="L2-Hys",
                transform_sqrt=False,
                feature_vector=True,
            )
            for image in images
        ]
    )


def assert_equal(features: NDArray[Any], expected: NDArray[Any]) -> None:
    """Compare two sets of features as closely as the project promises."""
    assert features.shape == expected.shape
    np.testing.assert_allclose(features, expected, rtol=0, atol=TOLERANCE)


@st.composite
def configurations(draw: st.DrawFn) -> Configuration:
    """Draw settings and a size of image that holds at least one block, seldom a whole number of cells."""
    orientations = draw(st.integers(1, 20))
    side = draw(st.integers(1, 8))
    block = draw(st.tuples(st.integers(1, 3), st.integers(1, 3)))
    height = block[0] * side + draw(st.integers(0, 12))
    width = block[1] * side + draw(st.integers(0, 12))
    return (height, width), (orientations, side, block)


@given(configurations(), st.data())
def test_grey_levels_of_any_size_agree(configuration: Configuration, data: st.DataObject) -> None:
    size, how = configuration
    images = data.draw(arrays.arrays(np.uint8, (2, *size)))
    assert_equal(hog(images, *how), reference(images / 255, *how))


@given(configurations(), st.data(), st.sampled_from([np.float32, np.float64]))
def test_real_values_of_any_size_agree(
    configuration: Configuration, data: st.DataObject, dtype: type
) -> None:
    size, how = configuration
    # Halves bring about equal, opposite and zero gradients; the others any angle and any size.
    values = st.integers(-4, 4).map(lambda half: half / 2) | st.floats(-1000, 1000, width=32)
    images = data.draw(arrays.arrays(dtype, (2, *size), elements=values))
    assert_equal(hog(images, *how), reference(images, *how))


@given(st.integers(0, 2**32 - 1), configurations())
def test_noise_agrees(seed: int, configuration: Configuration) -> None:
    size, how = configuration
    images = np.random.default_rng(seed).random((5, *size))
    assert_equal(hog(images, *how), reference(images, *how))


@given(st.integers(0, 255), st.integers(0, 27), st.integers(0, 27), st.sampled_from(IN_USE))
def test_a_single_bright_pixel_agrees(level: int, row: int, column: int, how: tuple[int, int]) -> None:
    images = np.zeros((1, 28, 28), np.uint8)
    images[0, row, column] = level
    assert_equal(hog(images, *how), reference(images / 255, *how))


@pytest.mark.parametrize("direction", range(0, 360, 15))
@pytest.mark.parametrize("orientations", [1, 2, 3, 4, 6, 7, 8, 9, 12, 16])
def test_slopes_in_any_direction_agree(direction: int, orientations: int) -> None:
    rows, columns = np.mgrid[:9, :9]
    angle = np.deg2rad(direction)
    images = (columns * np.cos(angle) + rows * np.sin(angle))[np.newaxis]
    assert_equal(hog(images, orientations, 3), reference(images, orientations, 3))


@pytest.mark.parametrize("orientations", [2, 7, 11, 13, 16, 39, 161])
@pytest.mark.parametrize("shift", [-1e-6, -1e-14, 0, 1e-14, 1e-6])
def test_gradients_a_hair_from_the_limit_of_two_bins_agree(shift: float, orientations: int) -> None:
    direction = np.deg2rad(180 / orientations * np.arange(orientations + 1) + shift)
    images = np.zeros((orientations + 1, 3, 3))
    images[:, 1, 2], images[:, 2, 1] = np.cos(direction), np.sin(direction)
    assert_equal(hog(images, orientations, 3), reference(images, orientations, 3))


def test_there_may_be_more_bins_than_a_byte_can_number() -> None:
    images = np.random.default_rng(0).random((3, 28, 28))
    assert_equal(hog(images, 300, 7), reference(images, 300, 7))


@pytest.mark.parametrize("orientations", [4, 39, 161])
def test_an_angle_that_rounds_to_180_degrees_agrees(orientations: int) -> None:
    images = np.zeros((1, 3, 3))
    images[0, 1] = 0, 0, 1
    images[0, 2, 1] = -1e-17
    assert_equal(hog(images, orientations, 3), reference(images, orientations, 3))


@pytest.mark.parametrize("level", [0, 1, 255])
def test_an_image_without_contrast_has_no_features(level: int) -> None:
    images = np.full((2, 28, 28), level, np.uint8)
    np.testing.assert_array_equal(hog(images, 16, 7), np.zeros((2, 256)))
    np.testing.assert_array_equal(reference(images / 255, 16, 7), np.zeros((2, 256)))


@pytest.mark.parametrize("how", IN_USE)
@pytest.mark.parametrize("dtype", [np.uint8, np.float32])
def test_digits_agree(how: tuple[int, int], dtype: type) -> None:
    archive = read_archive()
    levels = np.concatenate([archive["x_train"], archive["x_test"]])[::140]
    assert len(levels) == 500
    images = levels if dtype == np.uint8 else levels.astype(np.float32) / 255
    exact = levels / 255 if dtype == np.uint8 else images
    assert_equal(hog(images, *how), reference(exact, *how))


@settings(max_examples=20)
@given(st.integers(0, 40), st.integers(1, 200), st.integers(1, 200))
def test_an_image_is_described_the_same_in_any_batch(count: int, height: int, width: int) -> None:
    images = np.random.default_rng(count).random((count, height, width), np.float32)
    reported: list[int] = []
    features = hog(images, 5, 1 + min(height, width) // 3, advance=reported.append)
    assert len(features) == sum(reported) == count
    assert all(done * height * width <= max(CHUNK_PIXELS, height * width) for done in reported)
    for image, row in zip(images, features, strict=True):
        assert_equal(hog(image[np.newaxis], 5, 1 + min(height, width) // 3)[0], row)


def test_the_images_are_left_as_they_were() -> None:
    images = np.random.default_rng(0).random((3, 28, 28))
    images.flags.writeable = False
    assert_equal(hog(images[:, ::-1, ::2], 8, 4), reference(images[:, ::-1, ::2], 8, 4))


@given(configurations())
def test_the_number_of_features_is_known_beforehand(
    configuration: Configuration,
) -> None:
    (height, width), how = configuration
    assert (1, feature_count(height, width, *how)) == reference(np.zeros((1, height, width)), *how).shape


@pytest.mark.parametrize(("how", "features"), [((8, 4), 392), ((16, 4), 784), ((16, 7), 256)])
def test_the_networks_of_the_lab_have_that_many_inputs(how: tuple[int, int], features: int) -> None:
    assert feature_count(28, 28, *how) == features


@pytest.mark.parametrize(
    ("shape", "how", "message"),
    [
        (
            (5, 3, 28),
            (8, 4),
            "HOG : une image de 3 × 28 pixels est trop petite, il en faut au moins 4 × 4 "
            "(1 × 1 cellule(s) de 4 pixels de côté). Réduisez « pixels_per_cell » ou « cells_per_block ».",
        ),
        (
            (5, 28, 28),
            (8, 7, (2, 5)),
            "HOG : une image de 28 × 28 pixels est trop petite, il en faut au moins 14 × 35 "
            "(2 × 5 cellule(s) de 7 pixels de côté). Réduisez « pixels_per_cell » ou « cells_per_block ».",
        ),
        ((5, 28, 28), (0, 4), "HOG : « orientations » doit être au moins 1, reçu 0. Corrigez ce réglage."),
        (
            (5, 28, 28),
            (8, -1),
            "HOG : « pixels_per_cell » doit être au moins 1, reçu -1. Corrigez ce réglage.",
        ),
        (
            (5, 28, 28),
            (8, 4, (1, 0)),
            "HOG : « cells_per_block » doit être au moins 1, reçu 0. Corrigez ce réglage.",
        ),
    ],
)
def test_impossible_settings_are_refused(shape: tuple[int, ...], how: Any, message: str) -> None:
    with pytest.raises(ExperimentError) as failure:
        hog(np.zeros(shape), *how)
    assert str(failure.value) == message


@pytest.mark.parametrize(
    ("images", "message"),
    [
        (
            np.zeros((28, 28)),
            "HOG : il faut un lot d’images de forme (n, hauteur, largeur), reçu (28, 28). "
            "Donnez des images en niveaux de gris, sans axe de canal.",
        ),
        (
            np.zeros((5, 28, 28, 1)),
            "HOG : il faut un lot d’images de forme (n, hauteur, largeur), reçu (5, 28, 28, 1). "
            "Donnez des images en niveaux de gris, sans axe de canal.",
        ),
        (
            np.zeros((5, 28, 28), np.int64),
            "HOG : les images doivent être de type uint8, float32 ou float64, pas int64. Convertissez-les.",
        ),
        (
            np.full((5, 28, 28), np.nan),
            "HOG : des pixels sont infinis ou indéfinis (NaN). Vérifiez les images.",
        ),
        (
            np.full((5, 28, 28), -np.inf),
            "HOG : des pixels sont infinis ou indéfinis (NaN). Vérifiez les images.",
        ),
    ],
)
def test_what_is_not_a_batch_of_images_is_refused(images: NDArray[Any], message: str) -> None:
    with pytest.raises(DataError) as failure:
        hog(images, 8, 4)
    assert str(failure.value) == message


def test_neither_scikit_image_nor_keras_is_needed() -> None:
    program = (
        "import sys, experiments.data.hog, experiments.data.hog_illustration\n"
        "import experiments.data.feature_cache\n"
        "print({'keras', 'tensorflow', 'skimage', 'sklearn'} & set(sys.modules))"
    )
    root = Path(__file__).resolve().parents[3]
    answer = subprocess.run(
        [sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True
    )
    assert answer.stdout == "set()\n"
