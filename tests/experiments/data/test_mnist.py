"""MNIST: the real archive, its splits, and archives that are not what they should be."""

import base64
import hashlib
import io
import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays_of
from PIL import Image

from experiments.data import mnist
from experiments.data.datasets import Silence, Split, Splits
from experiments.data.mnist import (
    ARCHIVE,
    MnistImages,
    MnistVectors,
    encode_png,
    read_archive,
    reshape_inputs,
    split_arrays,
)
from experiments.errors import DataError

REMEDY = "Rétablissez-le avec « git checkout -- data/mnist.npz »."


@pytest.fixture(scope="module")
def archive() -> dict[str, np.ndarray]:
    return read_archive()


@pytest.fixture(scope="module")
def vectors() -> Splits:
    return MnistVectors().load(Silence())


def small_archive(path: Path, **changes: np.ndarray) -> str:
    """Write an archive of the layout of MNIST with 20 + 4 images, and return its checksum."""
    rng = np.random.default_rng(0)
    arrays = {
        "x_train": rng.integers(0, 256, (20, 28, 28), dtype=np.uint8),
        "y_train": np.arange(20, dtype=np.uint8) % 10,
        "x_test": rng.integers(0, 256, (4, 28, 28), dtype=np.uint8),
        "y_test": np.arange(4, dtype=np.uint8),
    } | changes
    path.parent.mkdir(exist_ok=True)
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]
    return hashlib.sha256(path.read_bytes()).hexdigest()


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


def test_the_fingerprint_is_the_checksum_of_the_archive() -> None:
    expected = hashlib.sha256(ARCHIVE.read_bytes()).hexdigest()
    assert MnistVectors().fingerprint() == MnistImages().fingerprint() == expected == mnist.SHA256


def test_an_absent_archive_has_no_fingerprint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mnist, "ARCHIVE", tmp_path / "mnist.npz")
    assert MnistVectors().fingerprint() is None


def test_the_kind_of_inputs_is_described() -> None:
    assert MnistVectors().describe() == {"features": "pixels"}
    assert MnistImages().describe() == {"features": "image"}
    assert MnistVectors().classes == ("0", "1", "2", "3", "4", "5", "6", "7", "8", "9")


def failure(path: Path, sha256: str = mnist.SHA256) -> str:
    before = sorted(path.parent.iterdir())
    with pytest.raises(DataError) as caught:
        read_archive(path, sha256)
    assert sorted(path.parent.iterdir()) == before
    return str(caught.value)


def test_a_small_archive_is_read_under_its_own_checksum(tmp_path: Path) -> None:
    path = tmp_path / "data" / "mnist.npz"
    assert read_archive(path, small_archive(path))["x_train"].shape == (20, 28, 28)


def test_a_missing_archive(tmp_path: Path) -> None:
    path = tmp_path / "data" / "mnist.npz"
    path.parent.mkdir()
    assert failure(path) == f"Le fichier de données {path} est introuvable. {REMEDY}"


@pytest.mark.parametrize("damage", ["truncated", "altered", "empty"])
def test_a_damaged_archive(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "data" / "mnist.npz"
    whole = small_archive(path)
    content = bytearray(path.read_bytes())
    if damage == "truncated":
        del content[len(content) // 2 :]
    elif damage == "altered":
        content[len(content) // 2] ^= 1
    else:
        content.clear()
    path.write_bytes(content)
    assert failure(path, whole) == (
        f"Le fichier de données {path} est endommagé ou incomplet ({len(content)} octets) : somme SHA-256 "
        f"attendue {whole}, obtenue {hashlib.sha256(content).hexdigest()}. {REMEDY}"
    )


def test_a_file_of_the_right_checksum_that_is_no_archive(tmp_path: Path) -> None:
    path = tmp_path / "data" / "mnist.npz"
    path.parent.mkdir()
    path.write_bytes(b"PK\x03\x04 nothing more")
    message = failure(path, hashlib.sha256(path.read_bytes()).hexdigest())
    assert re.fullmatch(
        f"Le fichier de données {re.escape(str(path))} n’est pas une archive de MNIST : .+", message
    )


def test_an_archive_without_one_of_the_arrays(tmp_path: Path) -> None:
    path = tmp_path / "data" / "mnist.npz"
    path.parent.mkdir()
    np.savez(path, x_train=np.zeros(3))
    with np.load(path) as archive, pytest.raises(KeyError) as python:
        archive["y_train"]
    assert failure(path, hashlib.sha256(path.read_bytes()).hexdigest()) == (
        f"Le fichier de données {path} n’est pas une archive de MNIST : {python.value}."
    )
