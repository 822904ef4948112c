"""Each experiment beside its result."""

import json
from pathlib import Path

import pytest

from experiments.engine import judgement
from experiments.engine.catalogue import Experiment
from experiments.engine.freshness import compute_key
from experiments.engine.judgement import Judgement, State, judge
from experiments.results.schema import FORMAT_VERSION
from tests.experiments.project_copy import ProjectCopy


@pytest.fixture
def frozen(project: ProjectCopy, monkeypatch: pytest.MonkeyPatch) -> ProjectCopy:
    """A project with fresh results."""
    project.freeze()

    def key_in_the_copy(experiment: Experiment, profile: str) -> object:
        return compute_key(experiment, profile, project.root)

    monkeypatch.setattr(judgement, "compute_key", key_in_the_copy)
    return project


def verdict(project: ProjectCopy, identifier: str = "mlp-raw-1", profile: str = "full") -> Judgement:
    (experiment,) = [e for e in project.experiments() if e.id == identifier]
    return judge(experiment, project.results, profile)


def result_file(project: ProjectCopy) -> Path:
    return project.results / "mlp-raw-1.json"


def test_a_result_with_the_key_of_now_is_fresh(frozen: ProjectCopy) -> None:
    found = verdict(frozen)
    assert (found.state, found.reasons) == (State.FRESH, ())
    assert found.result is not None
    assert found.result.id == "mlp-raw-1"


def test_a_result_with_another_key_is_stale_for_each_reason(frozen: ProjectCopy) -> None:
    frozen.edit("experiments/mlp_raw.py", "batch_size=128, epochs=10", "batch_size=64, epochs=12")
    found = verdict(frozen)
    assert found.state is State.STALE
    assert found.reasons == ("réglage batch_size : 128 → 64", "réglage epochs : 10 → 12")
    assert found.result is not None


def test_an_experiment_without_a_result(frozen: ProjectCopy) -> None:
    result_file(frozen).unlink()
    found = verdict(frozen)
    assert (found.state, found.result) == (State.MISSING, None)
    assert found.reasons == ("aucun résultat n’a encore été calculé",)


def test_a_result_that_cannot_be_read(frozen: ProjectCopy) -> None:
    record = json.loads(result_file(frozen).read_text(encoding="utf-8"))
    del record["history"]["loss"]
    result_file(frozen).write_text(json.dumps(record), encoding="utf-8")
    found = verdict(frozen)
    assert (found.state, found.result) == (State.UNREADABLE, None)
    (reason,) = found.reasons
    assert reason.splitlines()[0] == "results/mlp-raw-1.json : /history/loss : cette valeur manque"


def test_a_result_edited_by_hand(frozen: ProjectCopy) -> None:
    record = json.loads(result_file(frozen).read_text(encoding="utf-8"))
    record["history"]["loss"][0] -= 0.01
    result_file(frozen).write_text(json.dumps(record), encoding="utf-8")
    found = verdict(frozen)
    assert (found.state, found.result, found.state.untrusted) == (State.EDITED, None, True)
    assert found.reasons[0].startswith("results/mlp-raw-1.json : /digest : modifié à la main : ")


@pytest.mark.parametrize(
    ("version", "state"), [(FORMAT_VERSION - 1, State.STALE), (FORMAT_VERSION + 1, State.UNREADABLE)]
)
def test_a_format_of_before_is_stale_and_one_to_come_cannot_be_read(
    frozen: ProjectCopy, version: int, state: State
) -> None:
    record = json.loads(result_file(frozen).read_text(encoding="utf-8"))
    result_file(frozen).write_text(json.dumps(record | {"format_version": version}), encoding="utf-8")
    found = verdict(frozen)
    assert (found.state, found.result) == (state, None)
    (reason,) = found.reasons
    assert reason.startswith(f"results/mlp-raw-1.json : /format_version : version {version}, ce programme ")


def test_a_trial_does_not_pass_for_the_real_result(frozen: ProjectCopy) -> None:
    assert verdict(frozen, profile="smoke").reasons == ("profil : full → smoke",)
