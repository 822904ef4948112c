"""Archives of MNIST: the one of the repository under its checksum, and those that are not one."""

import hashlib
import re
from pathlib import Path

import numpy as np
import pytest

from experiments.data.mnist_npz import SHA256, read_archive, read_npz
from experiments.errors import DataError

REMEDY = "Rétablissez-le avec « git checkout -- data/mnist.npz »."


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


def failure(path: Path, sha256: str = SHA256) -> str:
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
        f"Le fichier de données {path} est endommagé ou incomplet ({len(content)} octets) : somme SHA-256 "
        f"attendue {whole}, obtenue {hashlib.sha256(content).hexdigest()}. {REMEDY}"
    )


def test_a_file_of_the_right_checksum_that_is_no_archive(tmp_path: Path) -> None:
    path = tmp_path / "data" / "mnist.npz"
    path.parent.mkdir()
    path.write_bytes(b"PK\x03\x04 nothing more")
    message = failure(path, hashlib.sha256(path.read_bytes()).hexdigest())
    assert re.fullmatch(
        f"Le fichier de données {re.escape(str(path))} n’est pas une archive de MNIST : .+", message
    )


def test_an_archive_without_one_of_the_arrays(tmp_path: Path) -> None:
    path = tmp_path / "data" / "mnist.npz"
    path.parent.mkdir()
    np.savez(path, x_train=np.zeros(3))
    with np.load(path) as archive, pytest.raises(KeyError) as python:
        archive["y_train"]
    assert failure(path, hashlib.sha256(path.read_bytes()).hexdigest()) == (
        f"Le fichier de données {path} n’est pas une archive de MNIST : {python.value}."
    )


def test_an_archive_larger_than_mnist_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "mnist.npz"
    np.savez_compressed(path, x_train=np.zeros((90_000, 28, 28), dtype=np.uint8))
    with pytest.raises(DataError) as caught:
        read_npz({"mnist.npz": path})
    assert re.fullmatch(
        f"Le fichier de données {re.escape(str(path))} n’est pas une archive de MNIST : décompressé, il "
        r"prendrait 705\d{5} octets \(67108864 au plus\)\.",
        str(caught.value),
    )


@pytest.mark.parametrize("cut", [0, 10, 1000, -30])
def test_a_cut_archive_of_another_origin_is_named(cut: int, tmp_path: Path) -> None:
    path = tmp_path / "mnist.npz"
    small_archive(path)
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(
        DataError, match=f"^Le fichier de données {re.escape(str(path))} n’est pas une archive"
    ):
        read_npz({"mnist.npz": path})
