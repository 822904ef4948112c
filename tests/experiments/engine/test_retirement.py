"""Files of experiments that no longer exist are moved away, and come back with them."""

import errno
import os
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from experiments.engine import retirement
from experiments.engine.catalogue import Experiment
from experiments.engine.freshness import Key
from experiments.engine.judgement import Judgement, State
from experiments.engine.retirement import bring_back, orphans, retire
from experiments.errors import ResultError
from experiments.results.files import write_replicate, write_result
from experiments.results.names import Names
from experiments.results.replicate import Replicate
from experiments.results.schema import Result
from experiments.results.weights import weights_path
from experiments.training.settings import Settings
from tests.conftest import Mount
from tests.experiments.result_sample import NAMES, sample_record, sample_replicate

SETTINGS = Settings(data=None, batch_size=1, epochs=1)  # type: ignore[arg-type]
NET = Experiment("net-1", "net", 1, Names(**NAMES), "experiments.net", "net_1", "Voir.", "code", SETTINGS)
KEPT = ("net-1.json", "notes.txt", "replicates/net-1-seed-2.json", "replicates/net-1-seed-3.tmp")
ORPHANS = ("net-0.json", "replicates/net-0-seed-2.json", "replicates/net-1.json", "replicates/notes.json")


@pytest.fixture
def retired(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(retirement, "RETIRED", tmp_path / "build" / "retired")
    return tmp_path / "build" / "retired"


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_files_without_experiment_are_those_of_no_name(tmp_path: Path) -> None:
    results = tmp_path / "results"
    (results / "replicates").mkdir(parents=True)
    for name in (*KEPT, *ORPHANS):
        (results / name).write_text(name, encoding="utf-8")
    assert orphans([NET], results) == [results / name for name in ORPHANS]


def test_a_folder_of_results_that_does_not_exist_has_no_orphans(tmp_path: Path) -> None:
    assert orphans([], tmp_path / "results") == []


def test_no_file_is_moved_over_another(tmp_path: Path, retired: Path) -> None:
    for rank in ("1", "2", "3"):
        for name in ("net-0.json", "replicates/net-0-seed-2.json"):
            path = tmp_path / "results" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(rank, encoding="utf-8")
            place = retire(path, tmp_path / "results")
            assert (place, place.read_text(encoding="utf-8")) == (retired / rank / name, rank)
            assert not path.exists()


@pytest.fixture
def other_file_system(tmp_path: Path, mount: Mount) -> Path:
    return mount(tmp_path / "other", 64)


def test_a_file_is_moved_to_another_file_system(other_file_system: Path, retired: Path) -> None:
    path = other_file_system / "net-0.json"
    path.write_text("ici", encoding="utf-8")
    assert retire(path, other_file_system).read_text(encoding="utf-8") == "ici"
    assert not path.exists()


@pytest.mark.parametrize("state", ["read-only", "full"])
def test_a_file_that_cannot_be_moved_stays_whole_and_is_said(
    tmp_path: Path, other_file_system: Path, monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    (tmp_path / "results").mkdir()
    here, away = (
        (tmp_path / "results", other_file_system) if state == "full" else (other_file_system, tmp_path)
    )
    monkeypatch.setattr(retirement, "RETIRED", away / "retired")
    path = here / "net-0.json"
    path.write_bytes(bytes(50_000 if state == "read-only" else 100_000))
    if state == "read-only":
        subprocess.run(["mount", "-o", "remount,ro", str(other_file_system)], check=True)
    for _ in range(2):
        with pytest.raises(ResultError) as caught:
            retire(path, here)
        reason = os.strerror(errno.ENOSPC if state == "full" else errno.EROFS)
        assert str(caught.value) == (
            f"{path} n’a pas pu être déplacé dans {away / 'retired' / '1'} ({reason}). Vérifiez les droits "
            "et la place libre, ou déplacez-le vous-même."
        )
    assert path.stat().st_size > 0
    assert [each for each in (away / "retired").rglob("*") if each.is_file()] == []


def missing(key: Key, identifier: str = "essai-1") -> Judgement:
    return Judgement(replace(NET, id=identifier), key, State.MISSING, None, ())


def test_the_files_of_an_experiment_that_comes_back_are_put_back(tmp_path: Path, retired: Path) -> None:
    results = tmp_path / "results"
    result = Result.model_validate(sample_record())
    key, other = Key(result.provenance.components), Key({**result.provenance.components, "modèle": "2"})
    paths = [
        write_result(results, result),
        *(write_replicate(results, Replicate.model_validate(sample_replicate(seed))) for seed in (2, 3)),
    ]
    weights = weights_path(results, result.id)
    weights.parent.mkdir()
    weights.write_bytes(b"poids")
    contents = {path: path.read_bytes() for path in (*paths, weights)}
    for path in paths:
        retire(path, results)
    (retired / "1" / "essai-1-copie.json").write_text("{", encoding="utf-8")
    (retired / "0").mkdir()
    (retired / "0" / "essai-1.json").write_text("{", encoding="utf-8")
    assert not bring_back(missing(other), results)
    assert not bring_back(missing(key, "essai-1-copie"), results)
    assert not bring_back(replace(missing(key), state=State.STALE), results)
    assert names(results) == []
    assert bring_back(missing(key), results)
    assert {path: path.read_bytes() for path in contents} == contents
    assert names(retired) == ["0/essai-1.json", "1/essai-1-copie.json"]
