"""What must be trained, what is kept, what is moved away; texts follow without training."""

import threading
from pathlib import Path
from typing import Any

import pytest

from experiments.engine import plan
from experiments.engine.catalogue import Experiment
from experiments.engine.freshness import Key
from experiments.engine.judgement import Judgement, State
from experiments.engine.plan import (
    Outcome,
    retire_orphans,
    stale,
    tasks_of,
    train_all,
    update_texts,
    waits_for_data,
)
from experiments.engine.progress import Task
from experiments.results.files import read_result, write_result
from experiments.results.schema import Result
from experiments.training.profiles import FULL, SMOKE
from experiments.training.settings import Settings
from tests.experiments.result_sample import sample_record

SETTINGS = Settings(data=None, batch_size=1, epochs=10)  # type: ignore[arg-type]
ALL_STATES = list(State)


def judged(identifier: str, state: State, *, data: str | None = "1" * 64) -> Judgement:
    experiment = Experiment(identifier, "net", 1, "experiments.net", "net", "Voir.", "code", SETTINGS)
    has_result = state in (State.FRESH, State.STALE)
    result = Result.model_validate(sample_record() | {"id": identifier}) if has_result else None
    return Judgement(experiment, Key({}).with_data(data), state, result, ())


def names(judgements: list[Judgement]) -> list[str]:
    return [judgement.experiment.id for judgement in judgements]


def test_what_is_stale_or_missing_is_trained_and_all_by_force() -> None:
    judgements = [judged(state.name.lower(), state) for state in ALL_STATES]
    assert names(stale(judgements, force=False)) == ["stale", "missing"]
    assert names(stale(judgements, force=True)) == ["fresh", "stale", "missing", "unreadable"]


def test_a_result_stands_while_its_data_are_absent_unless_one_asks() -> None:
    absent = judged("net-1", State.STALE, data=None)
    assert waits_for_data(absent, asked=False)
    assert not waits_for_data(absent, asked=True)
    assert not waits_for_data(judged("net-1", State.STALE), asked=False)
    assert not waits_for_data(judged("net-1", State.MISSING, data=None), asked=False)


def test_the_work_to_come_is_the_one_of_the_profile() -> None:
    todo = [judged("net-1", State.STALE), judged("net-2", State.MISSING)]
    assert tasks_of(todo, FULL) == [Task("net-1", 10, 1.5), Task("net-2", 10, None)]
    assert tasks_of(todo, SMOKE) == [Task("net-1", 2, 1.5), Task("net-2", 2, None)]


def test_texts_follow_their_source_without_training(tmp_path: Path) -> None:
    fresh, old = judged("net-1", State.FRESH), judged("net-2", State.STALE)
    for judgement in (fresh, old):
        assert judgement.result is not None
        write_result(tmp_path, judgement.result)
    before = read_result(tmp_path / "net-2.json")
    assert update_texts([fresh, old], tmp_path) == ["net-1"]
    updated = read_result(tmp_path / "net-1.json")
    assert (updated.intention, updated.code, updated.family) == ("Voir.", "code", "net")
    assert updated.history == before.history
    assert updated.provenance == before.provenance
    assert read_result(tmp_path / "net-2.json") == before


def test_texts_that_did_not_change_are_not_written_again(tmp_path: Path) -> None:
    fresh = judged("net-1", State.FRESH)
    assert fresh.result is not None
    texts = {"intention": "Voir.", "code": "code", "family": "net", "position": 1}
    same = Judgement(fresh.experiment, fresh.key, State.FRESH, fresh.result.model_copy(update=texts), ())
    assert update_texts([same], tmp_path) == []
    assert list(tmp_path.iterdir()) == []


def test_results_without_experiment_are_moved_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan, "BUILD", tmp_path / "build")
    results = tmp_path / "results"
    results.mkdir()
    for name in ("net-1.json", "net-0.json", "notes.txt"):
        (results / name).write_text(name, encoding="utf-8")
    retired = tmp_path / "build" / "retired" / "net-0.json"
    assert retire_orphans([judged("net-1", State.FRESH).experiment], results) == [retired]
    assert retired.read_text(encoding="utf-8") == "net-0.json"
    assert sorted(path.name for path in results.iterdir()) == ["net-1.json", "notes.txt"]


def test_a_folder_of_results_that_does_not_exist_has_no_orphans(tmp_path: Path) -> None:
    assert retire_orphans([], tmp_path / "results") == []


class FakeWorkers:
    """Stands for the processes: ``bad`` fails, ``slow`` waits to be stopped, ``interrupt`` waits for it."""

    last: "FakeWorkers"

    def __init__(self, profile: str, board: object) -> None:
        self.stopped = False
        self.slow_started = threading.Event()
        self.stop_asked = threading.Event()
        FakeWorkers.last = self

    def train(self, identifier: str) -> str | None:
        if identifier == "interrupt":
            assert self.slow_started.wait(timeout=30)
            raise KeyboardInterrupt
        if identifier == "slow":
            self.slow_started.set()
            self.stop_asked.wait(timeout=5)
            return "arrêté"
        return "raté" if identifier == "bad" else None

    def stop(self) -> None:
        self.stopped = True
        self.stop_asked.set()


@pytest.fixture
def outcome(monkeypatch: pytest.MonkeyPatch) -> Outcome:
    monkeypatch.setattr(plan, "Workers", FakeWorkers)
    return Outcome([], {})


def train(identifiers: list[str], jobs: int, outcome: Outcome) -> list[Judgement]:
    todo = [judged(identifier, State.STALE) for identifier in identifiers]
    board: Any = None
    train_all(todo, FULL, board, jobs, outcome)
    return todo


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_a_failure_stops_no_other_training(jobs: int, outcome: Outcome) -> None:
    todo = train(["good-1", "bad", "good-2"], jobs, outcome)
    assert sorted(outcome.trained) == ["good-1", "good-2"]
    assert outcome.failed == {"bad": "raté"}
    assert outcome.remaining(todo) == []


def test_one_at_a_time_they_come_in_order(outcome: Outcome) -> None:
    train(["good-3", "good-1", "good-2"], 1, outcome)
    assert outcome.trained == ["good-3", "good-1", "good-2"]


def test_an_interruption_stops_what_runs_and_starts_no_other(outcome: Outcome) -> None:
    identifiers = ["good-1", "interrupt", "slow", "good-2"]
    with pytest.raises(KeyboardInterrupt):
        train(identifiers[:3], 2, outcome)
    assert FakeWorkers.last.stop_asked.is_set()
    assert outcome.trained == ["good-1"]
    assert outcome.failed == {}
    todo = [judged(identifier, State.STALE) for identifier in identifiers]
    assert outcome.remaining(todo) == ["interrupt", "slow", "good-2"]
