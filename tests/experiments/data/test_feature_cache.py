"""The cache of HOG features: computed once per configuration, and again whenever anything is amiss."""

import hashlib
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from experiments.data import array_cache
from experiments.data import hog as algorithm
from experiments.data.feature_cache import cached_hog, features_key
from experiments.data.hog import hog
from experiments.errors import DataError
from experiments.project import ROOT

COUNT = 300
IMAGES = np.random.default_rng(0).integers(0, 256, (COUNT, 28, 28), np.uint8)
FEATURES = hog(IMAGES, 8, 4)


class Listener:
    """Remembers what the cache says, how far it got and how many times it had to compute."""

    def __init__(self, directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.directory = directory
        self.sentences: list[str] = []
        self.steps: list[int] = []
        self.computations = 0
        monkeypatch.setattr(algorithm, "hog", self.compute)

    def compute(self, *arguments: Any, **options: Any) -> NDArray[np.float32]:
        self.computations += 1
        return hog(*arguments, **options)

    def features(self, images: NDArray[Any] = IMAGES, *how: Any) -> NDArray[np.float32]:
        return cached_hog(
            images,
            *(how or (8, 4)),
            report=self.sentences.append,
            advance=self.steps.append,
            directory=self.directory,
        )

    @property
    def entry(self) -> Path:
        (entry,) = self.directory.glob("*.npy")
        return entry


@pytest.fixture
def listener(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Listener:
    return Listener(tmp_path / "hog", monkeypatch)


def test_the_same_features_come_back_without_computing(listener: Listener) -> None:
    for _ in range(3):
        features = listener.features()
        assert features.dtype == np.float32
        np.testing.assert_array_equal(features, FEATURES)
    assert (listener.computations, listener.sentences) == (1, [])


def test_progress_ends_at_the_number_of_images_computed_or_not(listener: Listener) -> None:
    listener.features()
    assert len(listener.steps) > 1
    assert sum(listener.steps) == COUNT
    listener.steps.clear()
    listener.features()
    assert listener.steps == [COUNT]


def test_every_setting_and_pixel_has_its_own_entry(listener: Listener) -> None:
    brighter = IMAGES.copy()
    brighter[-1, -1, -1] ^= 1
    cases: list[tuple[Any, ...]] = [
        (IMAGES, 8, 4),
        (IMAGES, 16, 4),
        (IMAGES, 8, 7),
        (IMAGES, 8, 4, (2, 2)),
        (brighter, 8, 4),
        (IMAGES / 255, 8, 4),
        (IMAGES.reshape(COUNT, 56, 14), 8, 4),
        (IMAGES[::-1], 8, 4),
    ]
    for case in cases + cases:
        np.testing.assert_array_equal(listener.features(*case), hog(*case))
    assert listener.computations == len(cases)


@pytest.mark.parametrize("way", ["truncated", "one bit", "emptied", "digest lost its end"])
def test_a_damaged_entry_is_reported_and_computed_again(way: str, listener: Listener) -> None:
    listener.features()
    entry = listener.entry
    content = bytearray(entry.read_bytes())
    if way == "truncated":
        entry.write_bytes(content[:-1000])
    elif way == "one bit":
        content[-1000] ^= 1
        entry.write_bytes(content)
    elif way == "emptied":
        entry.write_bytes(b"")
    else:
        digest = entry.with_name(entry.name + ".sha256")
        digest.write_bytes(digest.read_bytes()[:10])
    np.testing.assert_array_equal(listener.features(), FEATURES)
    np.testing.assert_array_equal(listener.features(), FEATURES)
    assert listener.computations == 2
    assert listener.sentences == [f"L’entrée {entry} du cache est endommagée\u202f; elle est recalculée."]


@pytest.mark.parametrize("other", [FEATURES[:-1], FEATURES.astype(np.float64), FEATURES.ravel()])
def test_an_entry_of_another_shape_or_type_is_computed_again(other: NDArray[Any], listener: Listener) -> None:
    listener.features()
    entry = listener.entry
    np.save(entry, other)
    digest = hashlib.sha256(entry.read_bytes()).hexdigest()
    entry.with_name(entry.name + ".sha256").write_text(f"{digest}  {entry.name}\n")
    np.testing.assert_array_equal(listener.features(), FEATURES)
    np.testing.assert_array_equal(listener.features(), FEATURES)
    assert listener.computations == 2
    assert listener.sentences == [
        f"L’entrée {entry} du cache est de type {other.dtype} et de forme {other.shape}, "
        f"pas float32 et (300, 392)\u202f; elle est recalculée."
    ]


@pytest.mark.parametrize("interruption", [KeyboardInterrupt(), OSError(28, "No space left on device")])
def test_an_interrupted_write_leaves_nothing(
    interruption: BaseException, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    def save_half(file: Any, array: NDArray[Any], **options: Any) -> None:
        file.write(array.tobytes()[: array.nbytes // 2])
        raise interruption

    with monkeypatch.context() as patch:
        patch.setattr(np, "save", save_half)
        if isinstance(interruption, OSError):
            np.testing.assert_array_equal(listener.features(), FEATURES)
            assert len(listener.sentences) == 1
        else:
            with pytest.raises(KeyboardInterrupt):
                listener.features()
    assert list(listener.directory.iterdir()) == []
    np.testing.assert_array_equal(listener.features(), FEATURES)
    assert listener.computations == 2


def test_the_key_follows_the_algorithm_and_not_its_layout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = features_key(IMAGES, 8, 4, (1, 1))
    shutil.copytree(
        ROOT / "experiments", tmp_path / "experiments", ignore=shutil.ignore_patterns("__pycache__")
    )
    monkeypatch.setattr(array_cache, "ROOT", tmp_path)
    copy = tmp_path / "experiments" / "data" / "hog.py"
    source = copy.read_text(encoding="utf-8")
    assert features_key(IMAGES, 8, 4, (1, 1)) == before

    copy.write_text(f"{source}\n\n# The end.\n", encoding="utf-8")
    assert features_key(IMAGES, 8, 4, (1, 1)) == before

    changed = source.replace("CLIP = 0.2", "CLIP = 0.3")
    assert changed != source
    copy.write_text(changed, encoding="utf-8")
    assert features_key(IMAGES, 8, 4, (1, 1)) != before


def test_the_key_follows_the_version_of_numpy(monkeypatch: pytest.MonkeyPatch) -> None:
    before = features_key(IMAGES, 8, 4, (1, 1))
    monkeypatch.setattr(np, "__version__", "0.0")
    assert features_key(IMAGES, 8, 4, (1, 1)) != before


def test_the_cache_of_the_project_is_used_by_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LABO_CACHE", str(tmp_path))
    cached_hog(IMAGES, 8, 4, report=pytest.fail)
    assert {path.suffix for path in (tmp_path / "hog").iterdir()} == {".npy", ".sha256"}


def test_what_cannot_be_described_is_refused_and_not_kept(listener: Listener) -> None:
    with pytest.raises(DataError) as failure:
        listener.features(IMAGES[0])
    assert str(failure.value) == (
        "HOG\u202f: il faut un lot d’images de forme (n, hauteur, largeur), reçu (28, 28). "
        "Donnez des images en niveaux de gris, sans axe de canal."
    )
    assert not listener.directory.exists()
