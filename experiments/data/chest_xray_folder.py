"""The chest X-rays of Kermany et al. (2018) in their original folders, ``train/NORMAL/IM-0115-0001.jpeg``."""

import hashlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from experiments.data.array_cache import entry_key, load_or_compute
from experiments.data.datasets import Reporter
from experiments.data.file_digests import file_digests
from experiments.data.image_decoding import decode_images
from experiments.data.radiographs import NORMAL, PNEUMONIA, SIDE, Radiographs
from experiments.errors import DataError

FOLDERS = {"train": "train", "val": "validation", "test": "test"}
CLASS_FOLDERS = {"NORMAL": NORMAL, "PNEUMONIA": PNEUMONIA}
LAYOUT = "{train,val,test}/{NORMAL,PNEUMONIA}/*.jpeg"


def fingerprint_folder(root: Path, cache: Path) -> str:
    """Return a digest of the images of the folder: their paths inside it and their contents.

    Raises
    ------
    DataError
        If a folder of the layout is missing or empty, or a file cannot be read.
    """
    digests = _digests(list_folder(root), cache)
    lines = sorted(f"{path.relative_to(root).as_posix()} {digest}\n" for path, digest in digests.items())
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def read_folder(root: Path, cache: Path) -> Radiographs:
    """Return the X-rays of a folder in the original layout.

    Inside a split they are ordered by digest: an order that mixes the classes, so that the first images of a
    split are a fair sample of it, and that depends on nothing but the images.

    Raises
    ------
    DataError
        If a folder of the layout is missing or empty, a file cannot be read, or an image is in two splits.
    """
    digest_of = _digests(list_folder(root), cache)
    split_order = {split: position for position, split in enumerate(FOLDERS)}

    def rank(path: Path) -> tuple[int, str, Path]:
        return split_order[path.relative_to(root).parts[0]], digest_of[path], path

    paths = sorted(digest_of, key=rank)
    digests = tuple(digest_of[path] for path in paths)
    parts = [path.relative_to(root).parts for path in paths]

    def decode(reporter: Reporter) -> NDArray[np.uint8]:
        from PIL import __version__ as pillow

        def compute() -> NDArray[np.uint8]:
            advance = reporter.stage("Décodage des radiographies", len(paths))
            return decode_images(paths, SIDE, advance)

        recipe = (f"Pillow {pillow}", f"{SIDE}x{SIDE}", *digests)
        key = entry_key(decode_images.__module__, map(str.encode, recipe))
        return load_or_compute(key, compute, cache, reporter.note)

    radiographs = Radiographs(
        source="dossier",
        names=tuple("/".join(part) for part in parts),
        splits=tuple(FOLDERS[part[0]] for part in parts),
        labels=np.array([CLASS_FOLDERS[part[1]] for part in parts], dtype=np.int64),
        digests=digests,
        named_by_patient=True,
        decode=decode,
    )
    _refuse_shared(radiographs, root)
    return radiographs


def list_folder(root: Path) -> list[Path]:
    """Return the files of a folder in the original layout, split by split, class by class, by name.

    Hidden files (``.DS_Store`` of the public archive) are not images of the set and are left out.

    Raises
    ------
    DataError
        If the folder of a class is missing, or if a class or a split has no file.
    """
    paths: list[Path] = []
    for split in FOLDERS:
        found = {name: _list_class(root / split / name) for name in CLASS_FOLDERS}
        if not any(found.values()):
            raise DataError(
                f"La partition « {split} » est vide : aucun fichier dans {root / split}. "
                f"Copiez-y les images de la partition (disposition attendue : {LAYOUT})."
            )
        for name, files in found.items():
            if not files:
                raise DataError(
                    f"La classe {name} de la partition « {split} » est vide : aucun fichier dans "
                    f"{root / split / name}. Copiez-y ses images (disposition attendue : {LAYOUT})."
                )
            paths += files
    return paths


def _list_class(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise DataError(
            f"Le dossier de classe {folder} est introuvable. Rétablissez-le "
            f"(disposition attendue : {LAYOUT})."
        )
    return sorted(path for path in folder.iterdir() if not path.name.startswith("."))


def _digests(paths: list[Path], cache: Path) -> dict[Path, str]:
    return dict(zip(paths, file_digests(paths, cache / "digests.json"), strict=True))


def _refuse_shared(radiographs: Radiographs, root: Path) -> None:
    shared = radiographs.shared(radiographs.splits)
    if shared:
        raise DataError(
            f"La même image est dans deux partitions de {root} : {' et '.join(shared[0])} "
            f"(images dans ce cas : {len(shared)}). Un modèle serait évalué sur ce qu’il a appris : "
            "gardez chaque image dans une seule partition."
        )
