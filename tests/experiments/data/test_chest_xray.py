"""The X-rays as experiments see them: where they come from, how they are split, what is said of them."""

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from experiments.data import chest_xray
from experiments.data.chest_xray import ChestXray, ChestXrayByPatient
from experiments.data.chest_xray_archive import REMEDY
from experiments.data.datasets import SPLITS, Dataset, Splits
from experiments.data.image_decoding import decode_image
from experiments.data.patients import patient_of
from experiments.errors import DataError, ExperimentError
from experiments.project import ROOT
from tests.experiments.data.chest_xray_samples import (
    Recorder,
    archive_at,
    archive_bytes,
    served,
    whole,
    write_folder,
    write_jpeg,
)

KIND_AND_NUMBER = re.compile(r"person\d+_[a-z]+|(NORMAL2-)?IM-\d+")
REAL_FOLDER = os.environ.get("LABO_CHEST_XRAY") or None
BOTH = [ChestXray(), ChestXrayByPatient(validation_share=0.5, seed=3)]
CONTENT = archive_bytes({"train": 30, "val": 6, "test": 9})


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of the X-rays in an empty cache, with nothing named by the environment."""
    monkeypatch.delenv("LABO_CHEST_XRAY", raising=False)
    monkeypatch.setenv("LABO_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    return tmp_path / "cache" / "chest_xray"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a small set in the original layout, named by the environment."""
    root = write_folder(tmp_path / "images")
    monkeypatch.setenv("LABO_CHEST_XRAY", str(root))
    return root


@contextmanager
def published(monkeypatch: pytest.MonkeyPatch, content: bytes) -> Iterator[None]:
    """Publish this content in place of the file of MedMNIST."""
    with served(whole(content)) as url:
        monkeypatch.setattr(chest_xray, "MEDMNIST", archive_at(url, content))
        yield


def unpublish(monkeypatch: pytest.MonkeyPatch) -> str:
    """Point MedMNIST's file at a port where nobody listens and return its address."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}/pneumoniamnist_128.npz"
    monkeypatch.setattr(chest_xray, "MEDMNIST", archive_at(url, CONTENT))
    return url


def counts(splits: Splits) -> dict[str, list[int]]:
    """Count the images of each class in each split."""
    return {name: np.bincount(getattr(splits, name).labels, minlength=2).tolist() for name in SPLITS}


@pytest.mark.parametrize("dataset", BOTH)
def test_arrays_have_the_shape_type_and_range_that_training_expects(
    dataset: ChestXray | ChestXrayByPatient, folder: Path
) -> None:
    splits = dataset.load(Recorder())
    assert dataset.classes == ("normal", "pneumonie")
    for name in SPLITS:
        split = getattr(splits, name)
        assert split.inputs.dtype == np.float32
        assert split.inputs.shape == (len(split.labels), 128, 128, 1)
        assert 0 <= split.inputs.min() < 0.3
        assert 0.7 < split.inputs.max() <= 1
        assert split.labels.dtype == np.int64


@pytest.mark.parametrize("dataset", BOTH)
def test_each_identifier_is_the_file_of_the_image_at_its_place(
    dataset: ChestXray | ChestXrayByPatient, folder: Path
) -> None:
    splits = dataset.load(Recorder())
    identifiers = dataset.identifiers()
    assert tuple(identifiers) == SPLITS
    for name in SPLITS:
        split = getattr(splits, name)
        assert len(identifiers[name]) == len(split.labels)
        for identifier, image, label in zip(identifiers[name], split.inputs, split.labels, strict=True):
            expected = decode_image(folder / identifier, 128).astype(np.float32) / 255
            np.testing.assert_array_equal(image[:, :, 0], expected)
            assert label == ("PNEUMONIA" in identifier)


class ConstantModel:
    """Says the same probability of every image."""

    def predict(self, images: NDArray[np.float32], **options: object) -> NDArray[np.float32]:
        return np.full((len(images), 1), 0.75, dtype=np.float32)


@pytest.mark.parametrize("dataset", BOTH)
def test_test_images_are_named_even_when_only_the_first_are_tested(
    dataset: ChestXray | ChestXrayByPatient, folder: Path
) -> None:
    test = dataset.load(Recorder()).head(3).test
    identifiers = dataset.identifiers()
    names = identifiers["test"]
    predictions = test.labels.copy()
    inspection = dataset.inspect(ConstantModel(), test, predictions)
    assert inspection["names"] == {"validation": list(identifiers["validation"]), "test": list(names)}
    assert inspection["patients"]["test"] == [0, 1, 2, 3]  # type: ignore[index]
    assert (inspection["misread"], inspection["shown"]) == ([], [])
    predictions[[0, 2]] = 1 - predictions[[0, 2]]
    assert dataset.inspect(ConstantModel(), test, predictions)["misread"] == [
        {"index": 0, "name": names[0]},
        {"index": 2, "name": names[2]},
    ]


def test_images_of_one_patient_are_in_one_group(folder: Path) -> None:
    test = folder / "test/PNEUMONIA"
    write_jpeg(test / "person78_bacteria_379.jpeg", np.arange(150 * 150, dtype=np.uint8).reshape(150, 150))
    splits = ChestXray().load(Recorder())
    inspection = ChestXray().inspect(ConstantModel(), splits.test, splits.test.labels)
    groups: dict[object, set[str]] = {}
    for name, patient in zip(inspection["names"]["test"], inspection["patients"]["test"], strict=True):  # type: ignore[index]
        groups.setdefault(patient, set()).add(name.rpartition("/")[2])
    assert sorted(map(sorted, groups.values())) == [
        ["IM-0001-0001.jpeg"],
        ["NORMAL2-IM-0052-0001.jpeg"],
        ["person1685_virus_2903.jpeg"],
        ["person78_bacteria_378.jpeg", "person78_bacteria_379.jpeg"],
    ]


def test_both_are_datasets_for_the_engine() -> None:
    datasets: tuple[Dataset, ...] = (ChestXray(), ChestXrayByPatient())  # checked by mypy
    assert repr(datasets) == "(ChestXray(), ChestXrayByPatient(validation_share=0.1, seed=0))"


def test_the_official_partitions_are_kept(folder: Path) -> None:
    assert counts(ChestXray().load(Recorder())) == {"train": [5, 6], "validation": [1, 1], "test": [2, 2]}


@pytest.mark.parametrize("seed", range(5))
def test_no_patient_validates_what_it_taught(seed: int, folder: Path) -> None:
    identifiers = ChestXrayByPatient(validation_share=0.5, seed=seed).identifiers()
    train, validation = (
        {patient_of(name) for name in identifiers[name_]} for name_ in ("train", "validation")
    )
    assert train
    assert validation
    assert not train & validation
    official = ChestXray().identifiers()
    assert identifiers["test"] == official["test"]
    assert sorted(identifiers["train"] + identifiers["validation"]) == sorted(
        official["train"] + official["validation"]
    )


@pytest.mark.parametrize("share", [0, -0.1, 0.51, 1, float("nan")])
def test_a_share_that_splits_nothing_is_refused(share: float) -> None:
    with pytest.raises(ExperimentError) as caught:
        ChestXrayByPatient(validation_share=share)
    assert (
        str(caught.value) == f"validation_share vaut {share}\u202f; donnez une part entre 0 (exclu) et 0.5."
    )


def test_the_fingerprint_is_that_of_the_images_not_of_the_split(folder: Path) -> None:
    fingerprint = ChestXray().fingerprint()
    assert fingerprint is not None
    assert ChestXrayByPatient(seed=5).fingerprint() == fingerprint
    (folder / "val/NORMAL/NORMAL2-IM-1427-0001.jpeg").rename(folder / "val/NORMAL/NORMAL2-IM-1428-0001.jpeg")
    assert ChestXray().fingerprint() != fingerprint


def test_a_variable_that_names_no_folder_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LABO_CHEST_XRAY", str(tmp_path / "nowhere"))
    for action in (
        ChestXray().fingerprint,
        ChestXray().describe,
        ChestXray().identifiers,
        lambda: ChestXray().load(Recorder()),
    ):
        with pytest.raises(DataError) as caught:
            action()
        assert str(caught.value) == (
            f"LABO_CHEST_XRAY désigne {tmp_path / 'nowhere'}, qui n’est pas un dossier. Donnez-lui le "
            "dossier qui contient train, val, test, ou retirez cette variable."
        )


def test_the_named_folder_comes_before_the_one_of_the_cache(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_folder(cache, seed=1)
    named = ChestXray().fingerprint()
    monkeypatch.delenv("LABO_CHEST_XRAY")
    unpacked = ChestXray().fingerprint()
    assert None not in (named, unpacked)
    assert named != unpacked
    assert counts(ChestXray().load(Recorder()))["test"] == [2, 2]


def test_the_folder_of_the_cache_comes_before_the_archive(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with published(monkeypatch, CONTENT):
        ChestXray().load(Recorder())
    assert ChestXray().describe()["source"] == "MedMNIST"
    archive = ChestXray().fingerprint()
    write_folder(cache)
    assert ChestXray().describe()["source"] == "dossier"
    assert ChestXray().fingerprint() != archive


def test_without_images_the_archive_is_downloaded_once_and_only_to_load(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with published(monkeypatch, CONTENT):
        assert ChestXray().fingerprint() is None
        assert not cache.exists()
        recorder = Recorder()
        splits = ChestXray().load(recorder)
    assert counts(splits) == {"train": [10, 20], "validation": [2, 4], "test": [3, 6]}
    assert recorder.stages == [("Téléchargement de pneumoniamnist_128.npz", len(CONTENT))]
    assert recorder.notes == []
    fingerprint = ChestXray().fingerprint()
    assert fingerprint is not None
    # The server is gone: what follows uses the copy.
    again = ChestXray().load(Recorder())
    np.testing.assert_array_equal(again.test.inputs, splits.test.inputs)
    assert ChestXray().identifiers()["validation"] == tuple(f"val/{index}" for index in range(6))
    assert ChestXray().describe() == {
        "features": "image",
        "source": "MedMNIST",
        "grouped_by_patient": False,
        "source_counts": {"train": [10, 20], "validation": [2, 4], "test": [3, 6]},
        "duplicates": [],
        "shared_between_splits": [],
        "labelled_differently": [],
        "set_aside": {},
    }


def test_without_names_validation_is_drawn_by_class_and_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    with published(monkeypatch, CONTENT):
        recorder = Recorder()
        splits = ChestXrayByPatient(validation_share=0.25).load(recorder)
    assert counts(splits) == {"train": [9, 18], "validation": [3, 6], "test": [3, 6]}
    assert recorder.notes == [
        "Le fichier de MedMNIST ne dit pas de quel patient est chaque image\u202f: la validation est tirée "
        "en respectant la proportion des classes, sans regroupement par patient."
    ]


def with_image_in_two_partitions(content: bytes, folder: Path) -> bytes:
    path = folder / "archive.npz"
    path.write_bytes(content)
    with np.load(path) as arrays:
        changed = dict(arrays)
    changed["val_images"][5] = changed["train_images"][4]
    np.savez_compressed(path, **changed)
    return path.read_bytes()


def test_an_image_published_in_two_partitions_is_said_and_recorded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with published(monkeypatch, with_image_in_two_partitions(CONTENT, tmp_path)):
        recorder = Recorder()
        ChestXray().load(recorder)
        by_patient = ChestXrayByPatient(validation_share=0.5)
        by_patient.load(Recorder())
    assert recorder.notes == ["Images présentes dans plusieurs partitions de MedMNIST\u202f: 1."]
    assert ChestXray().describe()["shared_between_splits"] == [["train/4", "val/5"]]
    # Drawing validation afresh keeps the two copies together.
    assert by_patient.describe()["shared_between_splits"] == []
    assert by_patient.describe()["duplicates"] == [["train/4", "val/5"]]


@pytest.mark.parametrize("dataset", BOTH)
def test_without_images_nor_connection_the_frozen_result_stands(
    dataset: ChestXray | ChestXrayByPatient, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = unpublish(monkeypatch)
    assert dataset.fingerprint() is None
    with pytest.raises(DataError) as caught:
        dataset.load(Recorder())
    assert str(caught.value) == (
        f"Le téléchargement de {url} a échoué\u202f: le serveur est injoignable ou ne répond plus. {REMEDY}"
    )
    for action in (dataset.describe, dataset.identifiers):
        with pytest.raises(DataError) as caught:
            action()
        assert str(caught.value) == (
            "Les radiographies sont absentes. Indiquez leur dossier par LABO_CHEST_XRAY, ou entraînez le "
            "modèle avec une connexion pour les télécharger."
        )
    assert list(cache.iterdir()) == []


def test_a_folder_is_described_by_what_was_counted_in_it(folder: Path) -> None:
    shutil.copy(folder / "test/NORMAL/IM-0001-0001.jpeg", folder / "test/NORMAL/NORMAL2-IM-0052-0001.jpeg")
    shutil.copy(folder / "train/NORMAL/IM-0115-0001.jpeg", folder / "train/PNEUMONIA/person1_virus_6.jpeg")
    # The same patient (person78) and a name without any.
    train = folder / "train/PNEUMONIA"
    (train / "person2_bacteria_3.jpeg").rename(train / "person78_virus_3.jpeg")
    (train / "person447_virus_921_1.jpeg").rename(train / "thorax.jpeg")
    (train / "Thumbs.db").touch()
    assert ChestXray().describe() == {
        "features": "image",
        "source": "dossier",
        "grouped_by_patient": True,
        "source_counts": {"train": [5, 6], "validation": [1, 1], "test": [2, 2]},
        "duplicates": [
            ["train/NORMAL/IM-0115-0001.jpeg", "train/PNEUMONIA/person1_virus_6.jpeg"],
            ["test/NORMAL/IM-0001-0001.jpeg", "test/NORMAL/NORMAL2-IM-0052-0001.jpeg"],
        ],
        "shared_between_splits": [],
        "labelled_differently": [["train/NORMAL/IM-0115-0001.jpeg", "train/PNEUMONIA/person1_virus_6.jpeg"]],
        "set_aside": {"Thumbs.db": 1},
        "patients_in_several_splits": 1,
        "without_patient": 1,
    }


def test_an_image_saved_again_in_another_partition_is_recorded(folder: Path) -> None:
    source, copy = folder / "train/NORMAL/IM-0115-0001.jpeg", folder / "test/NORMAL/IM-0001-0001.jpeg"
    content = source.read_bytes()
    comment = b"\xff\xfe\x00\x08copied"  # a JPEG comment: other bytes, equal pixels
    copy.write_bytes(content[:2] + comment + content[2:])
    names = ["train/NORMAL/IM-0115-0001.jpeg", "test/NORMAL/IM-0001-0001.jpeg"]
    assert ChestXray().describe()["shared_between_splits"] == [names]


def test_files_set_aside_are_said(folder: Path) -> None:
    shutil.copytree(folder, folder / "chest_xray")
    shutil.copytree(folder / "test", folder / "__MACOSX")
    fingerprint = ChestXray().fingerprint()
    recorder = Recorder()
    ChestXray().load(recorder)
    assert recorder.notes == [
        "Fichiers mis à part, qui ne sont pas des radiographies du jeu\u202f: __MACOSX (4), chest_xray (17)."
    ]
    for name in ("chest_xray", "__MACOSX"):
        shutil.rmtree(folder / name)
    assert ChestXray().fingerprint() == fingerprint


def test_the_folder_may_be_the_one_that_the_archive_was_unpacked_in(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fingerprint, identifiers = ChestXray().fingerprint(), ChestXray().identifiers()
    shutil.copytree(folder, tmp_path / "archive" / "versions" / "chest_xray")
    monkeypatch.setenv("LABO_CHEST_XRAY", str(tmp_path / "archive"))
    assert ChestXray().fingerprint() == fingerprint
    assert ChestXray().identifiers() == identifiers


def test_a_folder_without_the_layout_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "images" / "Train").mkdir(parents=True)
    (tmp_path / "images" / "notes.txt").touch()
    monkeypatch.setenv("LABO_CHEST_XRAY", str(tmp_path / "images"))
    for action in (ChestXray().fingerprint, ChestXray().describe, lambda: ChestXray().load(Recorder())):
        with pytest.raises(DataError) as caught:
            action()
        assert str(caught.value) == (
            f"LABO_CHEST_XRAY désigne {tmp_path / 'images'}, qui ne contient pas les radiographies dans la "
            "disposition attendue ({train,val,test}/{NORMAL,PNEUMONIA}/*.jpeg)\u202f; il contient\u202f: "
            "Train, notes.txt. Donnez-lui le dossier qui contient train, val, test, ou retirez cette "
            "variable."
        )


LOADED = """
import sys
from experiments.data.chest_xray import ChestXray
assert ChestXray().fingerprint() is None
{extra}
print(sorted({{"PIL", "keras", "pooch", "requests", "scipy", "sklearn", "tensorflow"}} & set(sys.modules)))
"""


@pytest.mark.parametrize(("extra", "loaded"), [("", "[]"), ("import PIL", "['PIL']")])
def test_freshness_needs_no_training_library(extra: str, loaded: str) -> None:
    script = LOADED.format(extra=extra)
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == f"{loaded}\n"


@pytest.mark.parametrize("seed", [0, 1])
def test_the_published_set_is_what_its_authors_say(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the real folder its counts and patients; without it, absence as documented."""
    official, by_patient = ChestXray(), ChestXrayByPatient(seed=seed)
    if REAL_FOLDER is None:
        unpublish(monkeypatch)
        assert official.fingerprint() is None
        with pytest.raises(DataError, match=r"^Les radiographies sont absentes"):
            by_patient.identifiers()
        return
    monkeypatch.setenv("LABO_CHEST_XRAY", REAL_FOLDER)
    names = official.identifiers()
    in_class = {split: sum("/NORMAL/" in name for name in names[split]) for split in SPLITS}
    assert {split: (in_class[split], len(names[split]) - in_class[split]) for split in SPLITS} == {
        "train": (1341, 3875),
        "validation": (8, 8),
        "test": (234, 390),
    }
    patients = {split: {patient_of(name) for name in names[split]} for split in SPLITS}
    assert None not in patients["train"] | patients["validation"] | patients["test"]
    assert len(patients["train"] & patients["test"]) == 264
    kinds = {split: {KIND_AND_NUMBER.search(name)[0] for name in names[split]} for split in SPLITS}  # type: ignore[index]
    assert not kinds["train"] & kinds["test"]
    assert not kinds["validation"] & (kinds["train"] | kinds["test"])
    assert official.describe()["shared_between_splits"] == []
    drawn = by_patient.identifiers()
    assert drawn["test"] == names["test"]
    assert 500 < len(drawn["validation"]) < 550
    assert not {patient_of(name) for name in drawn["train"]} & {
        patient_of(name) for name in drawn["validation"]
    }


def test_the_published_images_load(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the real folder all its images; without it, the refusal that leaves the frozen result."""
    if REAL_FOLDER is None:
        url = unpublish(monkeypatch)
        with pytest.raises(DataError) as caught:
            ChestXray().load(Recorder())
        assert str(caught.value).startswith(f"Le téléchargement de {url} a échoué")
        return
    monkeypatch.setenv("LABO_CHEST_XRAY", REAL_FOLDER)
    recorder = Recorder()
    splits = ChestXray().load(recorder)
    assert recorder.stages == [("Décodage des radiographies", 5856)]
    assert recorder.done == [5856]
    assert recorder.notes == []
    assert counts(splits) == {"train": [1341, 3875], "validation": [8, 8], "test": [234, 390]}
    # An X-ray is neither black nor white nor flat.
    spread = splits.train.inputs.std(axis=(1, 2, 3))
    assert spread.min() > 0.02
    assert 0.2 < splits.train.inputs.mean() < 0.8
