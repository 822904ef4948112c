"""What a worker says reaches the board, and its death is explained in one line."""

import shutil
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from experiments.engine import forking, lifeline, nursery, process
from experiments.engine.process import Workers
from experiments.engine.progress import Task
from tests.experiments.processes import is_over

NET = Task("net-1", 1, None)
EVENT = "print(mark + json.dumps({}), flush=True)"
WRITTEN = EVENT.format("['written']")


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
def workers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, board: Recorder) -> Iterator[Workers]:
    """Workers whose process runs the file ``start.py`` of an empty project instead of training."""
    engine = tmp_path / "experiments" / "engine"
    engine.mkdir(parents=True)
    shutil.copy(forking.__file__, engine)
    monkeypatch.setattr(process, "ROOT", tmp_path)
    monkeypatch.setattr(process, "LOGS", tmp_path / "build" / "logs")
    monkeypatch.setattr(nursery, "LIBRARIES", ("colorsys", "no_such_library"))
    with Workers("smoke", board) as found:
        yield found


def worker(*statements: str) -> None:
    """Write what the process does."""
    path = process.ROOT / "experiments" / "engine" / "start.py"
    head = "import json, os, signal, subprocess, sys, time\nmark = os.environ['LABO_WORKER_MARK']\n"
    path.write_text(head + "\n".join(statements), encoding="utf-8")


def test_events_reach_the_board_in_order(workers: Workers, board: Recorder) -> None:
    worker(
        EVENT.format("['note', 'bonjour']"),
        EVENT.format("['stage', 'époque 1/2', 40]"),
        EVENT.format("['advance', 10]"),
        EVENT.format("['epoch', 1, 2, {'loss': 0.5}]"),
        WRITTEN,
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
        WRITTEN,
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
        (EVENT.format("['failed', 'Le modèle est vide.']") + "; sys.exit(1)", "Le modèle est vide."),
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
    ],
)
def test_a_failure_is_said_in_one_line(
    workers: Workers, board: Recorder, statement: str, failure: str
) -> None:
    worker("sys.stderr.write('a warning of the libraries\\n')", "sys.stderr.flush()", statement)
    assert workers.train(NET) == failure
    assert board.events == [("finish", "net-1", failure)]


@pytest.mark.parametrize(
    ("code", "statement"),
    [
        (0, "pass"),
        (0, "sys.exit()"),
        (0, "os._exit(0)"),
        (0, "os.close(1); os._exit(0)"),
        (4, "sys.exit(4)"),
        (1, "sys.exit('au revoir')"),
        (0, "sys.stderr.write('Traceback (most recent call last):\\nValueError: bad\\n'); sys.exit()"),
        (0, EVENT.format("['epoch', 1, 1, {}]") + "; sys.exit(0)"),
    ],
)
def test_only_a_result_that_is_written_is_a_success(workers: Workers, code: int, statement: str) -> None:
    worker("sys.stderr.write('a warning of the libraries\\n')", "sys.stderr.flush()", statement)
    assert workers.train(NET) == (
        f"le processus s’est arrêté sans écrire de résultat (code de sortie {code}). Si le code du modèle "
        f"appelle exit() ou os._exit(), enlevez cet appel (autres messages dans build/logs/net-1.log)"
    )


def test_a_result_is_written_and_what_follows_fails(workers: Workers) -> None:
    worker(WRITTEN, EVENT.format("['failed', 'La figure échoue.']"), "sys.exit(1)")
    assert workers.train(NET) == "La figure échoue."


@pytest.mark.parametrize(
    "text",
    [
        "chr(0x1e) + '[\"written\"]'",
        "chr(0x1e) + '{'",
        "chr(0x1e) + '[\"finish\", null]'",
        "chr(0x1e) + '[\"no such event\"]'",
        "mark[:-1] + '[\"written\"]'",
        "'[\"written\"]'",
    ],
)
def test_nothing_that_a_model_prints_is_a_message(workers: Workers, board: Recorder, text: str) -> None:
    worker(f"print({text})", "print(mark[::-1] * 3)")
    failure = workers.train(NET)
    assert failure is not None and failure.startswith("le processus s’est arrêté sans écrire de résultat")
    assert [event[0] for event in board.events] == ["note", "note", "finish"]


def test_what_a_worker_leaves_behind_is_ended(workers: Workers, board: Recorder) -> None:
    # It holds the output open, where the end of the worker would be waited for.
    worker("print(subprocess.Popen(['sleep', '600']).pid, flush=True)", WRITTEN)
    start = time.monotonic()
    assert workers.train(NET) is None
    assert time.monotonic() < start + 60
    (_, _, pid), _ = board.events
    assert is_over(int(str(pid)))


def test_a_worker_that_closes_its_output_is_ended(workers: Workers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nursery, "GRACE", 0.2)
    shutil.copy(lifeline.__file__, process.ROOT / "experiments" / "engine" / "lifeline.py")
    worker(
        "from experiments.engine.lifeline import hold_lifeline",
        "hold_lifeline()",
        "os.closerange(1, 3)",
        "time.sleep(600)",
    )
    assert workers.train(NET) == "arrêté par le signal 9 (mémoire épuisée ou arrêt forcé ?)"


def test_a_training_that_cannot_begin_stops_no_other(workers: Workers, board: Recorder) -> None:
    (process.LOGS / "net-1.log").mkdir(parents=True)
    worker(WRITTEN)
    failure = f"l’entraînement n’a pas pu commencer (Is a directory : {process.LOGS / 'net-1.log'})"
    assert workers.train(NET) == failure
    assert board.events == [("finish", "net-1", failure)]
    assert workers.train(Task("net-2", 1, None)) is None


def test_the_log_of_the_last_training_replaces_the_former(workers: Workers) -> None:
    worker("raise ValueError('first')")
    workers.train(NET)
    worker("raise ValueError('second')")
    assert workers.train(NET) == "ValueError: second (détails dans build/logs/net-1.log)"


@pytest.mark.parametrize(
    "before",
    ["pass", "signal.signal(signal.SIGTERM, signal.SIG_IGN)", "signal.signal(signal.SIGTERM, print)"],
)
def test_stopped_workers_die_and_no_other_starts(workers: Workers, board: Recorder, before: str) -> None:
    worker(before, EVENT.format("['note', 'parti']"), "while True: time.sleep(600)")
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
    assert board.events[0] == ("note", "net-1", "parti")
    assert "finish" not in [event[0] for event in board.events]


def test_libraries_are_imported_once_and_nothing_else_is_shared(workers: Workers, board: Recorder) -> None:
    worker(
        "known = 'colorsys' in sys.modules",
        "import colorsys",
        "mine = [name for name in sys.modules if name.startswith('experiments.')]",
        "print(os.getppid(), known, hasattr(colorsys, 'left'), end=' ')",
        "print(os.environ.get('LEFT'), mine)",
        "colorsys.left = os.environ['LEFT'] = 'by another'",
        "os.chdir('/')",
        WRITTEN,
    )
    for number in range(3):
        assert workers.train(Task("net-1", 1, None, seed=number)) is None
    said = [event[2] for event in board.events if event[0] == "note"]
    assert len({line.split()[0] for line in said if isinstance(line, str)}) == 3  # a guardian each
    assert {line.split(maxsplit=1)[1] for line in said if isinstance(line, str)} == {
        "True False None ['experiments.engine']"
    }


def test_one_process_imports_each_backend(workers: Workers, board: Recorder) -> None:
    server = "open(f'/proc/{os.getppid()}/stat').read().rpartition(')')[2].split()[1]"
    worker(f"print({server}, flush=True)", WRITTEN)
    backends = (None, "jax", None, "jax")
    for number, backend in enumerate(backends):
        assert workers.train(Task("net-1", 1, None, seed=number, backend=backend)) is None
    first, second, third, fourth = (event[2] for event in board.events if event[0] == "note")
    assert (first, second) == (third, fourth)
    assert first != second
    assert {path.name for path in process.LOGS.glob("_*")} == {"_tensorflow.log", "_jax.log"}


def test_a_new_process_imports_again_when_one_was_killed(workers: Workers, board: Recorder) -> None:
    worker(
        "server = int(open(f'/proc/{os.getppid()}/stat').read().rpartition(')')[2].split()[1])",
        "print(server, flush=True)",
        "os.kill(server, signal.SIGKILL)",
        "while os.path.exists(f'/proc/{server}') and ') Z ' not in open(f'/proc/{server}/stat').read(): pass",
        WRITTEN,
    )
    assert [workers.train(NET), workers.train(NET)] == [None, None]
    first, second = (event[2] for event in board.events if event[0] == "note")
    assert first != second


def test_no_training_outlives_its_guardian(workers: Workers, board: Recorder) -> None:
    shutil.copy(lifeline.__file__, process.ROOT / "experiments" / "engine")
    worker(
        "from experiments.engine.lifeline import hold_lifeline",
        "hold_lifeline()",
        "print(os.getpid(), flush=True)",
        "os.kill(os.getppid(), signal.SIGKILL)",
        "time.sleep(600)",
    )
    assert workers.train(NET) == (
        "le processus dont il dépend s’est arrêté (mémoire épuisée, arrêt forcé, Keras qui ne démarre pas ? "
        "autres messages dans build/logs)"
    )
    assert is_over(int(str(board.events[0][2])))


def test_libraries_that_stop_their_process_stop_no_engine(
    workers: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    (process.ROOT / "crashing.py").write_text("import os\nos.abort()\n", encoding="utf-8")
    monkeypatch.setattr(nursery, "LIBRARIES", ("crashing",))
    worker(WRITTEN)
    failure = workers.train(NET)
    assert failure is not None and failure.startswith("le processus dont il dépend s’est arrêté (")


def test_stopping_does_not_wait_for_the_libraries(workers: Workers, monkeypatch: pytest.MonkeyPatch) -> None:
    (process.ROOT / "long.py").write_text(
        "import time\nopen('begun', 'w').close()\ntime.sleep(600)\n", encoding="utf-8"
    )
    monkeypatch.setattr(nursery, "LIBRARIES", ("long",))
    worker(WRITTEN)
    thread = threading.Thread(target=workers.train, args=(NET,))
    thread.start()
    start = time.monotonic()
    while not (process.ROOT / "begun").exists() and time.monotonic() < start + 60:
        time.sleep(0.01)
    workers.stop()
    thread.join(timeout=60)
    assert not thread.is_alive()


def test_what_holds_the_interpreter_is_stopped_too(workers: Workers, board: Recorder) -> None:
    # No thread of the process runs while one expression is matched.
    worker(EVENT.format("['note', str(os.getpid())]"), "import re", "re.match('(a|a)*$', 'a' * 64 + 'b')")
    thread = threading.Thread(target=workers.train, args=(NET,))
    thread.start()
    start = time.monotonic()
    while not board.events and time.monotonic() < start + 60:
        time.sleep(0.01)
    workers.stop()
    thread.join(timeout=60)
    assert not thread.is_alive()
    assert is_over(int(str(board.events[0][2])))
