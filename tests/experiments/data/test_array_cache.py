"""The cache of computed arrays: computed once, never trusted when damaged, never half-written."""

import hashlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from experiments.atomic import replaced_atomically
from experiments.data.array_cache import cache_directory, load_or_compute
from experiments.project import CACHE

KEY = hashlib.sha256(b"settings and images").hexdigest()


class Computation:
    """A computation that counts how often it ran."""

    def __init__(self, array: np.ndarray) -> None:
        self.array = array
        self.runs = 0

    def __call__(self) -> np.ndarray:
        self.runs += 1
        return self.array


def refuse(sentence: str) -> None:
    raise AssertionError(f"nothing to report, got: {sentence}")


@given(
    array=arrays.arrays(
        dtype=st.sampled_from([np.uint8, np.float32, np.int64]), shape=arrays.array_shapes(min_side=0)
    )
)
def test_the_array_comes_back_as_it_was_computed(
    array: np.ndarray, tmp_path_factory: pytest.TempPathFactory
) -> None:
    directory = tmp_path_factory.mktemp("cache")
    compute = Computation(array)
    first = load_or_compute(KEY, compute, directory, refuse)
    second = load_or_compute(KEY, compute, directory, refuse)
    assert compute.runs == 1
    assert first.dtype == second.dtype == array.dtype
    np.testing.assert_array_equal(first, array)
    np.testing.assert_array_equal(second, array)


def test_another_key_is_another_computation(tmp_path: Path) -> None:
    compute = Computation(np.arange(6))
    load_or_compute("a" * 64, compute, tmp_path, refuse)
    load_or_compute("b" * 64, compute, tmp_path, refuse)
    assert compute.runs == 2


@pytest.mark.parametrize("damage", ["truncated", "one byte", "emptied", "another file", "digest"])
def test_a_damaged_entry_is_reported_and_recomputed(damage: str, tmp_path: Path) -> None:
    compute = Computation(np.arange(1000))
    load_or_compute(KEY, compute, tmp_path, refuse)
    entry = tmp_path / f"{KEY}.npy"
    content = entry.read_bytes()
    if damage == "truncated":
        entry.write_bytes(content[:-7])
    elif damage == "one byte":
        entry.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    elif damage == "emptied":
        entry.write_bytes(b"")
    elif damage == "another file":
        np.save(entry, np.zeros(3))
    else:
        entry.with_name(f"{KEY}.npy.sha256").write_bytes(b"\xff\xfe")
    said: list[str] = []
    array = load_or_compute(KEY, compute, tmp_path, said.append)
    assert said == [f"L’entrée {entry} du cache est endommagée\u202f; elle est recalculée."]
    np.testing.assert_array_equal(array, np.arange(1000))
    load_or_compute(KEY, compute, tmp_path, refuse)
    assert compute.runs == 2


def test_a_computation_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    def fail() -> np.ndarray:
        raise ArithmeticError("no result")

    with pytest.raises(ArithmeticError, match=r"^no result$"):
        load_or_compute(KEY, fail, tmp_path, refuse)
    assert list(tmp_path.iterdir()) == []


def test_a_cache_that_cannot_be_written_costs_time_and_nothing_else(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder", encoding="utf-8")
    said: list[str] = []
    array = load_or_compute(KEY, Computation(np.ones(2)), blocked, said.append)
    np.testing.assert_array_equal(array, np.ones(2))
    assert said == [
        f"Le cache {blocked} n’a pas pu être écrit (File exists)\u202f; le calcul sera à refaire."
    ]


def test_the_digest_beside_an_entry_is_the_one_of_sha256sum(tmp_path: Path) -> None:
    load_or_compute(KEY, Computation(np.arange(5)), tmp_path, refuse)
    entry = tmp_path / f"{KEY}.npy"
    expected = f"{hashlib.sha256(entry.read_bytes()).hexdigest()}  {entry.name}\n"
    assert entry.with_name(f"{entry.name}.sha256").read_text(encoding="ascii") == expected


def test_an_interrupted_write_keeps_the_previous_file(tmp_path: Path) -> None:
    path = tmp_path / "kept.txt"
    path.write_bytes(b"before")
    with pytest.raises(KeyboardInterrupt), replaced_atomically(path) as file:
        file.write(b"half of the aft")
        raise KeyboardInterrupt
    assert path.read_bytes() == b"before"
    assert [entry.name for entry in tmp_path.iterdir()] == ["kept.txt"]


def test_the_folder_is_the_one_of_the_project_unless_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("LABO_CACHE", raising=False)
    assert cache_directory() == CACHE
    monkeypatch.setenv("LABO_CACHE", str(tmp_path / "elsewhere"))
    assert cache_directory() == tmp_path / "elsewhere"
    assert not cache_directory().exists()
