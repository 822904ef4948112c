"""Weights come back as they were kept, with the result of their training and no other."""

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from experiments.results import weights as module
from experiments.results.schema import Result
from experiments.results.weights import (
    EXAMPLES,
    PRECISION,
    NoWeightsError,
    Weights,
    WeightsError,
    read_weights,
    training_fingerprint,
    weights_path,
    write_weights,
)
from tests.experiments.result_sample import sample_record

RESULT = Result.model_validate(sample_record())
KERNEL = np.linspace(-1, 1, 6, dtype=np.float32).reshape(3, 2)
BIAS = np.array([0.5, -0.25], np.float32)
LEVELS = np.array([[0, 255, 7], [128, 1, 254]], np.uint8)
IMAGES = LEVELS.astype(np.float32) / np.float32(255)
NAME = "results/weights/essai-1.safetensors"
AGAIN = "« make report FORCE=1 ONLY=essai-1 » réentraîne ce modèle et les écrit."
DAMAGED = (
    f"{NAME} : ce fichier de poids est tronqué ou endommagé. "
    f"Rétablissez-le avec « git checkout -- {NAME} » ; sinon, {AGAIN}"
)


def write(folder: Path, variables: Sequence[Any] = (KERNEL, BIAS), examples: Any = IMAGES) -> Path:
    write_weights(folder, RESULT, variables, examples)
    return weights_path(folder, RESULT.id)


def read(folder: Path) -> Weights:
    return read_weights(folder, RESULT.id, training_fingerprint(RESULT))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "results"


def test_weights_are_named_by_the_call_and_the_rank_of_each_variable(folder: Path) -> None:
    path = write(folder)
    kept = read(folder)
    assert path == folder / "weights" / "essai-1.safetensors"
    assert kept.content == path.read_bytes()
    assert list(kept.arrays) == ["dense/0", "dense/1", EXAMPLES]
    np.testing.assert_allclose(kept.arrays["dense/0"], KERNEL, atol=2**-11)
    np.testing.assert_array_equal(kept.arrays["dense/1"], BIAS)
    np.testing.assert_array_equal(kept.arrays[EXAMPLES], IMAGES)
    assert list(path.parent.iterdir()) == [path]


def test_the_file_is_one_of_safetensors(folder: Path) -> None:
    content = write(folder).read_bytes()
    length = int.from_bytes(content[:8], "little")
    header = json.loads(content[8 : 8 + length])
    assert {name: (each["dtype"], each["shape"]) for name, each in header.items() if name[0] != "_"} == {
        "dense/0": ("F16", [3, 2]),
        "dense/1": ("F16", [2]),
        EXAMPLES: ("U8", [2, 3]),
    }
    assert all(isinstance(value, str) for value in header["__metadata__"].values())
    offsets = [each["data_offsets"] for name, each in header.items() if name[0] != "_"]
    assert offsets == [[0, 12], [12, 16], [16, 22]]
    assert content[8 + length :][16:] == LEVELS.tobytes()
    np.testing.assert_array_equal(
        np.frombuffer(content[8 + length :][:12], "<f2").reshape(3, 2), KERNEL.astype(np.float16)
    )


@given(arrays(np.float32, (3, 2), elements=st.floats(width=32, allow_nan=False, allow_infinity=False)))
def test_no_weight_moves_by_more_than_half_precision_allows(
    tmp_path_factory: pytest.TempPathFactory, kernel: Any
) -> None:
    folder = tmp_path_factory.mktemp("any") / "results"
    write(folder, [kernel, BIAS])
    moved = np.abs(read(folder).arrays["dense/0"].astype(np.float64) - kernel)
    assert moved.max() <= PRECISION * np.abs(kernel).max()


def test_what_half_precision_cannot_hold_is_kept_whole(folder: Path) -> None:
    for kernel in (KERNEL * np.float32(1e6), KERNEL * np.float32(1e-9)):
        write(folder, [kernel, BIAS])
        np.testing.assert_array_equal(read(folder).arrays["dense/0"], kernel)


def test_examples_that_are_no_levels_are_kept_whole(folder: Path) -> None:
    for examples in (KERNEL, KERNEL * np.float32(300), IMAGES + np.float32(1e-4)):
        write(folder, examples=examples)
        np.testing.assert_array_equal(read(folder).arrays[EXAMPLES], examples)


@given(st.data())
def test_no_damage_goes_unnoticed(tmp_path_factory: pytest.TempPathFactory, data: Any) -> None:
    folder = tmp_path_factory.mktemp("damaged") / "results"
    path = write(folder)
    content = bytearray(path.read_bytes())
    if data.draw(st.booleans()):
        content[data.draw(st.integers(0, len(content) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    else:
        del content[data.draw(st.integers(0, len(content) - 1)) :]
    path.write_bytes(content)
    with pytest.raises(WeightsError) as caught:
        read(folder)
    assert not isinstance(caught.value, NoWeightsError)
    assert str(caught.value) == DAMAGED
    assert caught.value.why == "ce fichier de poids est tronqué ou endommagé"


@pytest.mark.parametrize(
    "content",
    [b"[" * 100_000, b"\xff" * 100, b'{"__metadata__": 3}', b'{"__metadata__": {"sha256": 3}}', b"3"],
)
def test_a_file_of_something_else_is_damaged(folder: Path, content: bytes) -> None:
    path = write(folder)
    path.write_bytes(len(content).to_bytes(8, "little") + content)
    with pytest.raises(WeightsError, match="tronqué ou endommagé"):
        read(folder)


def test_a_model_without_weights_has_none(folder: Path) -> None:
    with pytest.raises(NoWeightsError) as caught:
        read(folder)
    assert str(caught.value) == f"{NAME} : les poids de ce modèle ne sont pas dans le projet. {AGAIN}"


def test_what_cannot_be_read_is_said(folder: Path) -> None:
    weights_path(folder, RESULT.id).mkdir(parents=True)
    with pytest.raises(WeightsError) as caught:
        read(folder)
    assert str(caught.value) == f"{NAME} : la lecture des poids a échoué ({os.strerror(21)}). {AGAIN}"


@pytest.mark.parametrize(
    "change",
    [
        lambda record: record["history"]["loss"].__setitem__(0, 0.61),
        lambda record: record["evaluation"]["test"].__setitem__("loss", 0.51),
        lambda record: record["samples"]["outputs"].__setitem__(0, [0.25, 0.75]),
        lambda record: record["model"]["layers"][0].__setitem__("config", {"activation": "relu"}),
    ],
)
def test_weights_of_another_training_are_refused(folder: Path, change: Any) -> None:
    write(folder)
    record = json.loads(json.dumps(sample_record()))
    change(record)
    other = training_fingerprint(Result.model_validate(record))
    with pytest.raises(NoWeightsError) as caught:
        read_weights(folder, RESULT.id, other)
    assert str(caught.value) == (
        f"{NAME} : les poids présents sont ceux d’un autre entraînement que le résultat. {AGAIN}"
    )


def test_texts_dates_and_durations_leave_weights_what_they_are() -> None:
    provenance = RESULT.provenance.model_copy(update={"seconds": 9.0, "produced_at": "2027-01-01T00:00:00Z"})
    other = RESULT.model_copy(update={"intention": "Autre.", "position": 3, "provenance": provenance})
    assert training_fingerprint(other) == training_fingerprint(RESULT)


def test_weights_that_no_page_could_load_are_not_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(folder)
    monkeypatch.setattr(module, "LARGEST", len(path.read_bytes()) - 1)
    write(folder)
    assert not path.exists()


def test_a_file_that_cannot_be_written_is_said_and_the_former_stays(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(folder)
    before = path.read_bytes()

    def full(descriptor: int) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WeightsError) as caught:
        write(folder, [KERNEL + 1, BIAS])
    assert str(caught.value) == (
        f"{NAME} : l’écriture des poids a échoué ({os.strerror(28)}). Vérifiez la place libre, les droits du "
        "dossier et qu’aucun dossier ne porte ce nom, puis lancez « make report FORCE=1 ONLY=essai-1 »."
    )
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]
