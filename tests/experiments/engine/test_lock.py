"""Versions come from the lock, for the libraries that can change a number."""

from pathlib import Path

import pytest

from experiments.engine.lock import NUMERICAL, installed_version, locked_versions, numerical_versions
from experiments.errors import ExperimentError

LOCK = (
    "keras==3.15.1 \\\n    --hash=sha256:00 \\\n    --hash=sha256:11\n"
    "# a comment\n"
    "scikit-learn==1.9.1 ; python_version >= '3.11' \\\n    --hash=sha256:22\n"
)


def test_versions_are_read_whatever_follows_them(tmp_path: Path) -> None:
    path = tmp_path / "lock.txt"
    path.write_text(LOCK, encoding="utf-8")
    assert locked_versions(path) == {"keras": "3.15.1", "scikit-learn": "1.9.1"}


def test_the_lock_of_the_project_holds_what_trains() -> None:
    locked = locked_versions()
    assert {
        "keras",
        "numpy",
        "pillow",
        "scikit-learn",
        "scipy",
        "tensorflow",
    } <= locked.keys()
    assert locked["tensorflow"] == locked["tensorflow-cpu"]


def test_only_libraries_that_make_numbers_count() -> None:
    locked = {"keras": "3", "rich": "14", "scikit-learn": "1"}
    assert numerical_versions({"keras", "rich", "sklearn"}, locked) == {"keras": "3", "scikit-learn": "1"}


def test_a_backend_that_is_neither_locked_nor_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(NUMERICAL, "jax", "no-such-distribution")
    with pytest.raises(ExperimentError) as caught:
        numerical_versions({"jax"}, {})
    assert str(caught.value) == (
        "no-such-distribution n’est ni dans le verrou des dépendances ni installé : installez-le, "
        "ou ne l’utilisez pas."
    )


def test_a_backend_that_is_not_locked_counts_with_its_installed_version() -> None:
    assert numerical_versions({"numpy"}, {}) == {"numpy": installed_version("numpy")}


def test_the_processor_build_of_tensorflow_is_tensorflow() -> None:
    assert installed_version("tensorflow") == locked_versions()["tensorflow"]
