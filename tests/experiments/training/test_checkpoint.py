"""What is kept of a training is read back as it was, or set aside."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from experiments.training.checkpoint import Checkpoint, Progress

HISTORY = {"loss": [0.1, 1 / 3, 1e-300], "accuracy": [0.0, 1.0, 0.7]}


class Listener:
    """A reporter that remembers what it is told."""

    def __init__(self) -> None:
        self.notes: list[str] = []

    def note(self, message: str) -> None:
        self.notes.append(message)

    def stage(self, title: str, total: int) -> Any:
        raise AssertionError(title)


def progress(seed: int) -> Progress:
    random = np.random.default_rng(seed)
    variables = [
        random.normal(size=(3, 4)).astype(np.float32),
        random.integers(0, 2**32, size=2, dtype=np.uint32),
        np.array(7, np.int64),
        *[np.full((i,), i, np.float16) for i in range(12)],
    ]
    return Progress(HISTORY, 1.25, variables, [random.normal(size=5)])


@pytest.fixture
def checkpoint(tmp_path: Path) -> Checkpoint:
    return Checkpoint(tmp_path / "smoke" / "net-1.npz", "4f" * 32)


@pytest.fixture
def listener() -> Listener:
    return Listener()


@pytest.mark.parametrize("seed", range(3))
def test_what_is_kept_is_read_back(checkpoint: Checkpoint, listener: Listener, seed: int) -> None:
    kept = progress(seed)
    checkpoint.save(progress(seed + 1))
    checkpoint.save(kept)
    found = checkpoint.load(listener)
    assert found is not None
    assert (found.history, found.seconds) == (HISTORY, 1.25)
    for arrays, expected in ((found.variables, kept.variables), (found.best, kept.best)):
        assert [(a.dtype, a.shape, a.tobytes()) for a in arrays] == [
            (a.dtype, a.shape, a.tobytes()) for a in expected
        ]
    assert [path.name for path in checkpoint.path.parent.iterdir()] == ["net-1.npz"]
    assert listener.notes == []


def test_it_is_an_archive_that_numpy_opens(checkpoint: Checkpoint) -> None:
    checkpoint.save(progress(1))
    with np.load(checkpoint.path, allow_pickle=False) as arrays:
        np.testing.assert_array_equal(arrays["variable_0"], progress(1).variables[0])


def test_nothing_is_kept_at_first_nor_at_the_end(checkpoint: Checkpoint, listener: Listener) -> None:
    checkpoint.remove()
    assert checkpoint.load(listener) is None
    checkpoint.save(progress(1))
    checkpoint.remove()
    assert checkpoint.load(listener) is None
    assert listener.notes == []


def test_what_belongs_to_another_key_is_set_aside(checkpoint: Checkpoint, listener: Listener) -> None:
    Checkpoint(checkpoint.path, "another").save(progress(1))
    content = checkpoint.path.read_bytes()
    assert checkpoint.load(listener) is None
    assert listener.notes == [
        f"Le point de reprise {checkpoint.path} date d’avant un changement du code, des réglages ou des "
        f"données : il est mis de côté (net-1.npz.ecarte) et l’entraînement recommence à la première époque."
    ]
    assert checkpoint.path.with_name("net-1.npz.ecarte").read_bytes() == content
    assert checkpoint.load(listener) is None
    assert len(listener.notes) == 1


DAMAGES = {
    "empty": lambda content: b"",
    "one byte": lambda content: content[:1],
    "cut": lambda content: content[: len(content) // 2],
    "last byte missing": lambda content: content[:-1],
    "longer": lambda content: content + b"\0",
    "text": lambda content: b"bonjour" * 100,
    "zeros": lambda content: bytes(len(content)),
    **{
        f"a bit in the {part}": lambda content, at=at: (
            content[: int(at * len(content))]
            + bytes([content[int(at * len(content))] ^ 1])
            + content[int(at * len(content)) + 1 :]
        )
        for part, at in {
            "header": 0.0,
            "arrays": 0.3,
            "middle": 0.5,
            "directory": 0.9,
            "digest": 0.9999,
        }.items()
    },
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_is_damaged_is_set_aside(checkpoint: Checkpoint, listener: Listener, damage: str) -> None:
    checkpoint.save(progress(1))
    content = checkpoint.path.read_bytes()
    damaged = DAMAGES[damage](content)
    assert damaged != content
    checkpoint.path.write_bytes(damaged)
    assert checkpoint.load(listener) is None
    assert listener.notes == [
        f"Le point de reprise {checkpoint.path} est endommagé : il est mis de côté (net-1.npz.ecarte) et "
        f"l’entraînement recommence à la première époque."
    ]
    assert not checkpoint.path.exists()


def test_what_cannot_be_read_is_said(checkpoint: Checkpoint, listener: Listener) -> None:
    checkpoint.path.mkdir(parents=True)
    assert checkpoint.load(listener) is None
    assert listener.notes == [
        f"Le point de reprise {checkpoint.path} ne peut pas être lu (Is a directory) : "
        f"l’entraînement recommence à la première époque."
    ]
