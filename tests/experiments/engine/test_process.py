"""What a worker says reaches the board, and its death is explained in one line."""

import threading
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from experiments.engine import process
from experiments.engine.process import Workers
from experiments.engine.progress import Task

NET = Task("net-1", 1, None)
EVENT = "print(chr(0x1e) + json.dumps({}), flush=True)"


class Recorder:
    """A board that remembers."""

    def __init__(self) -> None:
        self.events: list[tuple[object, ...]] = []

    def note(self, identifier: str, message: str) -> None:
        self.events.append(("note", identifier, message))

    def stage(self, identifier: str, title: str, total: int) -> None:
        self.events.append(("stage", identifier, title, total))

    def advance(self, identifier: str, steps: int) -> None:
        self.events.append(("advance", identifier, steps))

    def epoch(self, identifier: str, number: int, epochs: int, measures: Mapping[str, float]) -> None:
        self.events.append(("epoch", identifier, number, epochs, dict(measures)))

    def finish(self, identifier: str, failure: str | None) -> None:
        self.events.append(("finish", identifier, failure))


@pytest.fixture
def board() -> Recorder:
    return Recorder()


@pytest.fixture
def workers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, board: Recorder) -> Workers:
    """Workers whose process runs the file ``worker.py`` of an empty project instead of training."""
    (tmp_path / "experiments" / "engine").mkdir(parents=True)
    monkeypatch.setattr(process, "ROOT", tmp_path)
    monkeypatch.setattr(process, "LOGS", tmp_path / "build" / "logs")
    return Workers("smoke", board)


def worker(*statements: str) -> None:
    """Write what the process does."""
    path = process.ROOT / "experiments" / "engine" / "worker.py"
    path.write_text("import json, os, sys, time\n" + "\n".join(statements), encoding="utf-8")


def test_events_reach_the_board_in_order(workers: Workers, board: Recorder) -> None:
    worker(
        EVENT.format("['note', 'bonjour']"),
        EVENT.format("['stage', 'époque 1/2', 40]"),
        EVENT.format("['advance', 10]"),
        EVENT.format("['epoch', 1, 2, {'loss': 0.5}]"),
    )
    assert workers.train(NET) is None
    assert board.events == [
        ("note", "net-1", "bonjour"),
        ("stage", "net-1", "époque 1/2", 40),
        ("advance", "net-1", 10),
        ("epoch", "net-1", 1, 2, {"loss": 0.5}),
        ("finish", "net-1", None),
    ]


def test_the_process_receives_what_to_train(workers: Workers, board: Recorder) -> None:
    worker("print(sys.argv[1:])")
    workers.train(NET)
    assert board.events[0] == ("note", "net-1", "['net-1', 'smoke']")


def test_a_replicate_has_its_seed_its_name_and_its_log(workers: Workers, board: Recorder) -> None:
    worker("print(sys.argv[1:])", "raise ValueError('no way')")
    failure = "ValueError: no way (détails dans build/logs/net-1-seed-3.log)"
    assert workers.train(Task("net-1", 1, None, seed=3)) == failure
    assert board.events == [
        ("note", "net-1, graine 3", "['net-1', 'smoke', '3']"),
        ("finish", "net-1, graine 3", failure),
    ]


def test_what_a_model_prints_is_shown_and_hides_no_event(workers: Workers, board: Recorder) -> None:
    worker(
        "print('déjà là')",
        "print()",
        "print('sans fin de ligne', end='')",
        EVENT.format("['advance', 3]"),
        "sys.stdout.buffer.write(bytes([233, 10]))",
    )
    assert workers.train(NET) is None
    assert board.events[:-1] == [
        ("note", "net-1", "déjà là"),
        ("note", "net-1", "sans fin de ligne"),
        ("advance", "net-1", 3),
        ("note", "net-1", "\ufffd"),
    ]


@pytest.mark.parametrize(
    ("statement", "failure"),
    [
        ("sys.exit('Le modèle est vide.')", "Le modèle est vide."),
        ("os.kill(os.getpid(), 9)", "arrêté par le signal 9 (mémoire épuisée ou arrêt forcé ?)"),
        ("raise ValueError('no way')", "ValueError: no way (détails dans build/logs/net-1.log)"),
        (
            "raise ValueError('bad shape\\n\\nArguments received:\\n  • training=False')",
            "ValueError: bad shape (détails dans build/logs/net-1.log)",
        ),
        (
            "try:\n    1 / 0\nexcept ZeroDivisionError as e:\n    raise KeyError('accuracy') from e",
            "KeyError: 'accuracy' (détails dans build/logs/net-1.log)",
        ),
        ("input()", "EOFError: EOF when reading a line (détails dans build/logs/net-1.log)"),
    ],
)
def test_a_failure_is_said_in_one_line(
    workers: Workers, board: Recorder, statement: str, failure: str
) -> None:
    worker("sys.stderr.write('a warning of the libraries\\n')", "sys.stderr.flush()", statement)
    assert workers.train(NET) == failure
    assert board.events == [("finish", "net-1", failure)]


def test_an_exit_code_alone_is_said_when_nothing_was_written(workers: Workers) -> None:
    worker("sys.exit(4)")
    assert workers.train(NET) == "code de sortie 4"


def test_the_log_of_the_last_training_replaces_the_former(workers: Workers) -> None:
    worker("raise ValueError('first')")
    workers.train(NET)
    worker("sys.exit('second')")
    assert workers.train(NET) == "second"


def test_stopped_workers_die_and_no_other_starts(workers: Workers, board: Recorder) -> None:
    worker(EVENT.format("['note', 'parti']"), "time.sleep(600)")
    failures: list[str | None] = []
    thread = threading.Thread(target=lambda: failures.append(workers.train(NET)))
    start = time.monotonic()
    thread.start()
    while not board.events and time.monotonic() < start + 30:
        time.sleep(0.01)
    workers.stop()
    thread.join(timeout=30)
    assert not thread.is_alive()
    assert failures[0] is not None
    assert workers.train(Task("net-2", 1, None)) == "interrompu"
    assert board.events == [("note", "net-1", "parti")]
