"""What a folder of X-rays really contains: the set, and all that archives and systems add to it."""

import os
import shutil
from pathlib import Path

import pytest

from experiments.data.chest_xray_folder import fingerprint_folder
from experiments.data.chest_xray_layout import find_root, read_layout
from experiments.errors import DataError
from tests.experiments.data.chest_xray_samples import NAMES, write_folder


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a small set in the original layout."""
    return write_folder(tmp_path / "set" / "chest_xray")


def test_the_images_come_split_by_split_and_class_by_class(root: Path) -> None:
    layout = read_layout(root)
    expected = [root / folder / name for folder, names in NAMES.items() for name in sorted(names)]
    assert list(layout.images) == expected
    assert layout.set_aside == {}


def test_all_that_is_not_of_the_set_is_counted(root: Path) -> None:
    images = read_layout(root).images
    for name in (
        "__MACOSX/chest_xray/._train",
        "__MACOSX/chest_xray/train/._NORMAL",
        "chest_xray/train/NORMAL/IM-0115-0001.jpeg",
        ".DS_Store",
        "train/.DS_Store",
        "train/NORMAL/.DS_Store",
        "train/NORMAL/._IM-0115-0001.jpeg",
        "train/NORMAL/thumbs.DB",
        "test/NORMAL/__MACOSX/a.jpeg",
        "train/COVID/a.jpeg",
        "train/COVID/b/c.jpeg",
        "val/a.csv",
        "val/b.csv",
        "val/NORMAL/.hidden",
        "test/PNEUMONIA/desktop.ini",
    ):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    layout = read_layout(root)
    assert layout.images == images
    assert layout.set_aside == {
        ".*": 1,
        ".DS_Store": 3,
        "._*": 1,
        "Thumbs.db": 1,
        "__MACOSX": 3,
        "chest_xray": 1,
        "desktop.ini": 1,
        "train/COVID": 2,
        "val/*.csv": 2,
    }


@pytest.mark.parametrize("place", [".", "chest_xray", "a/chest_xray", "a/b/c"])
def test_the_set_is_found_inside_the_folder_that_is_named(place: str, root: Path, tmp_path: Path) -> None:
    shutil.copytree(root, tmp_path / "named" / place)
    assert find_root(tmp_path / "named") == tmp_path / "named" / place


def test_the_nearest_copy_is_the_one_of_the_public_archive(root: Path) -> None:
    shutil.copytree(root, root.parent / "copy")
    shutil.move(root.parent / "copy", root / "chest_xray")
    shutil.copytree(root, root.parent / "__MACOSX" / "chest_xray")
    assert find_root(root.parent) == find_root(root) == root


def test_two_sets_at_the_same_depth_are_named(root: Path) -> None:
    shutil.copytree(root, root.parent / "other")
    with pytest.raises(DataError) as caught:
        find_root(root.parent)
    assert str(caught.value) == (
        f"{root.parent} contient plusieurs jeux de radiographies\u202f: {root}, {root.parent / 'other'}. "
        "Indiquez l’un d’eux."
    )


@pytest.mark.parametrize("name", ["Train/NORMAL", "images", "train.zip/a", "a/b/c/d/train/NORMAL"])
def test_a_folder_without_the_layout_has_no_root(name: str, tmp_path: Path) -> None:
    (tmp_path / name).mkdir(parents=True)
    assert find_root(tmp_path) is None


def test_a_pipe_among_the_images_is_named_instead_of_waited_for(root: Path, tmp_path: Path) -> None:
    os.mkfifo(root / "val/NORMAL/IM-0002-0001.jpeg")
    with pytest.raises(DataError, match=r"IM-0002-0001\.jpeg n’est pas un fichier ordinaire"):
        fingerprint_folder(root, tmp_path / "cache")
    (root / "val/NORMAL/IM-0002-0001.jpeg").unlink()
    # Outside the classes nothing is opened.
    os.mkfifo(root / "val/pipe")
    os.mkfifo(root / "pipe")
    assert read_layout(root).set_aside == {"val/*": 1}
    assert len(fingerprint_folder(root, tmp_path / "cache")) == 64
