"""Several clones of the project, and one store of results between them."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from experiments.results.files import read_result
from tests.experiments.project_copy import ProjectCopy
from tests.experiments.result_sample import sample_record
from tests.experiments.small_models import model, small

RUN = ("run", "--profile", "smoke")
REPLICATE = ("replicate", "--profile", "smoke", "--count", "1", "net-1")

pytestmark = pytest.mark.project
# Stands for what a training measures, so that a class can train in seconds.
PRETENCE = """

def run_experiment(experiment, key, profile, *_):
    import json, time

    record = json.loads(Path("sample.json").read_text())
    for name in ("id", "family", "position", "intention", "code"):
        record[name] = getattr(experiment, name)
    record["names"] = experiment.names.model_dump()
    record["profile"] = profile.name
    record["training"]["seed"] = experiment.settings.seed
    record["provenance"] |= {"key": key.digest, "components": key.components}
    record["provenance"]["data"]["sha256"] = key.components["données"]
    record["provenance"]["seconds"] = time.monotonic()
    return Result.model_validate(record)


def _draw(*_):
    pass
"""


@pytest.fixture
def depot(tmp_path: Path) -> Path:
    (tmp_path / "depot").mkdir()
    return tmp_path / "depot"


def pretend(clone: ProjectCopy) -> ProjectCopy:
    """Make the workers of a clone write at once what they would have trained."""
    clone.write("sample.json", json.dumps(sample_record()))
    worker = (clone.root / "experiments/engine/worker.py").read_text(encoding="utf-8")
    clone.write("experiments/engine/worker.py", worker + PRETENCE)
    clone.edit("experiments/engine/nursery.py", 'LIBRARIES = ("keras",)', "LIBRARIES = ()")
    return clone


def trained(done: subprocess.CompletedProcess[str]) -> list[str]:
    """Return what a command trained, which must have succeeded and complained of nothing."""
    assert (done.returncode, done.stderr) == (0, "")
    return re.findall(r"^(.*) : terminé$", done.stdout, re.MULTILINE)


def taken(done: subprocess.CompletedProcess[str]) -> list[str]:
    return re.findall(r"^(.*) : repris du dépôt partagé\.$", done.stdout, re.MULTILINE)


def test_a_class_trains_each_common_model_once(tmp_path: Path, depot: Path) -> None:
    clones = [pretend(ProjectCopy(tmp_path / f"clone-{number}")) for number in range(3)]
    commands: list[str] = []
    folders = []
    for number, clone in enumerate(clones):
        # Each has a model of its own and its own remarks; two models are the same for all.
        own = model(f"own_{number}", rate=f"0.0{number + 2}") if number < 2 else ""
        folders.append(small(clone, model("net_1", before=f"pass  # clone {number}"), model("net_2"), own))
        for command in (RUN, REPLICATE):
            done = clone.run(*command, LABO_STORE=str(depot))
            names = {*trained(done), *taken(done)}
            commands += trained(done)
            expected = {"net-1", "net-2", *([f"own-{number}"] if own else [])}
            assert names == (expected if command == RUN else {"net-1, graine 2"})
            if number:
                assert set(taken(done)) == names - {f"own-{number}"}
        assert clone.run("status", "--profile", "smoke").returncode == 0
    assert sorted(commands) == ["net-1", "net-1, graine 2", "net-2", "own-0", "own-1"]
    assert len(list(depot.iterdir())) == len(commands)

    first, *others = [read_result(folder / "net-1.json") for folder in folders]
    for number, other in enumerate(others, start=1):
        assert f"# clone {number}" in other.code
        assert other.model_copy(update={"code": first.code}) == first
    replicates = {(folder / "replicates/net-1-seed-2.json").read_bytes() for folder in folders}
    assert len(replicates) == 1

    # By force, what the store has is trained, and replaced.
    for path in depot.iterdir():
        path.write_bytes(b"")
    done = clones[2].run(*RUN, "--force", "net-2", LABO_STORE=str(depot))
    assert (trained(done), taken(done)) == (["net-2"], [])
    assert len([path for path in depot.iterdir() if path.read_bytes()]) == 1
    (folders[1] / "net-2.json").unlink()
    assert taken(clones[1].run(*RUN, LABO_STORE=str(depot))) == ["net-2"]


def test_a_store_that_fails_keeps_nothing_from_being_trained(project: ProjectCopy, tmp_path: Path) -> None:
    results = small(pretend(project), model("net_1"), model("net_2"))
    done = project.run(*RUN, "--jobs", "2", LABO_STORE=str(tmp_path / "nowhere"))
    assert (done.returncode, done.stderr) == (
        0,
        "Dépôt partagé (LABO_STORE) : ce dossier n’existe pas, créez-le ou corrigez son nom. "
        "Les entraînements continuent sans lui.\n",
    )
    assert {path.stem for path in results.glob("*.json")} == {"net-1", "net-2"}


def test_a_store_is_asked_only_for_what_would_be_trained(project: ProjectCopy, tmp_path: Path) -> None:
    small(project, model("net_1"))
    project.freeze()
    done = project.run("run", LABO_STORE="perdu://depot")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_what_the_store_has_needs_nothing_of_what_trains(
    project: ProjectCopy, depot: Path, tmp_path: Path
) -> None:
    small(project, model("net_1"))
    project.freeze()
    result = read_result(project.results / "net-1.json")
    shutil.move(project.results / "net-1.json", depot / f"full-{result.provenance.key}.json")
    # No training could start with this lock, and none has to.
    lock = (project.root / "requirements" / "training.txt").read_text(encoding="utf-8")
    version = next(line.split()[0] for line in lock.splitlines() if line.startswith("scikit-image=="))
    project.edit("requirements/training.txt", version, "scikit-image==99.0")
    done = project.run("run", LABO_STORE=str(depot))
    assert (done.returncode, done.stdout, done.stderr) == (0, "net-1 : repris du dépôt partagé.\n", "")
    assert read_result(project.results / "net-1.json") == result
    assert list((project.results / "figures" / "net-1").glob("*.svg"))
