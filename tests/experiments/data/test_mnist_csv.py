"""Tables of MNIST: with or without titles, and every other table named."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from experiments.data.mnist_csv import REMEDY, read_csv
from experiments.errors import DataError

TITLES = {
    "none": "",
    "competition": ",".join(["label", *(f"pixel{i}" for i in range(784))]) + "\n",
    "rows and columns": ",".join(["label", *(f"{i}x{j}" for i in range(1, 29) for j in range(1, 29))]) + "\n",
    "quoted": ",".join(['"label"', *(f'"p{i}"' for i in range(784))]) + "\n",
}


def table(count: int, seed: int = 0) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return np.column_stack([rng.integers(0, 10, count), rng.integers(0, 256, (count, 784))]).astype(np.uint8)


def text(rows: np.ndarray) -> str:
    return "".join(",".join(map(str, row)) + "\n" for row in rows.tolist())


def refusal(path: Path, content: str | bytes, count: int = 3) -> str:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(DataError) as caught:
        read_csv(path, count)
    return str(caught.value)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "mnist_train.csv"


@given(
    titles=st.sampled_from(list(TITLES)),
    count=st.integers(1, 5),
    end=st.sampled_from(["\n", "\r\n"]),
    marked=st.booleans(),
)
@settings(deadline=None)
def test_images_and_labels_come_back(
    titles: str, count: int, end: str, marked: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    rows = table(count, seed=count)
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    content = (TITLES[titles] + text(rows)).replace("\n", end) + end
    path.write_bytes(content.encode("utf-8-sig" if marked else "utf-8"))
    images, labels = read_csv(path, count)
    assert images.dtype == labels.dtype == np.uint8
    np.testing.assert_array_equal(labels, rows[:, 0])
    np.testing.assert_array_equal(images.reshape(count, 784), rows[:, 1:])


@pytest.mark.parametrize("found", [1, 2, 4])
def test_another_number_of_images_is_said_with_the_case_of_the_competition(found: int, path: Path) -> None:
    message = refusal(path, TITLES["competition"] + text(table(found)))
    assert message == f"{path} contient {found} images, 3 sont attendues. {REMEDY}"
    assert "42 000 images" in REMEDY


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("", "1 colonne"),
        (text(table(3)[:, 1:]), "784 colonnes"),
        (text(table(3)).replace(",", ";"), "1 colonne"),
        ("label,pixels\n", "2 colonnes"),
    ],
)
def test_other_columns_are_counted(content: str, found: str, path: Path) -> None:
    assert refusal(path, content) == (
        f"{path} a {found}, 785 sont attendues : l’étiquette puis les 784 pixels, séparés par des "
        f"virgules. {REMEDY}"
    )


def test_a_label_that_comes_last_is_named(path: Path) -> None:
    titles = ",".join([*(f"pixel{i}" for i in range(784)), "class"]) + "\n"
    assert refusal(path, titles + text(table(3))) == (
        f"La première colonne de {path} s’appelle « pixel0 », « label » est attendu : "
        f"l’étiquette vient avant les 784 pixels. {REMEDY}"
    )


@pytest.mark.parametrize("value", ["256", "-1", "0.5", "1.0", "x", "", "nan", "1e2"])
@pytest.mark.parametrize("titles", ["none", "competition"])
def test_a_value_that_is_no_grey_level_is_named_with_its_line(value: str, titles: str, path: Path) -> None:
    lines = text(table(3)).splitlines()
    cells = lines[1].split(",")
    cells[100] = value
    lines[1] = ",".join(cells)
    number = 3 if TITLES[titles] else 2
    assert refusal(path, TITLES[titles] + "\n".join(lines)) == (
        f"{path}, ligne {number} : « {value} », 785 entiers de 0 à 255 sont attendus. Reprenez le "
        "fichier d’origine."
    )


def test_a_line_cut_short_is_named(path: Path) -> None:
    content = text(table(3))
    cut = content[: content.rindex(",")]
    assert refusal(path, cut) == (
        f"{path}, ligne 3 : 784 valeurs, 785 entiers de 0 à 255 sont attendus. Reprenez le fichier d’origine."
    )


@pytest.mark.parametrize("content", [b"PK\x03\x04\xff\xfe", text(table(1)).encode("utf-16")])
def test_a_file_that_is_no_text_is_named(content: bytes, path: Path) -> None:
    assert refusal(path, content) == f"{path} n’est pas un texte en UTF-8. Reprenez le fichier d’origine."
