"""What is taken from the store is what training would give, or is not taken; what was trained is brought."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from experiments.engine.catalogue import Experiment
from experiments.engine.freshness import DATA, Key
from experiments.engine.judgement import Judgement, State
from experiments.engine.progress import Task
from experiments.engine.sharing import Sharing
from experiments.engine.store import Store
from experiments.results.content import file_content
from experiments.results.files import read_replicate, read_result, write_replicate, write_result
from experiments.results.names import Names
from experiments.results.provenance import key_of
from experiments.results.replicate import Replicate, replicate_path
from experiments.results.schema import Result, result_path
from experiments.results.seal import sealed
from experiments.results.weights import weights_path, write_weights
from experiments.training.profiles import FULL
from experiments.training.settings import Settings
from tests.experiments.result_sample import NAMES, sample_record, sample_replicate

RECORD = sample_record()
KEY = Key(RECORD["provenance"]["components"])
EXPERIMENT = Experiment(
    id="essai-1",
    family="essai",
    position=1,
    names=Names(**NAMES),
    module="experiments.essai",
    function="essai_1",
    intention=RECORD["intention"],
    code=RECORD["code"],
    settings=Settings(data=None, batch_size=2, epochs=2, seed=1),  # type: ignore[arg-type]
)
MISSING = Judgement(EXPERIMENT, KEY, State.MISSING, None, ("aucun résultat",))
FRESH = Judgement(EXPERIMENT, KEY, State.FRESH, Result.model_validate(RECORD), ())
RESULT_NAME = f"full-{KEY.digest}.json"
REPLICATE_NAME = f"full-{sample_replicate(3)['provenance']['key']}-seed-3.json"
DAMAGED = "l’entrée du dépôt partagé est endommagée ou d’une autre version, elle n’est pas utilisée.\n"


@pytest.fixture
def depot(tmp_path: Path) -> Path:
    (tmp_path / "depot").mkdir()
    return tmp_path / "depot"


@pytest.fixture
def clone(tmp_path: Path, depot: Path) -> Callable[[str], Sharing]:
    return lambda name: Sharing(Store(str(depot)), FULL, tmp_path / name)


def test_what_one_clone_trained_another_takes(
    clone: Callable[[str], Sharing], depot: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ours, theirs = clone("ours"), clone("theirs")
    assert not theirs.take(MISSING) and not theirs.take(FRESH, 3)
    write_result(ours.folder, Result.model_validate(RECORD))
    write_replicate(ours.folder, Replicate.model_validate(sample_replicate(3)))
    ours.bring(Task("essai-1", 2, None))
    ours.bring(Task("essai-1", 2, None, seed=3))
    assert {path.name for path in depot.iterdir()} == {RESULT_NAME, REPLICATE_NAME}
    assert capsys.readouterr() == ("", "")
    assert theirs.take(MISSING) and theirs.take(FRESH, 3)
    assert capsys.readouterr() == (
        "essai-1 : repris du dépôt partagé.\nessai-1, graine 3 : repris du dépôt partagé.\n",
        "",
    )
    for path in (Path("essai-1.json"), Path("replicates/essai-1-seed-3.json")):
        assert (theirs.folder / path).read_bytes() == (ours.folder / path).read_bytes()


def test_a_result_and_the_replicate_with_its_seed_are_two_entries(
    clone: Callable[[str], Sharing], depot: Path
) -> None:
    ours = clone("ours")
    write_result(ours.folder, Result.model_validate(RECORD))
    ours.bring(Task("essai-1", 2, None))
    other = replace(FRESH, key=Key({**KEY.components, "réglage seed": "2"}))
    assert not ours.take(other, 1)
    assert ours.take(MISSING)


def test_the_texts_are_those_of_the_clone_that_takes(clone: Callable[[str], Sharing], depot: Path) -> None:
    (depot / RESULT_NAME).write_bytes(file_content(Result.model_validate(RECORD)))
    texts: dict[str, Any] = {
        "family": "autre",
        "position": 4,
        "names": Names(**{**NAMES, "model": "autre 4"}),
        "intention": "Autrement dit.",
        "code": 'def essai_1():  # commenté\n    """Autrement dit."""\n    return None',
    }
    sharing = clone("theirs")
    assert sharing.take(replace(MISSING, experiment=replace(EXPERIMENT, **texts)))
    taken = read_result(result_path(sharing.folder, "essai-1"))
    assert taken == Result.model_validate(RECORD).model_copy(update=texts)


def refused(sharing: Sharing, capsys: pytest.CaptureFixture[str], seed: int | None = None) -> bool:
    """Tell whether an entry is refused, said, and nothing written."""
    taken = sharing.take(MISSING if seed is None else FRESH, seed)
    who = "essai-1" if seed is None else f"essai-1, graine {seed}"
    return (taken, *capsys.readouterr(), sharing.folder.exists()) == (None, "", f"{who} : {DAMAGED}", False)


def bytes_of(record: dict[str, Any]) -> bytes:
    """Return an altered record with the digests that it should have."""
    record["provenance"]["key"] = key_of(record["provenance"]["components"])
    return json.dumps(sealed(record)).encode()


def altered(record: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    *parents, last = path.split(".")
    part = record
    for name in parents:
        part = part[name]
    part[last] = value
    return record


ACCEPTANCE = {"components": ["modèle"], "reason": "Rien.", "accepted_at": "2026-01-02T03:04:05Z"}
OTHERS = [
    ("id", "essai-2"),
    ("profile", "smoke"),
    ("provenance.data.sha256", "2" * 64),
    ("provenance.accepted", [ACCEPTANCE]),
    ("provenance.components", {**KEY.components, "modèle": "3" * 64}),
    ("provenance.components", {}),
    ("format_version", 2),
    ("history.loss", []),
]


@pytest.mark.parametrize(("path", "value"), [*OTHERS, ("training.seed", 2)])
def test_an_entry_that_is_not_the_result_asked_for_is_refused(
    path: str, value: Any, clone: Callable[[str], Sharing], depot: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (depot / RESULT_NAME).write_bytes(bytes_of(altered(sample_record(), path, value)))
    assert refused(clone("theirs"), capsys)


@pytest.mark.parametrize(("path", "value"), [*OTHERS, ("seed", 4), ("evaluation.test.labels", "1100")])
def test_an_entry_that_is_not_the_replicate_asked_for_is_refused(
    path: str, value: Any, clone: Callable[[str], Sharing], depot: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record = altered(sample_replicate(3), path, value)
    if path == "evaluation.test.labels":
        record["evaluation"]["test"] |= {"predictions": "1101", "confusion_matrix": [[1, 1], [0, 2]]}
    (depot / REPLICATE_NAME).write_bytes(bytes_of(record))
    assert refused(clone("theirs"), capsys, seed=3)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff",
        b"[" * 100_000,
        b'{"a": ' * 100_000,
        b"9" * 5000,
        b"3",
        b"null",
        b"[]",
        b"{}",
        b"NaN",
        b"<html>403</html>",
        file_content(Replicate.model_validate(sample_replicate(3))),
    ],
    ids=range(12),
)
def test_anything_else_is_refused(
    content: bytes, clone: Callable[[str], Sharing], depot: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (depot / RESULT_NAME).write_bytes(content)
    assert refused(clone("theirs"), capsys)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_entry_is_refused_or_says_the_same(
    data: st.DataObject, clone: Callable[[str], Sharing], depot: Path
) -> None:
    whole = file_content(Result.model_validate(RECORD))
    start = data.draw(st.integers(0, len(whole) - 1))
    end = data.draw(st.integers(start, min(start + 40, len(whole))))
    (depot / RESULT_NAME).write_bytes(whole[:start] + data.draw(st.binary(max_size=3)) + whole[end:])
    sharing = clone("theirs")
    if sharing.take(MISSING):
        assert read_result(result_path(sharing.folder, "essai-1")) == Result.model_validate(RECORD)


def test_data_that_are_not_there_leave_no_key_to_ask_for(
    clone: Callable[[str], Sharing], depot: Path
) -> None:
    absent = KEY.with_data(None)
    record = altered(sample_record(), "provenance.components", absent.components)
    (depot / f"full-{absent.digest}.json").write_bytes(bytes_of(record))
    assert not clone("theirs").take(replace(MISSING, key=absent))
    assert absent.components[DATA] not in KEY.components.values()


def test_what_is_taken_has_its_plots_or_says_why_not(
    clone: Callable[[str], Sharing], capsys: pytest.CaptureFixture[str]
) -> None:
    result, sharing = Result.model_validate(RECORD), clone("theirs")
    plots = sharing.folder / "figures" / "essai-1"
    assert sharing.draw(result)
    assert {path.suffix for path in plots.iterdir()} == {".svg", ".png", ".pdf", ".csv"}
    shutil.rmtree(plots)
    plots.write_bytes(b"")
    assert not sharing.draw(result)
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("essai-1 : theirs/figures/essai-1/")
    assert sharing.draw(Replicate.model_validate(sample_replicate(3)))


def test_what_was_kept_without_training_is_not_brought(
    clone: Callable[[str], Sharing], depot: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ours = clone("ours")
    record = altered(sample_record(), "provenance.accepted", [ACCEPTANCE])
    write_result(ours.folder, Result.model_validate(record))
    twin = altered(sample_replicate(3), "provenance.accepted", [ACCEPTANCE])
    write_replicate(ours.folder, Replicate.model_validate(twin))
    ours.bring(Task("essai-1", 2, None))
    ours.bring(Task("essai-1", 2, None, seed=3))
    assert list(depot.iterdir()) == []
    assert read_replicate(replicate_path(ours.folder, "essai-1", 3)).provenance.accepted


def test_what_was_edited_meanwhile_is_not_brought(clone: Callable[[str], Sharing], depot: Path) -> None:
    ours = clone("ours")
    path = write_result(ours.folder, Result.model_validate(RECORD))
    path.write_text(path.read_text(encoding="utf-8").replace("0.75", "0.7500001", 1), encoding="utf-8")
    ours.bring(Task("essai-1", 2, None))
    assert list(depot.iterdir()) == []


def test_what_is_brought_replaces_a_damaged_entry(clone: Callable[[str], Sharing], depot: Path) -> None:
    (depot / RESULT_NAME).write_bytes(b"{}")
    ours = clone("ours")
    write_result(ours.folder, Result.model_validate(RECORD))
    ours.bring(Task("essai-1", 2, None))
    assert clone("theirs").take(MISSING)


def test_without_a_store_all_is_trained(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sharing = Sharing(Store(""), FULL, tmp_path)
    write_result(tmp_path, Result.model_validate(RECORD))
    sharing.bring(Task("essai-1", 2, None))
    assert not sharing.take(MISSING)
    assert capsys.readouterr() == ("", "")


def test_the_weights_of_a_model_go_with_its_result(
    clone: Callable[[str], Sharing], depot: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ours, theirs, others = map(clone, ("ours", "theirs", "others"))
    result = Result.model_validate(RECORD)
    write_result(ours.folder, result)
    variables = [np.full(variable.shape, 0.5) for variable in result.model.layers[0].variables]
    write_weights(ours.folder, result, variables, np.zeros((2, 3), np.float32))
    ours.bring(Task("essai-1", 2, None))
    entry = depot / f"full-{KEY.digest}.safetensors"
    assert {path.name for path in depot.iterdir()} == {RESULT_NAME, entry.name}
    assert theirs.take(MISSING)
    assert capsys.readouterr().err == ""
    kept = weights_path(theirs.folder, "essai-1").read_bytes()
    assert kept == weights_path(ours.folder, "essai-1").read_bytes()
    # A result is taken without weights that are not its own.
    entry.write_bytes(kept[:-1])
    assert others.take(MISSING)
    assert capsys.readouterr().err == (
        "essai-1 : poids du dépôt partagé laissés de côté : ce fichier de poids est tronqué ou endommagé.\n"
    )
    assert not weights_path(others.folder, "essai-1").exists()
