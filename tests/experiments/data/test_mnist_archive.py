"""The archive is made from IDX files, compressed or not, after a look at their checksum."""

import gzip
import hashlib
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays_of

from experiments.data import mnist_archive
from experiments.data.mnist import read_archive
from experiments.data.mnist_archive import IDX_FILES, main, read_idx
from experiments.errors import DataError

images = arrays_of.arrays(np.uint8, arrays_of.array_shapes(min_dims=1, max_dims=3, max_side=6))


def idx(array: np.ndarray) -> tuple[bytes, str]:
    """Return the content of an IDX file of unsigned bytes (type 0x08), and its MD5 sum."""
    sizes = b"".join(size.to_bytes(4, "big") for size in array.shape)
    content = bytes([0, 0, 8, array.ndim]) + sizes + array.tobytes()
    return content, hashlib.md5(content, usedforsecurity=False).hexdigest()


@given(images, st.booleans())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_an_array_comes_back_from_its_file(tmp_path: Path, array: np.ndarray, compressed: bool) -> None:
    content, md5 = idx(array)
    path, packed = tmp_path / "images", tmp_path / "images.gz"
    packed.unlink(missing_ok=True)
    path.write_bytes(b"" if compressed else content)
    if compressed:
        packed.write_bytes(gzip.compress(content))
    np.testing.assert_array_equal(read_idx(path, md5), array)


def test_another_content_is_refused(tmp_path: Path) -> None:
    content, md5 = idx(np.zeros((2, 3), np.uint8))
    path = tmp_path / "images"
    path.write_bytes(content[:-1])
    found = hashlib.md5(content[:-1], usedforsecurity=False).hexdigest()
    with pytest.raises(DataError) as caught:
        read_idx(path, md5)
    assert str(caught.value) == f"{path} : somme MD5 {found}, attendue {md5}. Reprenez le fichier d’origine."


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        read_idx(tmp_path / "images", "0" * 32)
    assert str(caught.value) == (
        f"{tmp_path / 'images'} est introuvable, compressé ou non. Prenez le fichier d’origine."
    )


@pytest.mark.parametrize("content", [b"not gzip", gzip.compress(bytes(range(200)))[:-20]])
def test_a_damaged_compressed_file_is_named(tmp_path: Path, content: bytes) -> None:
    packed = tmp_path / "images.gz"
    packed.write_bytes(content)
    with pytest.raises((OSError, EOFError)) as python:
        gzip.decompress(content)
    with pytest.raises(DataError) as caught:
        read_idx(tmp_path / "images", "0" * 32)
    assert str(caught.value) == f"{packed} est endommagé ({python.value}). Reprenez le fichier d’origine."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with four small files, whose sums are the expected ones."""
    arrays = {"x_train": (5, 2, 2), "y_train": (5,), "x_test": (3, 2, 2), "y_test": (3,)}
    sums = {}
    for value, (name, shape) in enumerate(arrays.items()):
        content, md5 = idx(np.full(shape, value, np.uint8))
        sums[name] = (IDX_FILES[name][0], md5)
        (tmp_path / f"{IDX_FILES[name][0]}.gz").write_bytes(gzip.compress(content))
    monkeypatch.setattr(mnist_archive, "IDX_FILES", sums)
    monkeypatch.setattr(mnist_archive, "ARCHIVE", tmp_path / "data" / "mnist.npz")
    return tmp_path


def test_the_archive_holds_the_four_arrays(folder: Path) -> None:
    done = CliRunner().invoke(main, [str(folder)], catch_exceptions=False)
    archive = folder / "data" / "mnist.npz"
    sha256 = hashlib.sha256(archive.read_bytes()).hexdigest()
    assert done.output == f"{archive} : SHA-256 {sha256}\n"
    read = read_archive(archive, sha256)
    assert {name: (array.shape, set(array.ravel().tolist())) for name, array in read.items()} == {
        "x_train": ((5, 2, 2), {0}),
        "y_train": ((5,), {1}),
        "x_test": ((3, 2, 2), {2}),
        "y_test": ((3,), {3}),
    }


def test_a_wrong_file_leaves_no_archive(folder: Path) -> None:
    (folder / f"{IDX_FILES['y_test'][0]}.gz").write_bytes(gzip.compress(b"other"))
    with pytest.raises(DataError):
        CliRunner().invoke(main, [str(folder)], catch_exceptions=False)
    assert not (folder / "data").exists()
