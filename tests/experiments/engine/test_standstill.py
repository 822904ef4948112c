"""There is nothing to do only when nothing that a command reads or writes has changed."""

import json
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from experiments.engine import standstill
from experiments.exclusion import TURN
from generator.site.build import TURN as SITE_TURN

# Longer than what the clock of a file system takes to go on.
TICK = 0.02
FILES = ("experiments/mlp.py", "results/a.json", "site/index.html", "build/smoke/results/b.json", "data/x")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "project"
    for name in FILES:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("contents")
    for name in ("KEPT", "REMARKS"):
        monkeypatch.setattr(standstill, name, root / "build" / getattr(standstill, name).name)
    unread = {str(root / Path(path).relative_to(standstill.ROOT)) for path in standstill.UNREAD}
    monkeypatch.setattr(standstill, "UNREAD", unread)
    monkeypatch.setattr(standstill, "ROOT", root)
    monkeypatch.setattr(standstill, "SETTLED", -1.0)
    return root


def rewrite(path: Path) -> None:
    """Give a file other contents of the same size, and its date back."""
    before = path.stat()
    path.write_text("stnetnoc")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def replace(path: Path) -> None:
    other = path.with_name("other")
    other.write_text("stnetnoc")
    os.utime(other, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns))
    other.replace(path)


def link(path: Path) -> None:
    aim = path.parents[1] / "aim"
    path.rename(aim)
    path.symlink_to(aim)


def forbid(path: Path) -> None:
    path.parent.chmod(0o711)


EDITS: tuple[Callable[[Path], None], ...] = (
    rewrite,
    replace,
    link,
    forbid,
    lambda path: path.unlink(),
    lambda path: path.write_text("more contents") and None,
    lambda path: path.with_name("added").touch(),
    lambda path: path.with_name(".hidden.json").touch(),
    lambda path: path.with_name("folder").mkdir(),
    lambda path: path.rename(path.with_name("renamed")) and None,
)


def test_what_others_bring_to_the_store_is_no_change(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, changes in (("LABO_STORE", False), ("LABO_CHEST_XRAY", True)):
        folder = tmp_path / name
        folder.mkdir()
        monkeypatch.setenv(name, str(folder))
        before = standstill.state()
        (folder / "full-1.json").touch()
        assert (standstill.state() != before) == changes


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(name=st.sampled_from(FILES), edit=st.sampled_from(EDITS))
def test_every_edit_is_a_change(project: Path, name: str, edit: Callable[[Path], None]) -> None:
    for each in FILES:
        (project / each).unlink(missing_ok=True)
        (project / each).parent.chmod(0o755)
        for added in ("added", ".hidden.json", "renamed"):
            (project / each).with_name(added).unlink(missing_ok=True)
        if (project / each).with_name("folder").exists():
            (project / each).with_name("folder").rmdir()
        (project / each).write_text("contents")
    before = standstill.state()
    time.sleep(TICK)
    edit(project / name)
    assert standstill.state() != before


def test_what_is_behind_a_link_counts(project: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "weights").write_text("contents")
    (outside / "back").symlink_to(project)
    (project / "results" / "linked").symlink_to(outside)
    before = standstill.state()
    assert standstill.state() == before
    time.sleep(TICK)
    rewrite(outside / "weights")
    assert standstill.state() != before


@pytest.mark.parametrize("name", ["LABO_CHEST_XRAY", "LABO_MNIST", "LABO_CACHE"])
def test_data_elsewhere_count(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    image = tmp_path / "data" / "train" / "image.jpeg"
    image.parent.mkdir(parents=True)
    image.write_text("contents")
    states = {standstill.state()}
    monkeypatch.setenv(name, str(tmp_path / "data"))
    states.add(standstill.state())
    time.sleep(TICK)
    rewrite(image)
    states.add(standstill.state())
    monkeypatch.setenv(name, str(tmp_path / "nowhere"))
    states.add(standstill.state())
    assert len(states) == 4


@pytest.mark.usefixtures("project")
def test_variables_and_libraries_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    states = {standstill.state()}
    monkeypatch.setenv("ANYTHING", "1")
    states.add(standstill.state())
    monkeypatch.setattr(standstill.sysconfig, "get_path", lambda name: tmp_path)
    (tmp_path / "keras-3.0.dist-info").mkdir()
    states.add(standstill.state())
    assert len(states) == 3


def test_what_idle_commands_write_is_no_change(project: Path) -> None:
    written = [*map(Path, standstill.UNREAD), project / ".git/index", project / "results/__pycache__/a.pyc"]
    for path in written:
        path.parent.mkdir(exist_ok=True)
        path.touch()
    assert {project / "build" / turn.name for turn in (TURN, SITE_TURN)} < set(written)
    before = standstill.state()
    time.sleep(TICK)
    for path in written:
        path.write_text("contents")
    assert standstill.state() == before


def test_a_state_that_lasted_is_kept_and_what_was_said_is_repeated(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in standstill.UNREAD:
        Path(path).write_text("[]")
    assert standstill.main() == 1
    before = capsys.readouterr().out.strip()
    standstill.REMARKS.write_text(json.dumps(["Attention : une fonction sans marque."]))
    assert (standstill.main(before), capsys.readouterr().out) == (0, "")
    assert standstill.main() == 0
    assert capsys.readouterr().out.splitlines() == [
        "Attention : une fonction sans marque.",
        "Rien n’a changé et le rapport est à jour : ouvrez site/index.html, ou lancez « make serve ».",
    ]
    time.sleep(TICK)
    rewrite(project / FILES[0])
    assert standstill.main() == 1


def test_a_state_that_changed_meanwhile_is_not_kept(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in standstill.UNREAD:
        Path(path).write_text("[]")
    standstill.main()
    before = capsys.readouterr().out.strip()
    time.sleep(TICK)
    rewrite(project / FILES[1])
    standstill.main(before)
    assert standstill.main() == 1


def test_what_is_too_new_may_change_unseen(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(standstill, "SETTLED", 60.0)
    assert standstill.main() == 1
    assert capsys.readouterr().out == "\n"
    standstill.main("")
    assert standstill.main() == 1


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"state": "x"}', '{"state": "x", "remarks": 3}', "\0"])
@pytest.mark.usefixtures("project")
def test_what_is_kept_may_be_damaged(content: str) -> None:
    standstill.KEPT.write_text(content)
    assert standstill.main() == 1


def test_a_folder_that_cannot_be_read_is_left_to_the_commands(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(path: str) -> list[str]:
        raise PermissionError(path)

    monkeypatch.setattr(standstill.os, "listdir", refuse)
    assert standstill.main() == 1
    assert capsys.readouterr().out == ""
