"""Files of experiments that no longer exist are moved away, and nothing else."""

from pathlib import Path

import pytest

from experiments.engine import retirement
from experiments.engine.catalogue import Experiment
from experiments.engine.retirement import retire_orphans
from experiments.results.names import Names
from experiments.training.settings import Settings
from tests.experiments.result_sample import NAMES

SETTINGS = Settings(data=None, batch_size=1, epochs=1)  # type: ignore[arg-type]
NET = Experiment("net-1", "net", 1, Names(**NAMES), "experiments.net", "net_1", "Voir.", "code", SETTINGS)
KEPT = ("net-1.json", "notes.txt", "replicates/net-1-seed-2.json", "replicates/net-1-seed-3.tmp")
ORPHANS = ("net-0.json", "replicates/net-0-seed-2.json", "replicates/net-1.json", "replicates/notes.json")


@pytest.fixture
def retired(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(retirement, "BUILD", tmp_path / "build")
    return tmp_path / "build" / "retired"


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_files_without_experiment_are_moved_away(tmp_path: Path, retired: Path) -> None:
    results = tmp_path / "results"
    (results / "replicates").mkdir(parents=True)
    for name in (*KEPT, *ORPHANS):
        (results / name).write_text(name, encoding="utf-8")
    assert retire_orphans([NET], results) == [retired / name for name in ORPHANS]
    assert names(results) == sorted(KEPT)
    assert names(retired) == sorted(ORPHANS)
    assert all((retired / name).read_text(encoding="utf-8") == name for name in ORPHANS)
    assert retire_orphans([NET], results) == []


def test_a_folder_of_results_that_does_not_exist_has_no_orphans(tmp_path: Path, retired: Path) -> None:
    assert retire_orphans([], tmp_path / "results") == []
    assert not retired.exists()
