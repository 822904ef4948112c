"""Whatever an experiment, a signal or another command does, nothing is lost, done twice or left running."""

import errno
import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from experiments.results.files import read_results
from tests.conftest import Mount
from tests.experiments.processes import is_over
from tests.experiments.project_copy import ProjectCopy
from tests.experiments.small_models import HEAD, model, small
from tests.experiments.test_trainings import without_time
from tests.interruptions import heed_interruptions

pytestmark = pytest.mark.training

STARTED = 'print("parti", os.getpid(), flush=True); '
SLEEPS = STARTED + "time.sleep(600)"
SPINS = STARTED + "\n    while True:\n        pass"
DEAF = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); " + SLEEPS
RUN = ("run", "--profile", "smoke")
EXITED = (
    "le processus s’est arrêté sans écrire de résultat (code de sortie 0). Si le code du modèle appelle "
    "exit() ou os._exit(), enlevez cet appel (autres messages dans build/logs/{}.log)"
)


def test_whatever_an_experiment_does_the_others_are_trained(project: ProjectCopy) -> None:
    results = small(
        project,
        model("pretends", before="print(chr(30) + '[\"written\"]', flush=True); os._exit(0)"),
        model("closes", before="print(chr(30) + '[\"finish\", null]'); os.close(1); os.close(0)"),
    )
    text = HEAD.replace("import keras\n", "import sys\n\nsys.exit(0)\n\nimport keras\n", 1) + model("quits")
    project.write("experiments/leaving.py", text)
    project.write("experiments/dying.py", HEAD.replace("import keras\n", "os._exit(0)\n", 1) + model("dies"))
    project.write("experiments/mlp.v2.py", HEAD + model("dotted"))
    project.write("experiments/raising.py", HEAD + model("raises").replace("=50", "=1 // 0"))
    done = project.run(*RUN, "--jobs", "2")
    assert done.returncode == 1
    errors = done.stderr.splitlines()
    assert [line.split(",")[0].split(" : ")[1] for line in errors[:2]] == ["mlp.v2.py", "raising.py"]
    line = 1 + text.splitlines().index("sys.exit(0)")
    assert set(errors[2:-2]) == {
        f"Échec de quits : leaving.py, ligne {line} : la fonction a appelé exit() : enlevez cet appel.",
        f"Échec de pretends : {EXITED.format('pretends')}",
        f"Échec de dies : {EXITED.format('dies')}",
    }
    assert errors[-2] == "Terminé et enregistré : closes."
    names = errors[-1].removeprefix("Reste à faire : ")
    assert set(names.removesuffix(". Relancez la même commande pour continuer.").split(", ")) == {
        *("quits", "pretends", "dies"),
    }
    assert [result.id for result in read_results(results)] == ["closes"]
    assert {'pretends : ["written"]', 'closes : ["finish", null]'} <= {
        line.replace(chr(30), "") for line in done.stdout.split("\n")
    }


@contextmanager
def started(
    project: ProjectCopy, *command: str, **variables: str
) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """Run a command until its model says which process it is in."""
    process = subprocess.Popen(
        command,
        cwd=project.root,
        env={**project.environment, **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
        preexec_fn=heed_interruptions,  # noqa: PLW1509 (no thread runs beside)
    )
    with process:
        assert process.stdout is not None
        worker = next(int(line.split()[-1]) for line in process.stdout if "parti" in line)
        yield process, worker


@pytest.mark.parametrize(
    ("number", "before"), [(signal.SIGTERM, SPINS), (signal.SIGHUP, SLEEPS), (signal.SIGINT, DEAF)]
)
def test_a_signal_ends_everything_and_says_what_remains(
    project: ProjectCopy, number: signal.Signals, before: str
) -> None:
    small(project, model("slow", before=before), model("later"))
    with started(project, *project.command(*RUN, "--jobs", "1")) as (process, worker):
        process.send_signal(number)
        assert process.stderr is not None
        errors = process.stderr.read()
    assert process.returncode == 130
    assert errors.splitlines() == [
        "Interrompu.",
        "Terminé et enregistré : rien.",
        "Reste à faire : slow, later. Relancez la même commande pour continuer.",
    ]
    assert is_over(worker)


def test_no_worker_outlives_a_command_that_is_killed(project: ProjectCopy) -> None:
    small(project, model("slow", before=SPINS))
    with started(project, *project.command(*RUN)) as (process, worker):
        process.kill()
    assert is_over(worker)


def test_a_command_stops_with_the_make_that_started_it(project: ProjectCopy) -> None:
    small(project, model("slow", before=SLEEPS))
    command = " ".join(project.command(*RUN))
    project.write("Makefile", f"report:\n\t@{command} || {{ code=$$?; exit $$code; }}\n")
    with started(project, "make", "report") as (process, worker):
        process.terminate()
        assert process.stderr is not None
        assert "Reste à faire : slow." in process.stderr.read()
    assert is_over(worker)


@pytest.mark.parametrize("backend", ["tensorflow", "jax"])
def test_a_training_that_is_killed_is_taken_up_and_gives_the_same_result(
    project: ProjectCopy, backend: str
) -> None:
    results = small(project, model("net_1").replace("epochs=9", f'epochs=9, backend="{backend}"'))
    # Killed once, in its second epoch. The code is the same for all the trainings compared.
    project.edit(
        "experiments/training/checkpoint.py",
        '        about = {"key"',
        '        if len(progress.history["loss"]) == 2 and not Path("killed").exists():\n'
        '            Path("killed").touch()\n'
        "            __import__('os').kill(__import__('os').getpid(), 9)\n"
        '        about = {"key"',
    )
    done = project.run(*RUN)
    assert (done.returncode, list(results.glob("*.json"))) == (1, [])
    checkpoints = project.root / "build" / "checkpoints" / "smoke"
    assert [path.name for path in checkpoints.iterdir()] == ["net-1.npz"]
    done = project.run(*RUN)
    assert (done.returncode, done.stderr) == (0, "")
    assert "net-1 : Reprise après l’époque 1/2." in done.stdout.splitlines()
    assert [line.split(",")[0] for line in done.stdout.splitlines() if " : époque" in line] == [
        "net-1 : époque 2/2"
    ]
    resumed = without_time(results / "net-1.json")
    assert list(checkpoints.iterdir()) == []
    done = project.run(*RUN, "--force")
    assert (done.returncode, "Reprise" in done.stdout) == (0, False)
    assert without_time(results / "net-1.json") == resumed
    assert resumed["training"]["backend"] == backend
    assert backend in resumed["provenance"]["libraries"]


def test_two_commands_at_once_train_nothing_twice(project: ProjectCopy) -> None:
    results = small(project, model("net_1", before=STARTED + "time.sleep(3)"))
    with started(project, *project.command(*RUN)) as (process, _):
        second = project.run(*RUN)
        assert process.wait(timeout=5) == 0
    assert (second.returncode, second.stderr) == (0, "")
    assert second.stdout == (
        f"Une autre commande travaille déjà dans ce dossier (processus {process.pid}) : attente de sa fin.\n"
    )
    assert [result.id for result in read_results(results)] == ["net-1"]


def test_a_disk_that_is_full_while_it_trains_costs_no_result(project: ProjectCopy, mount: Mount) -> None:
    imported = "from experiments.data.mnist_hog import MnistHog\n"
    described = model("net_1").replace("MnistVectors()", "MnistHog(orientations=8, pixels_per_cell=7)")
    results = small(project, imported, described.replace("shape=(784,)", "shape=(128,)"))
    kept, cache = (mount(project.root / "build" / name, 8) for name in ("checkpoints", "cache"))
    done = project.run(*RUN)
    full = os.strerror(errno.ENOSPC)
    assert (done.returncode, done.stderr) == (0, "")
    assert {
        f"net-1 : Le point de reprise {kept}/smoke/net-1.npz n’a pas pu être écrit ({full}) : l’entraînement "
        "continue, mais s’il est interrompu il recommencera.",
        f"net-1 : Le cache {cache}/hog n’a pas pu être écrit ({full})\u202f; le calcul sera à refaire.",
        "net-1 : terminé",
    } <= set(done.stdout.splitlines())
    assert [result.id for result in read_results(results)] == ["net-1"]
