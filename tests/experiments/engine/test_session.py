"""Trainings end, fail or are interrupted; what was done and what is left is always said."""

import threading

import pytest
from rich.console import Console

from experiments.engine import session
from experiments.engine.backend import TrainingEnvironmentError
from experiments.engine.progress import PlainBoard, Task
from experiments.engine.session import Outcome, hold_session, listed, train_all
from experiments.training.profiles import FULL

NO_BOARD = PlainBoard([], Console(quiet=True))
AGAIN = "Relancez la même commande pour continuer."


class FakeWorkers:
    """Stands for the processes: ``bad`` fails, ``slow`` waits to be stopped, ``interrupt`` waits for it."""

    last: "FakeWorkers"

    def __init__(self, profile: str, board: object) -> None:
        self.stopped = False
        self.slow_started = threading.Event()
        self.stop_asked = threading.Event()
        FakeWorkers.last = self

    def __enter__(self) -> "FakeWorkers":
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def train(self, task: Task) -> str | None:
        if task.experiment == "interrupt":
            assert self.slow_started.wait(timeout=30)
            raise KeyboardInterrupt
        if task.experiment == "slow":
            self.slow_started.set()
            self.stop_asked.wait(timeout=5)
            return "arrêté"
        return "raté" if task.experiment == "bad" else None

    def stop(self) -> None:
        self.stopped = True
        self.stop_asked.set()


@pytest.fixture(autouse=True)
def no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "Workers", FakeWorkers)


def tasks_named(*identifiers: str, seconds: float | None = None) -> list[Task]:
    return [Task(identifier, 10, seconds) for identifier in identifiers]


def replicates(*named: tuple[str, int], seconds: float | None = None) -> list[Task]:
    return [Task(identifier, 10, seconds, seed) for identifier, seed in named]


def trained(tasks: list[Task], jobs: int) -> Outcome:
    outcome, written = Outcome(), list[Task]()
    train_all(tasks, FULL, NO_BOARD, jobs, outcome, written.append)
    assert sorted(written, key=repr) == sorted(outcome.trained, key=repr)
    return outcome


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_a_failure_stops_no_other_training(jobs: int) -> None:
    good_1, bad, good_2 = tasks = tasks_named("good-1", "bad", "good-2")
    outcome = trained(tasks, jobs)
    assert {*outcome.trained} == {good_1, good_2}
    assert outcome.failed == {bad: "raté"}
    assert outcome.remaining(tasks) == []


def test_one_at_a_time_they_come_in_order() -> None:
    tasks = [*tasks_named("good-3", "good-1"), *replicates(("good-1", 3), ("good-1", 2))]
    assert trained(tasks, 1).trained == tasks


def test_the_longest_are_begun_first() -> None:
    tasks = [Task("short", 10, 1.0), Task("new", 1, None), Task("long", 1, 90.0), Task("newer", 9, None)]
    assert [task.experiment for task in trained(tasks, 1).trained] == ["new", "newer", "long", "short"]


def test_an_interruption_stops_what_runs_and_starts_no_other() -> None:
    good, *others = tasks = tasks_named("good-1", "interrupt", "slow")
    outcome, written = Outcome(), list[Task]()
    with pytest.raises(KeyboardInterrupt):
        train_all(tasks, FULL, NO_BOARD, 2, outcome, written.append)
    assert FakeWorkers.last.stop_asked.is_set()
    assert (outcome.trained, written, outcome.failed) == ([good], [good], {})
    assert outcome.remaining(tasks) == others


@pytest.mark.parametrize(
    ("tasks", "text"),
    [
        ([], ""),
        (tasks_named("net-1", "net-2"), "net-1, net-2"),
        (replicates(("net-1", 2)), "net-1 (graine 2)"),
        (
            replicates(("net-1", 2), ("net-2", 2), ("net-1", 4), ("net-2", 3)),
            "net-1 (graines 2, 4), net-2 (graines 2, 3)",
        ),
    ],
)
def test_replicates_of_an_experiment_are_named_together(tasks: list[Task], text: str) -> None:
    assert listed(tasks) == text


def said(tasks: list[Task], jobs: int, captured: pytest.CaptureFixture[str]) -> tuple[int, str, list[str]]:
    """Hold a session; return its exit code, what it announces and what it writes as errors."""
    code = hold_session(tasks, FULL, jobs, lambda task: None)
    out, errors = captured.readouterr()
    return code, out, errors.splitlines()


def test_nothing_to_do_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert said([], 1, capsys) == (0, "", [])


def test_a_session_announces_what_it_knows_to_come(capsys: pytest.CaptureFixture[str]) -> None:
    tasks = replicates(("net-1", 2), ("net-1", 3), seconds=60.0)
    announced = "À entraîner : net-1 (graines 2, 3), environ 2 minutes la dernière fois.\n"
    assert said(tasks, 1, capsys) == (0, announced, [])
    assert (
        said([*tasks, *tasks_named("net-2")], 1, capsys)[1] == "À entraîner : net-1 (graines 2, 3), net-2.\n"
    )


def test_a_failure_is_told_with_what_remains(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, errors = said(replicates(("good", 2), ("bad", 2), ("bad", 3)), 1, capsys)
    assert code == 1
    assert errors == [
        "Échec de bad (graines 2, 3) : raté",
        "Terminé et enregistré : good (graine 2).",
        f"Reste à faire : bad (graines 2, 3). {AGAIN}",
    ]


def test_an_interruption_is_told_with_what_remains(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, errors = said(tasks_named("bad", "interrupt", "slow"), 2, capsys)
    assert code == 130
    assert errors == [
        "Interrompu.",
        "Échec de bad : raté",
        "Terminé et enregistré : rien.",
        f"Reste à faire : bad, interrupt, slow. {AGAIN}",
    ]


def test_nothing_is_announced_that_cannot_be_trained(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse() -> None:
        raise TrainingEnvironmentError("Il manque Keras.")

    monkeypatch.setattr(session, "check_environment", refuse)
    with pytest.raises(TrainingEnvironmentError):
        hold_session(tasks_named("net-1"), FULL, 1, lambda task: None)
    assert capsys.readouterr().out == ""
    assert hold_session([], FULL, 1, lambda task: None) == 0


def test_as_many_trainings_as_suit_the_machine_go_on_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    # One waits for the other: there must be two at a time.
    monkeypatch.setattr(session, "jobs_here", lambda: 2)
    assert hold_session(tasks_named("interrupt", "slow"), FULL, None, lambda task: None) == 130
