"""Trainings on a real Dask cluster: whatever becomes of its workers, every result arrives."""

import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("distributed")

from experiments.results.files import read_results
from experiments.results.replicate import replicate_files
from tests.experiments.cluster import Cluster, cluster
from tests.experiments.processes import is_over
from tests.experiments.project_copy import ProjectCopy
from tests.experiments.small_models import model, small
from tests.interruptions import heed_interruptions

pytestmark = pytest.mark.training

RUN = ("run", "--profile", "smoke")


@pytest.fixture
def workplace(project: ProjectCopy, tmp_path: Path) -> Iterator[Cluster]:
    with cluster(tmp_path, project.environment) as opened:
        yield opened


def copy_of(project: ProjectCopy, name: str, sleeper: str = "") -> Path:
    """Copy the project for a worker, where a training sleeps the first time that it is begun at all."""
    place = project.root.with_name(name)
    shutil.copytree(project.root, place, symlinks=True)
    worker = place / "experiments" / "engine" / "worker.py"
    text = worker.read_text(encoding="utf-8")
    head = "    profile = PROFILES[profile_name]\n"
    assert head in text
    begun = f"Path({str(project.root.with_name('begun'))!r})"
    sleeping = (
        f"    if identifier == {sleeper!r} and not {begun}.exists():\n"
        f"        import os, time\n"
        f"        {begun}.with_suffix('.new').write_text(f'{{os.getpid()}} {{os.getcwd()}}')\n"
        f"        {begun}.with_suffix('.new').rename({begun})\n"
        f"        time.sleep(600)\n"
    )
    worker.write_text(text.replace(head, head + sleeping), encoding="utf-8")
    return place


def begun_training(project: ProjectCopy) -> tuple[int, Path]:
    """Wait for the training that sleeps; return its process and the project of its worker."""
    limit = time.monotonic() + 300
    while not (said := project.root.with_name("begun")).exists() and time.monotonic() < limit:
        time.sleep(0.05)
    pid, place = said.read_text(encoding="utf-8").split(" ", 1)
    return int(pid), Path(place)


def test_a_worker_is_killed_and_every_result_arrives(project: ProjectCopy, workplace: Cluster) -> None:
    results = small(project, model("net_1"), model("net_2"), model("slow"))
    places = [copy_of(project, name, "slow") for name in ("first", "second")]
    workers = {place: workplace.add_worker(place) for place in places}
    workplace.wait_for_workers(2)
    command = project.command(*RUN, "--cluster", workplace.address)
    with subprocess.Popen(
        command,
        cwd=project.root,
        env=project.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as engine:
        pid, place = begun_training(project)
        workers[place].kill()
        out, errors = engine.communicate(timeout=500)
    assert (engine.returncode, errors) == (0, "")
    assert {"net-1 : terminé", "net-2 : terminé", "slow : terminé"} <= set(out.splitlines())
    assert is_over(pid)
    assert [result.id for result in read_results(results)] == ["net-1", "net-2", "slow"]
    # Where it was trained, nothing is left.
    assert [list(place.glob("build/smoke/results/*")) for place in places] == [[], []]
    # As if it had been trained here.
    status = project.run("status", "--profile", "smoke")
    assert (status.returncode, status.stdout.count("à jour")) == (0, 3)
    done = project.run(
        "replicate", "--profile", "smoke", "--count", "1", "net-1", "--cluster", workplace.address
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert [path.stem for path in replicate_files(results)] == ["net-1-seed-2"]


def test_an_interruption_ends_what_goes_on_elsewhere(project: ProjectCopy, workplace: Cluster) -> None:
    small(project, model("slow"))
    workplace.add_worker(copy_of(project, "first", "slow"))
    with subprocess.Popen(
        project.command(*RUN, "--cluster", workplace.address),
        cwd=project.root,
        env=project.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        preexec_fn=heed_interruptions,  # noqa: PLW1509 (no thread runs beside)
    ) as engine:
        pid, _ = begun_training(project)
        engine.send_signal(signal.SIGINT)
        _, errors = engine.communicate(timeout=300)
    assert engine.returncode == 130
    assert errors.splitlines() == [
        "Interrompu.",
        "Terminé et enregistré : rien.",
        "Reste à faire : slow. Relancez la même commande pour continuer.",
    ]
    assert is_over(pid)


def test_no_training_goes_on_once_the_scheduler_is_lost(project: ProjectCopy, workplace: Cluster) -> None:
    small(project, model("slow"))
    worker = workplace.add_worker(copy_of(project, "first", "slow"))
    with subprocess.Popen(
        project.command(*RUN, "--cluster", workplace.address),
        cwd=project.root,
        env=project.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as engine:
        pid, _ = begun_training(project)
        workplace.scheduler.kill()
        _, errors = engine.communicate(timeout=300)
    assert is_over(pid)
    assert worker.wait(timeout=300) is not None
    assert engine.returncode == 1
    assert errors.splitlines() == [
        f"Erreur : le cluster {workplace.address} est perdu : son ordonnanceur ne répond plus. Relancez "
        "« dask scheduler ».",
        "Terminé et enregistré : rien.",
        "Reste à faire : slow. Relancez la même commande pour continuer.",
    ]


def test_a_worker_without_the_project_says_so(
    project: ProjectCopy, workplace: Cluster, tmp_path: Path
) -> None:
    small(project, model("net_1"), model("net_2"))
    place = tmp_path / "empty"
    place.mkdir()
    workplace.add_worker(place)
    done = project.run(*RUN, "--cluster", workplace.address)
    assert done.returncode == 1
    failure, _, _ = done.stderr.splitlines()
    assert failure.startswith(("Échec de net-1, net-2 : ", "Échec de net-2, net-1 : "))
    assert failure.endswith(
        f", {place} : le code du projet manque à ce worker (No module named 'experiments'). Lancez "
        "« dask worker » depuis une copie à jour du projet, avec le Python de son .venv."
    )


@pytest.mark.parametrize("address", ["nowhere", "127.0.0.1:1", "tcp://127.0.0.1:1"])
def test_a_cluster_that_does_not_answer_is_said(project: ProjectCopy, address: str) -> None:
    small(project, model("net_1"))
    done = project.run(*RUN, "--cluster", address)
    first, *others = done.stderr.splitlines()
    assert done.returncode == 1
    assert first.startswith(f"Erreur : le cluster {address} ne répond pas (")
    assert first.endswith("). Vérifiez l’adresse de « dask scheduler ».")
    assert others == [
        "Terminé et enregistré : rien.",
        "Reste à faire : net-1. Relancez la même commande pour continuer.",
    ]
