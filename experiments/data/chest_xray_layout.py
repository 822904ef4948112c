"""Where the X-rays are in a folder: the original layout, at its top or inside what an archive unpacks to."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from experiments.data.radiographs import NORMAL, PNEUMONIA
from experiments.data.system_files import count_files, system_kind
from experiments.errors import DataError

FOLDERS = {"train": "train", "val": "validation", "test": "test"}
CLASS_FOLDERS = {"NORMAL": NORMAL, "PNEUMONIA": PNEUMONIA}
LAYOUT = "{train,val,test}/{NORMAL,PNEUMONIA}/*.jpeg"
DEPTH = 3  # folders inside one another that are looked into


@dataclass(frozen=True)
class Layout:
    """The files of a set in the original layout.

    Attributes
    ----------
    root : Path
        The folder that holds ``train``, ``val`` and ``test``.
    images : tuple of Path
        Split by split, class by class, by name.
    set_aside : mapping of str to int
        How many files are not of the set, by kind (``Thumbs.db``) or by place (``train/*.csv``).
    """

    root: Path
    images: tuple[Path, ...]
    set_aside: Mapping[str, int]


def find_root(folder: Path) -> Path | None:
    """Return the folder that holds the splits: this one, or the nearest inside it; None if there is none.

    The public archive unpacks to ``chest_xray/train`` beside a copy ``chest_xray/chest_xray/train``: the
    nearest is taken.

    Raises
    ------
    DataError
        If several are equally near, or if a folder cannot be read.
    """
    if any((folder / split).is_dir() for split in FOLDERS):
        return folder
    level = [folder]
    for _ in range(DEPTH):
        level = [child for parent in level for child in _entries(parent) if child.is_dir()]
        level = [child for child in level if system_kind(child.name) is None]
        roots = [child for child in level if any(_class_folders(child))]
        if len(roots) > 1:
            raise DataError(
                f"{folder} contient plusieurs jeux de radiographies : {', '.join(map(str, roots))}. "
                "Indiquez l’un d’eux."
            )
        if roots:
            return roots[0]
    return None


def read_layout(root: Path) -> Layout:
    """Return the files of a folder that holds the splits.

    Files of the system (``.DS_Store``, ``Thumbs.db``…) are not images of the set and are set aside, as is
    all that is outside the folders of the classes. Other files are images, or will be refused as such.

    Raises
    ------
    DataError
        If the folder of a class is missing, or if a class or a split has no file.
    """
    aside: Counter[str] = Counter()
    images: list[Path] = []
    for path in _entries(root):
        kind = system_kind(path.name)
        if path.name not in FOLDERS and (kind or path.is_dir()):
            aside[kind or path.name] += count_files(path)
    for split in FOLDERS:
        found = {name: _class_files(root / split / name, aside) for name in CLASS_FOLDERS}
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
            images += files
        for path in _entries(root / split):
            if path.name not in CLASS_FOLDERS:
                aside[system_kind(path.name) or _place(split, path)] += count_files(path)
    return Layout(root, tuple(images), dict(sorted(aside.items())))


def _class_folders(root: Path) -> list[Path]:
    folders = [root / split / name for split in FOLDERS for name in CLASS_FOLDERS]
    return [folder for folder in folders if folder.is_dir()]


def _class_files(folder: Path, aside: Counter[str]) -> list[Path]:
    if not folder.is_dir():
        raise DataError(
            f"Le dossier de classe {folder} est introuvable. Rétablissez-le "
            f"(disposition attendue : {LAYOUT})."
        )
    files = []
    for path in _entries(folder):
        kind = system_kind(path.name)
        if kind is None:
            files.append(path)
        else:
            aside[kind] += count_files(path)
    return files


def _place(split: str, path: Path) -> str:
    return f"{split}/{path.name}" if path.is_dir() else f"{split}/*{path.suffix}"


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError as error:
        raise DataError(f"Le dossier {folder} ne peut pas être lu ({error.strerror}).") from error
