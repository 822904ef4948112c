"""Chest X-rays of children, normal or with pneumonia (Kermany et al., 2018), ready for training.

The images come from the first of these that is there: the folder named by ``LABO_CHEST_XRAY``; the folder
``chest_xray`` of the cache, where the original set can be unpacked; the file of MedMNIST in that same folder,
which `load` downloads when there is nothing else.
"""

import os
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.data.array_cache import cache_directory
from experiments.data.chest_xray_archive import MEDMNIST, fetch_archive, fingerprint_archive, read_archive
from experiments.data.chest_xray_folder import fingerprint_folder, read_folder
from experiments.data.chest_xray_layout import FOLDERS, LAYOUT, find_root
from experiments.data.copies import describe_copies, image_digests
from experiments.data.datasets import SPLITS, VALIDATION_SHARE, Reporter, Silence, Split, Splits
from experiments.data.misread import describe_misread
from experiments.data.patients import draw_validation, patient_groups, patient_of
from experiments.data.radiographs import Radiographs
from experiments.errors import DataError, ExperimentError

VARIABLE = "LABO_CHEST_XRAY"
WHITE = 255
SHOWN = 8  # names said of what a wrong folder holds

Partition = Mapping[str, NDArray[np.int64]]


class _ChestXray(ABC):
    """What every way of splitting the X-rays shares."""

    classes = ("normal", "pneumonie")

    @abstractmethod
    def partition(self, radiographs: Radiographs, reporter: Reporter) -> Partition:
        """Return the positions of the images of each split, in the order they are used."""

    def fingerprint(self) -> str | None:
        """Return a digest of the X-rays on this machine, None when there are none; nothing is downloaded.

        Raises
        ------
        DataError
            If ``LABO_CHEST_XRAY`` names no folder, or if the folder does not have the original layout.
        """
        folder = _folder()
        if folder is not None:
            return fingerprint_folder(folder, _cache())
        return fingerprint_archive(_cache() / MEDMNIST.name, MEDMNIST, _cache())

    def load(self, reporter: Reporter) -> Splits:
        """Return the X-rays, decoded in parallel the first time and downloaded if they are nowhere.

        Returns
        -------
        Splits
            Inputs of shape (n, 128, 128, 1), grey levels in [0, 1]; label 1 is pneumonia.

        Raises
        ------
        DataError
            If the images are damaged or badly arranged, or cannot be obtained.
        """
        radiographs = _read(reporter)
        partition = self.partition(radiographs, reporter)
        shared = radiographs.shared(_split_of_each(partition))
        if shared:
            reporter.note(
                f"Images présentes dans plusieurs partitions de {radiographs.source} : {len(shared)}."
            )
        if radiographs.set_aside:
            kinds = ", ".join(f"{kind} ({count})" for kind, count in radiographs.set_aside.items())
            reporter.note(f"Fichiers mis à part, qui ne sont pas des radiographies du jeu : {kinds}.")
        pixels = radiographs.decode(reporter)

        def split(name: str) -> Split:
            chosen = partition[name]
            images = pixels[chosen, :, :, np.newaxis].astype(np.float32)
            images /= WHITE
            return Split(images, radiographs.labels[chosen])

        return Splits(train=split("train"), validation=split("validation"), test=split("test"))

    def identifiers(self) -> Mapping[str, tuple[str, ...]]:
        """Return the name of each image of each split, in the order of `load`."""
        radiographs = _read_local()
        partition = self.partition(radiographs, Silence())
        return {name: tuple(radiographs.names[position] for position in partition[name]) for name in SPLITS}

    def inspect(self, model: Any, test: Split, predictions: NDArray[np.int64]) -> Mapping[str, object]:
        """Return names and patients of the images that judge a model, and the misread ones looked at closely.

        ``names`` and ``patients`` are by split; equal numbers are images that may show one patient. For the
        rest see `describe_misread`.
        """
        radiographs = _read_local()
        partition = self.partition(radiographs, Silence())
        names: dict[str, list[str]] = {}
        patients: dict[str, list[int]] = {}
        for split in ("validation", "test"):
            names[split] = [radiographs.names[position] for position in partition[split]]
            digests = [radiographs.digests[position] for position in partition[split]]
            patients[split] = patient_groups(names[split], digests).tolist()
        misread = describe_misread(model, test, predictions, names["test"])
        return {"names": names, "patients": patients, **misread}

    def describe(self) -> Mapping[str, object]:
        """Return the source of the images, and what was counted in it.

        ``duplicates``, ``shared_between_splits`` and ``labelled_differently`` name images whose pixels are
        equal, as the model receives them: a file saved again without loss is the same image.
        ``source_counts`` is by official partition and class. Where the names of the files give the patients,
        ``patients_in_several_splits`` counts them and ``without_patient`` the images whose name gives none.
        """
        radiographs = _read_local()
        splits = _split_of_each(self.partition(radiographs, Silence()))
        digests = image_digests(radiographs.decode(Silence()))
        described: dict[str, object] = {
            "features": "image",
            "source": radiographs.source,
            "grouped_by_patient": radiographs.named_by_patient,
            "source_counts": {
                split: np.bincount(radiographs.labels[radiographs.members(split)], minlength=2).tolist()
                for split in SPLITS
            },
            **describe_copies(radiographs.names, digests, splits, radiographs.labels.tolist()),
            "set_aside": dict(radiographs.set_aside),
        }
        if radiographs.named_by_patient:
            patients = [patient_of(name) for name in radiographs.names]
            places = {(patient, split) for patient, split in zip(patients, splits, strict=True) if patient}
            times = Counter(patient for patient, _ in places)
            described["patients_in_several_splits"] = sum(count > 1 for count in times.values())
            described["without_patient"] = patients.count(None)
        return described


@dataclass(frozen=True)
class ChestXray(_ChestXray):
    """The partitions as they were published."""

    def partition(self, radiographs: Radiographs, reporter: Reporter) -> Partition:
        """Return the official partitions."""
        return {name: radiographs.members(name) for name in SPLITS}


@dataclass(frozen=True)
class ChestXrayByPatient(_ChestXray):
    """The test set as published; a real validation split drawn from all the rest, no patient on both sides.

    Attributes
    ----------
    validation_share : float
        Share of the images outside the test set that validate, in (0, 1/2].
    seed : int
        Seed of the draw.
    """

    validation_share: float = VALIDATION_SHARE
    seed: int = 0

    def __post_init__(self) -> None:
        """Refuse a share that leaves nothing to learn from or nothing to validate on.

        Raises
        ------
        ExperimentError
            If the share is outside (0, 1/2].
        """
        if not 0 < self.validation_share <= 0.5:
            raise ExperimentError(
                f"validation_share vaut {self.validation_share} ; donnez une part entre 0 (exclu) et 0.5."
            )

    def partition(self, radiographs: Radiographs, reporter: Reporter) -> Partition:
        """Return the official test set, and train and validation drawn from the other images."""
        if not radiographs.named_by_patient:
            reporter.note(
                f"Le fichier de {radiographs.source} ne dit pas de quel patient est chaque image : la "
                "validation est tirée en respectant la proportion des classes, sans regroupement par patient."
            )
        pool = np.concatenate([radiographs.members("train"), radiographs.members("validation")])
        groups = patient_groups(
            [radiographs.names[position] for position in pool],
            [radiographs.digests[position] for position in pool],
        )
        drawn = draw_validation(radiographs.labels[pool], groups, self.validation_share, self.seed)
        return {"train": pool[~drawn], "validation": pool[drawn], "test": radiographs.members("test")}


def _split_of_each(partition: Partition) -> list[str]:
    splits = {int(position): name for name, positions in partition.items() for position in positions}
    return [splits[position] for position in range(len(splits))]


def _cache() -> Path:
    return cache_directory() / "chest_xray"


def _folder() -> Path | None:
    named = os.environ.get(VARIABLE)
    if named:
        folder = Path(named).expanduser()
        if not folder.is_dir():
            raise DataError(
                f"{VARIABLE} désigne {folder}, qui n’est pas un dossier. Donnez-lui le dossier qui contient "
                f"{', '.join(FOLDERS)}, ou retirez cette variable."
            )
        root = find_root(folder)
        if root is None:
            found = ", ".join(sorted(path.name for path in folder.iterdir())[:SHOWN]) or "rien"
            raise DataError(
                f"{VARIABLE} désigne {folder}, qui ne contient pas les radiographies dans la disposition "
                f"attendue ({LAYOUT}) ; il contient : {found}. Donnez-lui le dossier qui contient "
                f"{', '.join(FOLDERS)}, ou retirez cette variable."
            )
        return root
    return find_root(_cache()) if _cache().is_dir() else None


def _read(reporter: Reporter) -> Radiographs:
    folder = _folder()
    if folder is not None:
        return read_folder(folder, _cache())
    return read_archive(fetch_archive(_cache(), MEDMNIST, reporter))


def _read_local() -> Radiographs:
    folder = _folder()
    if folder is not None:
        return read_folder(folder, _cache())
    path = _cache() / MEDMNIST.name
    if fingerprint_archive(path, MEDMNIST, _cache()) is None:
        raise DataError(
            f"Les radiographies sont absentes. Indiquez leur dossier par {VARIABLE}, ou entraînez le modèle "
            "avec une connexion pour les télécharger."
        )
    return read_archive(path)
