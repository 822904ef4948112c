"""The original folder layout: read whole, decoded once, and every defect named."""

import os
import shutil
from pathlib import Path

import numpy as np
import pytest

from experiments.data.chest_xray_folder import fingerprint_folder, read_folder
from experiments.data.image_decoding import decode_image
from experiments.errors import DataError
from tests.experiments.data.chest_xray_samples import NAMES, Recorder, write_folder

LAYOUT = "(disposition attendue\u202f: {train,val,test}/{NORMAL,PNEUMONIA}/*.jpeg)"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a small set in the original layout."""
    return write_folder(tmp_path / "chest_xray")


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """Return the folder of the cache, which does not exist yet."""
    return tmp_path / "cache"


def test_every_image_has_its_name_partition_and_label(root: Path, cache: Path) -> None:
    radiographs = read_folder(root, cache)
    assert radiographs.source == "dossier"
    assert radiographs.named_by_patient
    assert sorted(radiographs.names) == sorted(
        f"{folder}/{name}" for folder, names in NAMES.items() for name in names
    )
    expected_splits = {"train": "train", "val": "validation", "test": "test"}
    for name, split, label in zip(radiographs.names, radiographs.splits, radiographs.labels, strict=True):
        assert split == expected_splits[name.split("/")[0]]
        assert label == {"NORMAL": 0, "PNEUMONIA": 1}[name.split("/")[1]]
    assert radiographs.labels.dtype == np.int64


def test_splits_follow_one_another_and_mix_the_classes(tmp_path: Path, cache: Path) -> None:
    radiographs = read_folder(write_folder(tmp_path / "set", seed=3), cache)
    boundaries = [radiographs.splits.index(split) for split in ("train", "validation", "test")]
    assert boundaries == [0, 11, 13]
    # Sorted by name the five normal images of train would come first.
    assert set(radiographs.labels[:5]) == {0, 1}


def test_the_order_depends_on_the_images_alone(root: Path, cache: Path, tmp_path: Path) -> None:
    moved = tmp_path / "moved"
    shutil.copytree(root, moved)
    assert read_folder(moved, cache).names == read_folder(root, cache).names


def test_pixels_are_those_of_each_file_and_are_decoded_once(root: Path, cache: Path) -> None:
    first, second = Recorder(), Recorder()
    radiographs = read_folder(root, cache)
    images = radiographs.decode(first)
    assert images.shape == (17, 128, 128)
    np.testing.assert_array_equal(images, [decode_image(root / name, 128) for name in radiographs.names])
    assert first.stages == [("Décodage des radiographies", 17)]
    assert first.done == [17]
    again = read_folder(root, cache).decode(second)
    np.testing.assert_array_equal(again, images)
    assert second.stages == []
    assert first.notes == second.notes == []


def test_a_changed_image_is_decoded_again(root: Path, cache: Path) -> None:
    read_folder(root, cache).decode(Recorder())
    shutil.copy(root / "test/NORMAL/IM-0001-0001.jpeg", root / "test/NORMAL/NORMAL2-IM-0052-0001.jpeg")
    radiographs, recorder = read_folder(root, cache), Recorder()
    images = radiographs.decode(recorder)
    assert recorder.done == [17]
    np.testing.assert_array_equal(images, [decode_image(root / name, 128) for name in radiographs.names])


def test_a_damaged_cache_is_decoded_again(root: Path, cache: Path) -> None:
    images = read_folder(root, cache).decode(Recorder())
    (entry,) = cache.glob("*.npy")
    entry.write_bytes(entry.read_bytes()[:-1000])
    recorder = Recorder()
    np.testing.assert_array_equal(read_folder(root, cache).decode(recorder), images)
    assert recorder.notes == [f"L’entrée {entry} du cache est endommagée\u202f; elle est recalculée."]
    assert recorder.done == [17]


def test_the_fingerprint_is_that_of_names_and_contents(root: Path, cache: Path, tmp_path: Path) -> None:
    fingerprint = fingerprint_folder(root, cache)
    assert len(fingerprint) == 64
    moved = tmp_path / "moved"
    shutil.copytree(root, moved)
    os.utime(moved / "train/NORMAL/IM-0115-0001.jpeg", ns=(0, 0))
    for system_file in ("train/NORMAL/.DS_Store", "test/PNEUMONIA/Thumbs.db", "val/._NORMAL", "desktop.ini"):
        (moved / system_file).write_bytes(b"not an image")
    assert fingerprint_folder(moved, cache) == fingerprint
    renamed = moved / "train/NORMAL/IM-0116-0001.jpeg"
    (moved / "train/NORMAL/IM-0115-0001.jpeg").rename(renamed)
    assert fingerprint_folder(moved, cache) != fingerprint
    renamed.rename(moved / "train/NORMAL/IM-0115-0001.jpeg")
    assert fingerprint_folder(moved, cache) == fingerprint
    with (moved / "test/NORMAL/IM-0001-0001.jpeg").open("ab") as file:
        file.write(b"\x00")
    assert fingerprint_folder(moved, cache) != fingerprint


@pytest.mark.parametrize("folder", list(NAMES))
def test_a_missing_class_folder_is_named(folder: str, root: Path, cache: Path) -> None:
    shutil.rmtree(root / folder)
    with pytest.raises(DataError) as caught:
        fingerprint_folder(root, cache)
    assert (
        str(caught.value) == f"Le dossier de classe {root / folder} est introuvable. Rétablissez-le {LAYOUT}."
    )


def empty(folder: Path) -> None:
    for path in folder.iterdir():
        path.unlink()


@pytest.mark.parametrize("split", ["train", "val", "test"])
def test_an_empty_partition_is_named(split: str, root: Path, cache: Path) -> None:
    empty(root / split / "NORMAL")
    empty(root / split / "PNEUMONIA")
    (root / split / "NORMAL" / ".DS_Store").touch()
    with pytest.raises(DataError) as caught:
        fingerprint_folder(root, cache)
    assert str(caught.value) == (
        f"La partition «\u202f{split}\u202f» est vide\u202f: aucun fichier dans {root / split}. "
        f"Copiez-y les images de la partition {LAYOUT}."
    )


def test_an_empty_class_is_named(root: Path, cache: Path) -> None:
    empty(root / "val" / "NORMAL")
    with pytest.raises(DataError) as caught:
        fingerprint_folder(root, cache)
    assert str(caught.value) == (
        "La classe NORMAL de la partition «\u202fval\u202f» est vide\u202f: aucun fichier dans "
        f"{root / 'val' / 'NORMAL'}. Copiez-y ses images {LAYOUT}."
    )


def test_the_same_image_in_two_partitions_is_refused_with_both_names(root: Path, cache: Path) -> None:
    shutil.copy(
        root / "train/PNEUMONIA/person2_bacteria_3.jpeg", root / "test/PNEUMONIA/person99_virus_1.jpeg"
    )
    with pytest.raises(DataError) as caught:
        read_folder(root, cache)
    assert str(caught.value) == (
        f"La même image est dans deux partitions de {root}\u202f: train/PNEUMONIA/person2_bacteria_3.jpeg et "
        "test/PNEUMONIA/person99_virus_1.jpeg (images dans ce cas\u202f: 1). Un modèle serait évalué sur ce "
        "qu’il a appris\u202f: gardez chaque image dans une seule partition."
    )


def test_the_same_image_twice_in_one_partition_is_recorded(root: Path, cache: Path) -> None:
    assert read_folder(root, cache).duplicates() == ()
    shutil.copy(
        root / "train/PNEUMONIA/person1_bacteria_1.jpeg", root / "train/PNEUMONIA/person1_bacteria_2.jpeg"
    )
    assert read_folder(root, cache).duplicates() == (
        ("train/PNEUMONIA/person1_bacteria_1.jpeg", "train/PNEUMONIA/person1_bacteria_2.jpeg"),
    )


def test_a_truncated_image_is_named_and_nothing_is_cached(root: Path, cache: Path) -> None:
    path = root / "train/NORMAL/IM-0115-0001.jpeg"
    path.write_bytes(path.read_bytes()[:-3000])
    with pytest.raises(DataError) as caught:
        read_folder(root, cache).decode(Recorder())
    assert str(caught.value) == (
        f"L’image {path} est tronquée ou endommagée. Remplacez-la par l’original ou retirez-la du dossier."
    )
    assert [entry.name for entry in cache.iterdir()] == ["digests.json"]


def test_a_file_that_is_no_image_is_named(root: Path, cache: Path) -> None:
    path = root / "val/PNEUMONIA/notes.txt"
    path.write_bytes(b"to read again")
    with pytest.raises(DataError) as caught:
        read_folder(root, cache).decode(Recorder())
    assert str(caught.value) == (
        f"Le fichier {path} n’est pas une image JPEG. Remplacez-le par l’original ou retirez-le du dossier."
    )
