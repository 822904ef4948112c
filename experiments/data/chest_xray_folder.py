"""The chest X-rays of Kermany et al. (2018) in their original folders, ``train/NORMAL/IM-0115-0001.jpeg``."""

import hashlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from experiments.data.array_cache import entry_key, load_or_compute
from experiments.data.chest_xray_layout import CLASS_FOLDERS, FOLDERS, Layout, read_layout
from experiments.data.datasets import Reporter
from experiments.data.file_digests import file_digests
from experiments.data.image_decoding import decode_images
from experiments.data.radiographs import SIDE, Radiographs
from experiments.errors import DataError


def fingerprint_folder(root: Path, cache: Path) -> str:
    """Return a digest of the images of the folder: their paths inside it and their contents.

    Raises
    ------
    DataError
        If a folder of the layout is missing or empty, or a file cannot be read.
    """
    digests = _digests(read_layout(root), cache)
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
    layout = read_layout(root)
    digest_of = _digests(layout, cache)
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
        set_aside=layout.set_aside,
    )
    _refuse_shared(radiographs, root)
    return radiographs


def _digests(layout: Layout, cache: Path) -> dict[Path, str]:
    digests = file_digests(layout.images, cache / "digests.json")
    return dict(zip(layout.images, digests, strict=True))


def _refuse_shared(radiographs: Radiographs, root: Path) -> None:
    shared = radiographs.shared(radiographs.splits)
    if shared:
        raise DataError(
            f"La même image est dans deux partitions de {root} : {' et '.join(shared[0])} "
            f"(images dans ce cas : {len(shared)}). Un modèle serait évalué sur ce qu’il a appris : "
            "gardez chaque image dans une seule partition."
        )
