"""A file is replaced in one piece or stays as it was, whatever stops the writer."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from experiments.atomic import replaced_atomically
from experiments.project import ROOT

KILLED = """
import os, signal, sys
from pathlib import Path
from experiments.atomic import replaced_atomically

with replaced_atomically(Path(sys.argv[1])) as file:
    file.write(b"half")
    file.flush()
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "file.json"
    path.write_bytes(b"old")
    return path


def test_a_file_takes_the_place_of_the_old_one(path: Path) -> None:
    with replaced_atomically(path) as file:
        file.write(b"new")
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"
    assert list(path.parent.iterdir()) == [path]
    assert path.stat().st_mode & 0o777 == 0o644


def test_folders_are_created(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "file.json"
    with replaced_atomically(path) as file:
        file.write(b"new")
    assert path.read_bytes() == b"new"


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_an_exception_in_the_middle_leaves_the_old_file(path: Path, error: type[BaseException]) -> None:
    with pytest.raises(error), replaced_atomically(path) as file:
        file.write(b"half")
        raise error
    assert [each.read_bytes() for each in path.parent.iterdir()] == [b"old"]


def test_a_process_killed_while_writing_leaves_the_old_file(path: Path) -> None:
    killed = subprocess.run([sys.executable, "-c", KILLED, str(path)], cwd=ROOT, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert path.read_bytes() == b"old"
    # What is left has another name, that no reader of results looks at.
    assert list(path.parent.glob("*.json")) == [path]
