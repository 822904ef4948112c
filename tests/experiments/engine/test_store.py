"""A store of any kind holds bytes by name; whatever is wrong with it is said once, and stops nothing."""

import os
import re
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import fsspec
import pytest
from fsspec.implementations.local import LocalFileSystem
from fsspec.implementations.memory import MemoryFileSystem
from fsspec.registry import known_implementations
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from experiments.engine import store as module
from experiments.engine.backend import TrainingEnvironmentError
from experiments.engine.store import Store
from experiments.results.folder import LARGEST

SECRET = "hunter2"
SLOW_TO_LOAD = {"dask"}


def said(reason: str) -> str:
    return f"Dépôt partagé (LABO_STORE) : {reason}. Les entraînements continuent sans lui.\n"


@pytest.fixture(params=["folder", "file", "memory"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return {
        "folder": str(tmp_path),
        "file": f"file://{tmp_path}/",
        "memory": f"memory://{tmp_path}",
    }[request.param]


@pytest.fixture
def silent(capsys: pytest.CaptureFixture[str]) -> Callable[[], bool]:
    return lambda: capsys.readouterr() == ("", "")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.binary()), max_size=6))
def test_what_was_written_last_under_a_name_is_read(url: str, writings: list[tuple[str, bytes]]) -> None:
    for name, content in writings:
        Store(url).write(name, content)
    for name, content in dict(writings).items():
        assert Store(url).read(name) == content


def test_what_nobody_wrote_is_absent_and_nothing_is_said(url: str, silent: Callable[[], bool]) -> None:
    store = Store(url)
    assert store.read("a") is None
    store.write("a", b"1")
    assert (store.read("a"), store.read("b")) == (b"1", None)
    assert silent()


def test_without_a_url_there_is_no_store(silent: Callable[[], bool], tmp_path: Path) -> None:
    store = Store("")
    store.write("a", b"1")
    assert store.read("a") is None
    assert silent()


def test_an_entry_that_is_too_large_is_not_read_whole(tmp_path: Path) -> None:
    with (tmp_path / "a").open("wb") as file:
        file.truncate(2 * LARGEST)
    content = Store(str(tmp_path)).read("a")
    assert content is not None and len(content) == LARGEST + 1


def test_those_who_write_the_same_entry_at_once_leave_one_of_them_whole(tmp_path: Path) -> None:
    contents = [bytes([number]) * 200_000 for number in range(6)]
    store, seen = Store(str(tmp_path)), set()
    writers = [threading.Thread(target=Store(str(tmp_path)).write, args=("a", c)) for c in contents]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        seen.add(store.read("a"))
    seen.add(store.read("a"))
    assert seen <= {None, *contents}
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


class Trouble(MemoryFileSystem):
    """A file system of which a test decides what it does."""

    protocol = "trouble"
    requests: list[str]
    act: Callable[[], Any]

    def _open(self, path: str, *args: Any, **options: Any) -> Any:
        Trouble.requests.append(path)
        Trouble.act()
        return super()._open(path, *args, **options)

    def pipe_file(self, path: str, value: bytes, mode: str = "overwrite", **options: Any) -> None:
        Trouble.requests.append(path)
        Trouble.act()


def troubled(act: Callable[[], Any], patience: float = 10.0) -> Store:
    fsspec.register_implementation("trouble", Trouble, clobber=True)
    Trouble.requests, Trouble.act = [], staticmethod(act)  # type: ignore[assignment]
    return Store(f"trouble://user:{SECRET}@host/depot", patience)


def raising(error: Exception) -> Callable[[], Any]:
    def act() -> None:
        raise error

    return act


FAULTS = [
    (PermissionError(13, f"Access key {SECRET}"), "l’accès a échoué (Permission denied)"),
    (OSError(30, SECRET, SECRET), "l’accès a échoué (Read-only file system)"),
    (OSError(SECRET), "l’accès a échoué (OSError)"),
    (TimeoutError(SECRET), "l’accès a échoué (TimeoutError)"),
    (NotImplementedError(), "l’accès a échoué (NotImplementedError)"),
    (KeyError(SECRET), "l’accès a échoué (KeyError)"),
    (TypeError(SECRET), "l’accès a échoué (TypeError)"),
    (EOFError(SECRET), "l’accès a échoué (EOFError)"),
    (type("ClientError", (Exception,), {})(SECRET), "l’accès a échoué (ClientError)"),
]


@pytest.mark.parametrize(("fault", "reason"), FAULTS)
@pytest.mark.parametrize("first", ["read", "write"])
def test_a_fault_is_said_once_without_a_secret_and_nothing_more_is_asked(
    fault: Exception, reason: str, first: str, capsys: pytest.CaptureFixture[str]
) -> None:
    store = troubled(raising(fault))
    for turn in (first, "read", "write", "read"):
        if turn == "read":
            assert store.read("a") is None
        else:
            store.write("a", b"1")
    assert capsys.readouterr() == ("", said(reason))
    assert len(Trouble.requests) == 1


@pytest.mark.filterwarnings("ignore:The '.*' protocol has been deprecated:DeprecationWarning")
# What fsspec leaves half made, it closes badly.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("protocol", sorted({*known_implementations} - SLOW_TO_LOAD))
def test_an_address_without_a_host_stops_nothing_whatever_its_kind(
    protocol: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    store = Store(f"{protocol}://")
    assert store.read("a") is None
    store.write("a", b"1")
    output, errors = capsys.readouterr()
    assert output == ""
    assert re.fullmatch(
        r"(Dépôt partagé \(LABO_STORE\) : [^\n]+ Les entraînements continuent sans lui\.\n)?", errors
    )


def test_trainings_that_end_together_say_a_fault_once(capsys: pytest.CaptureFixture[str]) -> None:
    barrier = threading.Barrier(4)

    def act() -> None:
        barrier.wait()
        raise PermissionError(13, "")

    store = troubled(act)
    writers = [threading.Thread(target=store.write, args=(str(n), b"")) for n in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert capsys.readouterr().err == said("l’accès a échoué (Permission denied)")


def test_a_store_that_does_not_answer_is_left(capsys: pytest.CaptureFixture[str]) -> None:
    over = threading.Event()
    store = troubled(over.wait, patience=0.1)
    started = time.monotonic()
    assert store.read("a") is None
    store.write("a", b"1")
    assert time.monotonic() - started < 5
    over.set()
    assert capsys.readouterr().err == said("pas de réponse en 0.1 s")


def test_an_entry_that_is_never_there_whole_is_not_waited_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    os.mkfifo(tmp_path / "a")
    assert Store(str(tmp_path), patience=0.2).read("a") is None
    assert capsys.readouterr().err == said("pas de réponse en 0.2 s")


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        ("{0}/nowhere", "ce dossier n’existe pas, créez-le ou corrigez son nom"),
        ("file://{0}/nowhere", "ce dossier n’existe pas, créez-le ou corrigez son nom"),
        ("{0}/a-file", "ce dossier n’existe pas, créez-le ou corrigez son nom"),
        (f"perdu://{SECRET}@host", "cette adresse n’est pas de celles que fsspec comprend"),
        ("absent://depot", "il manque de quoi le lire (absent_package), installez-le dans .venv"),
    ],
)
@pytest.mark.parametrize("first", ["read", "write"])
def test_a_store_that_cannot_be_opened(
    place: str,
    reason: str,
    first: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    absent = {"class": "absent_package.Files", "err": SECRET}
    monkeypatch.setitem(known_implementations, "absent", absent)
    (tmp_path / "a-file").write_bytes(b"")
    store = Store(place.format(tmp_path))
    if first == "read":
        assert store.read("a") is None
    store.write("a", b"1")
    assert store.read("a") is None
    assert capsys.readouterr() == ("", said(reason))
    assert not (tmp_path / "nowhere").exists()


def test_a_writing_that_fails_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Store(str(tmp_path)).write("a", b"1")

    def halfway(self: LocalFileSystem, path: str, value: bytes, **options: Any) -> None:
        Path(path).write_bytes(value[: len(value) // 2])
        raise OSError(28, "")

    monkeypatch.setattr(LocalFileSystem, "pipe_file", halfway)
    Store(str(tmp_path)).write("a", b"2222")
    assert capsys.readouterr().err == said("l’accès a échoué (No space left on device)")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"1"}


def test_without_fsspec_what_trains_is_installed_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse() -> None:
        raise TrainingEnvironmentError("Il manque Keras.")

    monkeypatch.setattr(module, "find_spec", lambda name: None)
    with monkeypatch.context() as context, pytest.raises(TrainingEnvironmentError):
        context.setattr(module, "check_environment", refuse)
        Store(str(tmp_path)).read("a")
    monkeypatch.setattr(module, "check_environment", lambda: None)
    store = Store(str(tmp_path))
    assert store.read("a") is None
    store.write("a", b"1")
    assert capsys.readouterr().err == said("il manque fsspec, installez-le avec « make environnement »")
    assert list(tmp_path.iterdir()) == []
