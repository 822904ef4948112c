"""IDX files, compressed or not, read after a look at their checksum."""

import gzip
import hashlib
import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays_of

from experiments.data.mnist_idx import read_idx
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
    # Browsers decompress some files and keep their names: the content says what it is.
    for name in ("images", "images.gz"):
        path = tmp_path / name
        path.write_bytes(gzip.compress(content) if compressed else content)
        np.testing.assert_array_equal(read_idx(path, md5), array)


def test_another_content_is_refused(tmp_path: Path) -> None:
    content, md5 = idx(np.zeros((2, 3), np.uint8))
    path = tmp_path / "images"
    path.write_bytes(content[:-1])
    found = hashlib.md5(content[:-1], usedforsecurity=False).hexdigest()
    with pytest.raises(DataError) as caught:
        read_idx(path, md5)
    assert str(caught.value) == (
        f"{path} : somme MD5 {found}, attendue {md5}. Reprenez le fichier d’origine de MNIST (d’autres "
        "jeux, comme Fashion-MNIST, portent les mêmes noms)."
    )


@pytest.mark.parametrize("cut", [3, 100, -20, -4])
def test_a_damaged_compressed_file_is_named(tmp_path: Path, cut: int) -> None:
    content = gzip.compress(np.random.default_rng(0).bytes(500))[:cut]
    packed = tmp_path / "images.gz"
    packed.write_bytes(content)
    with pytest.raises(DataError, match=f"^{re.escape(str(packed))} est endommagé"):
        read_idx(packed, "0" * 32)


def test_an_endless_file_is_read_no_further_than_mnist_goes(tmp_path: Path) -> None:
    packed = tmp_path / "images.gz"
    with gzip.open(packed, "wb", compresslevel=1) as file:
        for _ in range(60):
            file.write(bytes(1_000_000))
    found = hashlib.md5(bytes(48_000_000), usedforsecurity=False).hexdigest()
    with pytest.raises(DataError, match=found):
        read_idx(packed, "0" * 32)
