"""A forced session does all again, once: what it did before it was stopped counts."""

from pathlib import Path

import pytest

from experiments.engine import forced
from experiments.engine.forced import hold_forced
from experiments.engine.progress import Task
from experiments.results.schema import Result
from experiments.training.profiles import FULL, SMOKE, Profile
from tests.experiments.result_sample import sample_record

SILENT = list[Task]().append
TASKS = [Task("net-1", 2, None), Task("net-2", 2, None)]


class Sessions:
    """Stand-ins for sessions: what each trained, and what each returns."""

    def __init__(self) -> None:
        self.trained: list[list[str]] = []
        self.code = 1

    def hold(
        self,
        tasks: list[Task],
        profile: Profile,
        jobs: int | None,
        written: object,
        cluster: str | None = None,
    ) -> int:
        self.trained.append([task.identifier for task in tasks])
        return self.code


@pytest.fixture
def sessions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sessions:
    held = Sessions()
    monkeypatch.setattr(forced, "hold_session", held.hold)
    monkeypatch.setattr(forced, "UNFINISHED", tmp_path / "build" / "forced.json")
    return held


def kept(moment: str) -> dict[Task, Result]:
    record = sample_record()
    record["provenance"]["produced_at"] = moment
    return {TASKS[0]: Result.model_validate(record)}


BEFORE, AFTER = kept("2020-01-01T00:00:00Z"), kept("2999-01-01T00:00:00Z")


def test_a_session_that_stopped_goes_on(sessions: Sessions, capsys: pytest.CaptureFixture[str]) -> None:
    assert hold_forced(TASKS, FULL, 1, SILENT, BEFORE) == 1
    assert capsys.readouterr().out == ""
    assert hold_forced(TASKS, FULL, 1, SILENT, AFTER) == 1
    assert sessions.trained == [["net-1", "net-2"], ["net-2"]]
    assert capsys.readouterr().out == (
        "net-1 : déjà réentraîné par la même commande, qui n’était pas allée au bout.\n"
    )


def test_what_it_did_and_is_stale_since_is_done_again(sessions: Sessions) -> None:
    hold_forced(TASKS, FULL, 1, SILENT, BEFORE)
    hold_forced(TASKS, FULL, 1, SILENT, {})
    assert sessions.trained == [["net-1", "net-2"]] * 2


def test_a_session_that_finished_is_forgotten(sessions: Sessions) -> None:
    sessions.code = 0
    assert hold_forced(TASKS, FULL, 1, SILENT, BEFORE) == 0
    hold_forced(TASKS, FULL, 1, SILENT, BEFORE)
    assert sessions.trained == [["net-1", "net-2"]] * 2


@pytest.mark.parametrize(
    ("tasks", "profile"),
    [(TASKS, SMOKE), (TASKS[:1], FULL), ([Task("net-1", 2, None, seed=2), TASKS[1]], FULL)],
)
def test_another_session_begins_afresh(sessions: Sessions, tasks: list[Task], profile: Profile) -> None:
    hold_forced(TASKS, FULL, 1, SILENT, BEFORE)
    # Done after the first began, and before the second.
    done = kept(forced.now())
    hold_forced(tasks, profile, 1, SILENT, {tasks[0]: done[TASKS[0]]})
    assert sessions.trained[-1] == [task.identifier for task in tasks]


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"\xff", b'{"plan": ["full", "net-1", "net-2"]}'])
def test_a_damaged_memory_is_that_of_nothing(sessions: Sessions, content: bytes) -> None:
    hold_forced(TASKS, FULL, 1, SILENT, BEFORE)
    forced.UNFINISHED.write_bytes(content)
    hold_forced(TASKS, FULL, 1, SILENT, kept("2020-01-01T00:00:00Z"))
    assert sessions.trained == [["net-1", "net-2"]] * 2


def test_a_memory_that_cannot_be_written_keeps_nothing_from_being_trained(sessions: Sessions) -> None:
    forced.UNFINISHED.mkdir(parents=True)
    for _ in range(2):
        hold_forced(TASKS, FULL, 1, SILENT, BEFORE)
    assert sessions.trained == [["net-1", "net-2"]] * 2
