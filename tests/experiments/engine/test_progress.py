"""Progress: bars on a terminal, plain lines elsewhere, and a remaining time that is never a mistake."""

import io
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from experiments.engine import progress
from experiments.engine.progress import BarBoard, PlainBoard, Task, board_for, describe, duration

MEASURES = {"loss": 0.5, "accuracy": 0.875, "val_loss": 1.25, "val_accuracy": 0.75}
NO_BREAK_SPACE = "\u00a0"


class Clock:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(progress.time, "monotonic", clock.monotonic)
    return clock


def piped() -> Console:
    return Console(file=io.StringIO(), width=300)


def written(console: Console) -> list[str]:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue().replace(NO_BREAK_SPACE, " ").splitlines()


def test_a_replicate_is_named_with_its_seed() -> None:
    assert Task("net-1", 10, None).identifier == "net-1"
    assert Task("net-1", 10, None, seed=0).identifier == "net-1, graine 0"


def test_measures_are_written_in_french() -> None:
    assert describe(MEASURES) == "perte 0,5000, exactitude 0,8750 (validation : 1,2500, 0,7500)"


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_any_measure_can_be_written(value: float) -> None:
    assert describe(dict.fromkeys(MEASURES, value)).count(",") >= 4


def test_large_measures_are_written_as_powers() -> None:
    assert describe({**MEASURES, "loss": 1.25e24}).startswith("perte 1,2500E24, exactitude 0,8750 ")


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0 seconde"), (1, "1 seconde"), (42, "42 secondes"), (150, "2 minutes"), (7300, "2 heures")],
)
def test_durations_are_rounded_as_one_says_them(seconds: float, text: str) -> None:
    assert duration(seconds).replace(NO_BREAK_SPACE, " ") == text


def test_a_pipe_gets_one_line_per_event(clock: Clock) -> None:
    console = piped()
    with board_for([Task("net-1", 2, 10.0), Task("net-2", 1, 20.0)], console) as board:
        assert type(board) is PlainBoard
        board.note("net-1", "[rouge] pas une balise")
        board.stage("net-1", "époque 1/2", 100)
        board.advance("net-1", 100)
        clock.now += 10
        board.epoch("net-1", 1, 2, MEASURES)
        clock.now += 10
        board.epoch("net-1", 2, 2, MEASURES)
        board.finish("net-1", None)
        board.finish("net-2", "arrêté")
    said = "perte 0,5000, exactitude 0,8750 (validation : 1,2500, 0,7500)"
    assert written(console) == [
        "net-1 : [rouge] pas une balise",
        f"net-1 : époque 1/2, {said}, reste environ 50 secondes",
        f"net-1 : époque 2/2, {said}, reste environ 40 secondes",
        "net-1 : terminé",
        "net-2 : échec : arrêté",
    ]


def test_epochs_that_will_not_come_are_not_waited_for(clock: Clock) -> None:
    console = piped()
    board = PlainBoard([Task("net-1", 100, 100.0), Task("net-2", 100, 100.0), Task("net-3", 1, 1.0)], console)
    clock.now += 1
    board.epoch("net-1", 1, 100, MEASURES)
    board.finish("net-1", None)  # stopped early
    board.finish("net-2", "arrêté")
    clock.now += 1
    board.epoch("net-3", 1, 1, MEASURES)
    assert written(console)[0].endswith("reste environ 3 minutes")
    assert written(console)[-1].endswith("reste environ 0 seconde")


def test_epochs_done_before_an_interruption_are_not_waited_for(clock: Clock) -> None:
    console = piped()
    board = PlainBoard([Task("net-1", 10, 100.0)], console)
    clock.now += 10
    board.epoch("net-1", 9, 10, MEASURES)
    assert written(console)[0].endswith("reste environ 10 secondes")


tasks = st.lists(
    st.builds(
        Task,
        experiment=st.uuids().map(str),
        epochs=st.integers(1, 50),
        expected_seconds=st.none() | st.floats(0, 1e5),
    ),
    min_size=1,
    max_size=4,
)


@given(tasks, st.data())
def test_the_remaining_time_is_defined_whatever_happens(tasks: list[Task], data: st.DataObject) -> None:
    console = piped()
    board = PlainBoard(tasks, console)
    for task in tasks:
        # A training may stop early; one epoch more than planned must do no harm either.
        ran = data.draw(st.integers(1, task.epochs + 1))
        for number in range(1, ran + 1):
            board.epoch(task.identifier, number, task.epochs, MEASURES)
        board.finish(task.identifier, None)
    assert all("reste environ" in line or line.endswith("terminé") for line in written(console))
    assert sum(board.left.values()) == 0


@pytest.fixture
def terminal() -> Iterator[Console]:
    yield Console(file=io.StringIO(), width=120, force_terminal=True, color_system=None)


def test_a_terminal_gets_bars(terminal: Console) -> None:
    with board_for([Task("net-1", 2, 10.0), Task("net-2", 2, None)], terminal) as board:
        assert isinstance(board, BarBoard)
        board.stage("net-1", "époque 1/2", 40)
        board.advance("net-1", 20)
        board.epoch("net-1", 1, 2, MEASURES)
        descriptions = [task.description for task in board.progress.tasks]
        assert descriptions == ["Ensemble", "net-1, époque 1/2"]
        assert board.progress.tasks[1].percentage == 50
        # Five seconds done of ten known, and two epochs of unknown length count for five each.
        assert board.progress.tasks[0].percentage == pytest.approx(25)
        board.stage("net-1", "époque 2/2", 40)
        assert [task.description for task in board.progress.tasks] == ["Ensemble", "net-1, époque 2/2"]
        board.finish("net-1", None)
        assert board.progress.tasks[0].percentage == pytest.approx(50)
        board.finish("net-2", "arrêté")  # before any stage
        assert board.progress.tasks[0].percentage == pytest.approx(100)
    text = "\n".join(written(terminal))
    assert "époque 1/2, perte 0,5000" in text
    assert "net-1 : terminé" in text
    assert "net-2 : échec : arrêté" in text
    assert "Ensemble" in text and "100 %" in text
