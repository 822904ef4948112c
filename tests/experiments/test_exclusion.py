"""One command at a time trains in a clone; the others wait and say so."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from experiments.errors import LabError
from experiments.exclusion import alone
from experiments.project import ROOT
from tests.conftest import Mount

HOLD = """
import sys
from pathlib import Path
from experiments.exclusion import alone
with alone(Path(sys.argv[1])):
    print("seul", flush=True)
    sys.stdin.read()
"""


def holder(path: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )


@pytest.mark.parametrize("end", ["ends", "is killed"])
def test_the_second_waits_for_the_first(tmp_path: Path, end: str) -> None:
    path = tmp_path / "build" / "training.lock"
    with holder(path) as first:
        assert first.stdout is not None and first.stdin is not None
        assert first.stdout.readline() == "seul\n"
        with holder(path) as second:
            assert second.stdout is not None and second.stdin is not None
            assert second.stdout.readline() == (
                f"Une autre commande travaille déjà dans ce dossier (processus {first.pid}) : "
                f"attente de sa fin.\n"
            )
            assert second.poll() is None
            if end == "ends":
                first.stdin.close()
            else:
                first.kill()
            assert second.stdout.readline() == "seul\n"
            second.stdin.close()


def test_alone_nothing_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        with alone(tmp_path / "training.lock"):
            assert (tmp_path / "training.lock").read_text() == f"{os.getpid()}\n"
    assert capsys.readouterr().out == ""


def test_a_disk_that_is_full(mount: Mount, tmp_path: Path) -> None:
    place = mount(tmp_path / "build", 4)
    (place / "filler").write_bytes(bytes(os.statvfs(place).f_bavail * os.statvfs(place).f_frsize))
    with pytest.raises(LabError) as caught, alone(place / "training.lock"):
        pass
    assert str(caught.value) == (
        f"{place / 'training.lock'} ne peut pas être écrit (No space left on device). Vérifiez les droits du "
        f"dossier et la place libre, puis relancez la commande."
    )


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "build").touch()
    with pytest.raises(LabError) as caught, alone(tmp_path / "build" / "training.lock"):
        pass
    assert str(caught.value) == (
        f"{tmp_path / 'build'} ne peut pas être écrit (File exists). Vérifiez les droits du dossier et la "
        f"place libre, puis relancez la commande."
    )
