"""The sources of MNIST: the same arrays and fingerprint from each, and everything else refused by name."""

import gzip
import hashlib
import os
import zipfile
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from experiments.data import mnist_archive, mnist_source
from experiments.data.datasets import Silence
from experiments.data.mnist import MnistImages, MnistVectors
from experiments.data.mnist_csv import REMEDY as COMPLETE
from experiments.data.mnist_idx import STEMS
from experiments.data.mnist_npz import ARCHIVE, SHA256, Arrays, read_archive
from experiments.data.mnist_source import CONTENT, REMEDY, fingerprint_mnist, locate, read_mnist, read_source
from experiments.errors import DataError


@pytest.fixture(scope="module")
def mnist() -> Arrays:
    return read_archive()


def idx(array: np.ndarray) -> bytes:
    sizes = b"".join(size.to_bytes(4, "big") for size in array.shape)
    return bytes([0, 0, 8, array.ndim]) + sizes + array.tobytes()


def write_idx(folder: Path, arrays: Arrays, mark: str = "-", end: str = "") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, (stem, kind) in STEMS.items():
        content = idx(arrays[name])
        path = folder / f"{stem}{mark}{kind}{end}"
        path.write_bytes(gzip.compress(content, compresslevel=1) if end else content)
    return folder


def write_csv(path: Path, images: np.ndarray, labels: np.ndarray, titles: str = "") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # NumPy pads words with zero bytes, which are then removed: a hundred times as fast as a loop.
    rows = np.array([f"{level},".encode() for level in range(256)])[
        np.column_stack([labels, images.reshape(len(images), -1)])
    ]
    rows[:, -1] = [row.replace(b",", b"\n") for row in rows[:, -1].tolist()]
    path.write_bytes(titles.encode() + rows.tobytes().replace(b"\x00", b""))


@pytest.fixture(scope="module")
def tables(mnist: Arrays, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the two complete tables, one with titles, and what an archive adds."""
    folder = tmp_path_factory.mktemp("kaggle")
    titles = ",".join(["label", *(f"{i}x{j}" for i in range(1, 29) for j in range(1, 29))]) + "\n"
    write_csv(folder / "mnist_train.csv", mnist["x_train"], mnist["y_train"])
    write_csv(folder / "mnist_test.csv", mnist["x_test"], mnist["y_test"], titles)
    (folder / "__MACOSX").mkdir()
    (folder / "__MACOSX" / "mnist_test.csv").touch()
    return folder


def assert_is_mnist(source: Path, mnist: Arrays, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LABO_MNIST", str(source))
    found = read_mnist()
    assert set(found) == set(mnist)
    for name, array in mnist.items():
        assert found[name].dtype == np.uint8
        np.testing.assert_array_equal(found[name], array)
    assert fingerprint_mnist() == MnistImages().fingerprint() == SHA256


def refusal(source: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return what is said of a source, the same to whoever asks."""
    monkeypatch.setenv("LABO_MNIST", str(source))
    said = set()
    for action in (read_mnist, fingerprint_mnist, lambda: MnistVectors().load(Silence())):
        with pytest.raises(DataError) as caught:
            action()
        said.add(str(caught.value))
    (message,) = said
    return message


def test_the_known_content_is_that_of_the_repository(mnist: Arrays) -> None:
    assert {
        name: (array.shape, hashlib.sha256(array.tobytes()).hexdigest()) for name, array in mnist.items()
    } == CONTENT
    assert fingerprint_mnist() == SHA256 == hashlib.sha256(ARCHIVE.read_bytes()).hexdigest()


def test_an_absent_archive_has_no_fingerprint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mnist_source, "ARCHIVE", tmp_path / "mnist.npz")
    assert MnistVectors().fingerprint() is None


@pytest.mark.parametrize(
    ("place", "mark", "end"), [(".", "-", ".gz"), ("MNIST/raw", "-", ""), ("archive", ".", "")]
)
def test_the_four_idx_files(
    place: str, mark: str, end: str, mnist: Arrays, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_idx(tmp_path / place, mnist, mark, end)
    assert_is_mnist(tmp_path, mnist, monkeypatch)
    one = tmp_path / place / f"train-images{mark}idx3-ubyte{end}"
    assert locate(one) == locate(tmp_path)


def test_a_folder_named_as_the_file_it_holds(
    mnist: Arrays, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in list(write_idx(tmp_path, mnist).iterdir()):
        path.rename(tmp_path / "moved")
        path.mkdir()
        (tmp_path / "moved").rename(path / path.name)
    assert_is_mnist(tmp_path, mnist, monkeypatch)


def test_the_complete_tables(tables: Path, mnist: Arrays, monkeypatch: pytest.MonkeyPatch) -> None:
    assert_is_mnist(tables, mnist, monkeypatch)
    assert locate(tables / "mnist_test.csv") == locate(tables)


def test_an_archive_of_another_origin(mnist: Arrays, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "Keras.npz"
    np.savez(path, **mnist)  # type: ignore[arg-type]
    assert hashlib.sha256(path.read_bytes()).hexdigest() != SHA256
    assert_is_mnist(path, mnist, monkeypatch)


def test_a_source_is_verified_once_until_it_changes(
    mnist: Arrays, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_idx(tmp_path, mnist)
    monkeypatch.setenv("LABO_MNIST", str(tmp_path))
    assert fingerprint_mnist() == SHA256
    labels = tmp_path / "t10k-labels-idx1-ubyte"
    labels.write_bytes(labels.read_bytes()[:-1] + b"\x00")
    with pytest.raises(DataError, match="t10k-labels-idx1-ubyte\u202f: somme MD5"):
        fingerprint_mnist()


def test_the_table_of_the_competition_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    titles = ["label", *(f"pixel{i}" for i in range(784))]
    image = ",".join(["1"] + ["0"] * 784) + "\n"
    (tmp_path / "train.csv").write_text(",".join(titles) + "\n" + 42_000 * image, encoding="utf-8")
    (tmp_path / "test.csv").write_text(",".join(titles[1:]) + "\n", encoding="utf-8")
    assert refusal(tmp_path, monkeypatch) == (
        f"{tmp_path / 'train.csv'} contient 42000 images, 60000 sont attendues. {COMPLETE}"
    )


@pytest.mark.parametrize("change", ["order", "pixel", "label"])
def test_complete_arrays_of_another_content_are_refused(
    change: str, mnist: Arrays, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    images, labels = mnist["x_test"].copy(), mnist["y_test"].copy()
    if change == "order":
        images, labels = images[::-1], labels[::-1]
    elif change == "pixel":
        images[7, 0, 0] = 1
    else:
        labels[7] = 10
    changed = mnist | {"x_test": images, "y_test": labels}
    np.savez(tmp_path / "mnist.npz", **changed)  # type: ignore[arg-type]
    message = refusal(tmp_path, monkeypatch)
    if change == "label":
        assert message == (
            f"{tmp_path}\u202f: y_test contient l’étiquette 10, 0 à 9 sont attendues. {REMEDY}"
        )
    else:
        found = hashlib.sha256(images.tobytes()).hexdigest()
        assert message == (
            f"{tmp_path}\u202f: le contenu de x_test n’est pas celui de MNIST (autre ordre, autre jeu ou "
            f"fichier retouché)\u202f: somme SHA-256 attendue {CONTENT['x_test'][1]}, obtenue {found}. "
            f"{REMEDY}"
        )


def test_arrays_of_another_shape_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "emnist.npz"
    np.savez(path, **{name: np.zeros((3, 28, 28)) for name in CONTENT})  # type: ignore[arg-type]
    assert refusal(path, monkeypatch) == (
        f"{path}\u202f: x_train est de forme (3, 28, 28) et de type float64, (60000, 28, 28) et uint8 sont "
        f"attendus. {REMEDY}"
    )


def test_missing_files_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("train-images-idx3-ubyte.gz", "t10k-labels.idx1-ubyte", "mnist_test.csv"):
        (tmp_path / name).touch()
    assert refusal(tmp_path, monkeypatch) == (
        f"{tmp_path} ne contient MNIST qu’en partie\u202f: les fichiers IDX (il manque "
        f"train-labels-idx1-ubyte, t10k-images-idx3-ubyte)\u202f; les fichiers CSV (il manque "
        f"mnist_train.csv). {REMEDY}"
    )


def test_a_source_that_is_not_there_or_a_pipe_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "mnist.npz")
    for path in (tmp_path / "nowhere", tmp_path / "mnist.npz"):
        assert refusal(path, monkeypatch) == (
            f"LABO_MNIST désigne {path}, qui n’est ni un dossier ni un fichier. {REMEDY}"
        )
    assert refusal(tmp_path, monkeypatch) == unknown(tmp_path, "mnist.npz")


def unknown(source: Path, found: str) -> str:
    return (
        f"{source} ne contient pas MNIST sous une forme connue\u202f: ni mnist.npz, ni les quatre fichiers "
        f"IDX, ni mnist_train.csv et mnist_test.csv\u202f; trouvé\u202f: {found}. Décompressez les archives. "
        f"{REMEDY}"
    )


def test_other_files_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert refusal(tmp_path, monkeypatch) == unknown(tmp_path, "rien")
    path = tmp_path / "archive.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mnist_train.csv", "")
    assert refusal(tmp_path, monkeypatch) == unknown(tmp_path, "archive.zip")
    assert refusal(path, monkeypatch) == unknown(path, "archive.zip")


def test_the_archive_of_the_repository_is_made_from_the_idx_files(
    mnist: Arrays, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mnist_archive, "ARCHIVE", tmp_path / "data" / "mnist.npz")
    folder = write_idx(tmp_path / "idx", mnist)
    (folder / "t10k-labels-idx1-ubyte").rename(tmp_path / "labels")
    with pytest.raises(DataError):
        CliRunner().invoke(mnist_archive.main, [str(folder)], catch_exceptions=False)
    assert not (tmp_path / "data").exists()
    (tmp_path / "labels").rename(folder / "t10k-labels-idx1-ubyte")
    done = CliRunner().invoke(mnist_archive.main, [str(folder)], catch_exceptions=False)
    archive = tmp_path / "data" / "mnist.npz"
    sha256 = hashlib.sha256(archive.read_bytes()).hexdigest()
    assert done.output == f"{archive}\u202f: SHA-256 {sha256}\n"
    for name, array in read_archive(archive, sha256).items():
        np.testing.assert_array_equal(array, mnist[name])
    np.testing.assert_array_equal(read_source(folder)["y_test"], mnist["y_test"])
