"""MNIST: the real archive, its splits, and archives that are not what they should be."""

import base64
import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays_of
from PIL import Image

from experiments.data.datasets import Silence, Split, Splits
from experiments.data.mnist import (
    MnistImages,
    MnistVectors,
    describe_repeated,
    encode_png,
    reshape_inputs,
    split_arrays,
)
from experiments.data.mnist_npz import read_archive


@pytest.fixture(scope="module")
def archive() -> dict[str, np.ndarray]:
    return read_archive()


@pytest.fixture(scope="module")
def vectors() -> Splits:
    return MnistVectors().load(Silence())


def test_the_archive_holds_the_images_of_mnist(archive: dict[str, np.ndarray]) -> None:
    assert {name: (array.shape, array.dtype) for name, array in archive.items()} == {
        "x_train": ((60000, 28, 28), np.uint8),
        "y_train": ((60000,), np.uint8),
        "x_test": ((10000, 28, 28), np.uint8),
        "y_test": ((10000,), np.uint8),
    }
    # Counts of each digit, as LeCun, Cortes and Burges publish them.
    assert np.bincount(archive["y_test"]).tolist() == [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]
    assert archive["y_train"][:10].tolist() == [5, 0, 4, 1, 9, 2, 1, 3, 1, 4]


def test_vectors_are_the_pixels_in_a_row(archive: dict[str, np.ndarray], vectors: Splits) -> None:
    assert vectors.train.inputs.shape == (54000, 784)
    assert vectors.validation.inputs.shape == (6000, 784)
    assert vectors.test.inputs.shape == (10000, 784)
    assert vectors.train.inputs.dtype == np.float32
    np.testing.assert_array_equal(
        np.rint(vectors.train.inputs[7].reshape(28, 28) * 255), archive["x_train"][7]
    )


def test_pixels_are_in_the_unit_interval(vectors: Splits) -> None:
    assert (vectors.test.inputs.min(), vectors.test.inputs.max()) == (0.0, 1.0)


def test_validation_is_the_last_tenth_in_the_order_of_the_file(
    archive: dict[str, np.ndarray], vectors: Splits
) -> None:
    np.testing.assert_array_equal(vectors.train.labels, archive["y_train"][:54000])
    np.testing.assert_array_equal(vectors.validation.labels, archive["y_train"][54000:])
    np.testing.assert_array_equal(vectors.test.labels, archive["y_test"])
    np.testing.assert_array_equal(
        np.rint(vectors.validation.inputs[0] * 255), archive["x_train"][54000].ravel()
    )
    assert vectors.train.labels.dtype == np.int64


def test_images_have_one_channel(vectors: Splits) -> None:
    images = MnistImages().load(Silence())
    assert images.test.inputs.shape == (10000, 28, 28, 1)
    np.testing.assert_array_equal(images.test.inputs.reshape(-1, 784), vectors.test.inputs)


@given(st.integers(10, 60))
def test_every_image_is_in_one_split(count: int) -> None:
    labels = np.arange(count, dtype=np.uint8)
    images = np.broadcast_to(labels[:, None, None], (count, 28, 28))
    test = {"x_test": images[:2], "y_test": labels[:2]}
    splits = split_arrays({"x_train": images, "y_train": labels, **test})
    assert [*splits.train.labels, *splits.validation.labels] == list(range(count))
    assert abs(len(splits.validation.labels) - count / 10) <= 0.5


@given(st.integers(1, 5))
def test_reshaping_keeps_each_image_and_its_label(count: int) -> None:
    inputs = np.arange(count * 12, dtype=np.float32).reshape(count, 12)
    split = Split(inputs, np.arange(count))
    reshaped = reshape_inputs(Splits(split, split, split), 3, 4, 1).test
    np.testing.assert_array_equal(reshaped.inputs[:, :, :, 0].reshape(count, 12), inputs)
    np.testing.assert_array_equal(reshaped.labels, split.labels)


@given(arrays_of.arrays(np.uint8, st.tuples(st.integers(1, 9), st.integers(1, 9))))
def test_a_picture_is_the_image_without_loss(image: np.ndarray) -> None:
    stored = Image.open(io.BytesIO(base64.b64decode(encode_png(image))))
    np.testing.assert_array_equal(np.asarray(stored), image)


def test_misread_images_are_shown_as_they_are_in_the_archive(
    archive: dict[str, np.ndarray], vectors: Splits
) -> None:
    predictions = vectors.test.labels.copy()
    predictions[[3, 42]] = (predictions[[3, 42]] + 1) % 10
    found = MnistVectors().inspect(None, vectors.test, predictions)
    assert found == {"misread": [{"index": i, "png": encode_png(archive["x_test"][i])} for i in (3, 42)]}


def test_the_kind_of_inputs_is_described() -> None:
    # No image of MNIST is there twice.
    once: dict[str, object] = {"duplicates": [], "shared_between_splits": [], "labelled_differently": []}
    assert MnistVectors().describe() == {"features": "pixels"} | once
    assert MnistImages().describe() == {"features": "image"} | once
    assert MnistVectors().classes == ("0", "1", "2", "3", "4", "5", "6", "7", "8", "9")


def test_repeated_images_are_named_with_their_splits_and_labels() -> None:
    images = np.arange(24, dtype=np.uint8)[:, None, None] * np.ones((1, 2, 2), dtype=np.uint8)
    train, test = images[:20].copy(), images[20:].copy()
    labels = np.zeros(20, dtype=np.uint8)
    train[3] = train[1]  # twice in train, under two labels
    labels[3] = 7
    train[19] = train[0]  # 18 and 19 validate
    test[2] = train[5]
    arrays = {"x_train": train, "y_train": labels, "x_test": test, "y_test": np.zeros(4, dtype=np.uint8)}
    assert describe_repeated(arrays) == {
        "duplicates": [["train/0", "train/19"], ["train/1", "train/3"], ["train/5", "test/2"]],
        "shared_between_splits": [["train/0", "train/19"], ["train/5", "test/2"]],
        "labelled_differently": [["train/1", "train/3"]],
    }
