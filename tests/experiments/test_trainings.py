"""Trainings from the command line: failures and interruptions lose nothing, and numbers come back."""

import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from experiments.engine.messenger import MARK, new_mark
from experiments.figures.files import kept_plots
from experiments.results.files import read_replicate, read_result, read_results
from experiments.results.replicate import replicate_files, replicate_path
from experiments.results.replication import Replication, replicates_of
from experiments.results.weights import read_weights, training_fingerprint
from tests.experiments.project_copy import ProjectCopy
from tests.experiments.small_models import model, small
from tests.interruptions import heed_interruptions

pytestmark = pytest.mark.training


def test_a_failure_loses_no_other_experiment(project: ProjectCopy) -> None:
    results = small(
        project,
        model("raises", before='raise ValueError("forme\\n\\nautre ligne")'),
        model("prints", before='print("bonjour"); print("sans fin de ligne", end="")'),
        model("killed", before="os.kill(os.getpid(), 9)"),
        model("diverges", rate="1e38"),
        model("unfit", activation="relu", loss="crosentropy"),
        model("good"),
    )
    done = project.run("run", "--profile", "smoke", "--jobs", "2")
    assert done.returncode == 1
    source = (project.root / "experiments/small.py").read_text(encoding="utf-8").splitlines()
    line = 1 + next(number for number, text in enumerate(source) if "raise ValueError" in text)
    *failures, finished, remaining = done.stderr.splitlines()
    assert set(failures) == {
        f"Échec de raises : small.py, ligne {line} : la construction du modèle échoue "
        "(ValueError : « forme »). Corrigez cette fonction.",
        "Échec de unfit : Keras ne connaît pas la perte 'crosentropy' : vérifiez son nom, ou écrivez "
        'loss="categorical_crossentropy".',
        "Échec de killed : arrêté par le signal 9 (mémoire épuisée ou arrêt forcé ?)",
        "Échec de diverges : L’entraînement diverge : la perte n’est plus un nombre fini à l’époque 1. "
        "Réduisez le taux d’apprentissage ou vérifiez la fonction de perte.",
    }
    assert finished in {"Terminé et enregistré : good, prints.", "Terminé et enregistré : prints, good."}
    names = remaining.removeprefix("Reste à faire : ").removesuffix(
        ". Relancez la même commande pour continuer."
    )
    assert set(names.split(", ")) == {"raises", "killed", "diverges", "unfit"}
    # Piped, the progress is plain lines.
    assert "\x1b" not in done.stdout
    assert {"prints : bonjour", "prints : sans fin de ligne", "good : terminé"} <= set(
        done.stdout.splitlines()
    )
    epochs = [line for line in done.stdout.splitlines() if line.startswith("good : époque")]
    assert [line.split(",")[0] for line in epochs] == ["good : époque 1/2", "good : époque 2/2"]
    assert all("reste environ" in line for line in epochs)
    # The trial has its own place, and every result in it can be trusted.
    assert [result.id for result in read_results(results)] == ["prints", "good"]
    assert {result.profile for result in read_results(results)} == {"smoke"}
    # Their weights and their plots come with them.
    for result in read_results(results):
        kept = read_weights(results, result.id, training_fingerprint(result))
        assert list(kept.arrays) == ["dense/0", "dense/1", "examples"]
    assert {(owner, name) for owner, name, _ in kept_plots(results)} == {
        (owner, name)
        for owner in ("prints", "good")
        for name in ("confusion", "historique-exactitude", "historique-perte")
    }
    assert list(results.glob(".*")) == []
    assert not project.results.exists()


PAUSE = 'print("parti", os.getpid(), flush=True); time.sleep(600)'


def interrupted(project: ProjectCopy, moment: str, *arguments: str) -> tuple[str, int, list[str]]:
    """Interrupt a command once it says something; return that line, its exit code and its errors."""
    process = subprocess.Popen(
        project.command(*arguments),
        cwd=project.root,
        env=project.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
        preexec_fn=heed_interruptions,  # noqa: PLW1509 (no thread runs beside)
    )
    with process:
        assert process.stdout is not None and process.stderr is not None
        said = next(line for line in process.stdout if moment in line)
        os.killpg(process.pid, signal.SIGINT)
        errors = process.stderr.read()
    return said, process.returncode, errors.splitlines()


def test_an_interruption_keeps_what_is_done(project: ProjectCopy) -> None:
    results = small(project, model("good"), model("slow", before=PAUSE), model("later"))
    said, code, errors = interrupted(project, "slow : parti", "run", "--profile", "smoke", "--jobs", "1")
    assert code == 130
    assert errors == [
        "Interrompu.",
        "Terminé et enregistré : good.",
        "Reste à faire : slow, later. Relancez la même commande pour continuer.",
    ]
    assert [result.id for result in read_results(results)] == ["good"]
    with pytest.raises(ProcessLookupError):
        os.kill(int(said.split()[-1]), 0)


def test_what_was_forced_before_an_interruption_is_not_done_again(project: ProjectCopy) -> None:
    results = small(project, model("good"), model("slow", before=PAUSE))
    project.freeze("smoke")
    _, code, _ = interrupted(project, "slow : parti", "run", "--profile", "smoke", "--force", "--jobs", "1")
    assert code == 130
    done = (results / "good.json").read_bytes()
    project.edit("experiments/small.py", PAUSE, "pass")
    again = project.run("run", "--profile", "smoke", "--force")
    assert (again.returncode, again.stderr) == (0, "")
    said = again.stdout.splitlines()
    assert said[0] == "good : déjà réentraîné par la même commande, qui n’était pas allée au bout."
    assert said[1].startswith("À entraîner : slow, environ ")
    assert (results / "good.json").read_bytes() == done
    assert "À entraîner : good, " in project.run("run", "--profile", "smoke", "--force", "good").stdout


def test_an_interruption_keeps_the_replicates_that_are_done(project: ProjectCopy) -> None:
    results = small(project, model("good"), model("slow", before=PAUSE), model("later"))
    project.freeze("smoke")
    before = {path: path.read_bytes() for path in results.glob("*.json")}
    said, code, errors = interrupted(
        project, "slow, graine 2 : parti", "replicate", "--count", "1", "--profile", "smoke", "--jobs", "1"
    )
    assert code == 130
    assert errors == [
        "Interrompu.",
        "Terminé et enregistré : good (graine 2).",
        "Reste à faire : slow (graine 2), later (graine 2). Relancez la même commande pour continuer.",
    ]
    assert replicate_files(results) == [replicate_path(results, "good", 2)]
    assert {path: path.read_bytes() for path in results.glob("*.json")} == before
    with pytest.raises(ProcessLookupError):
        os.kill(int(said.split()[-1]), 0)


def on_a_terminal(project: ProjectCopy, *arguments: str) -> tuple[int, str]:
    """Run a command whose output is a terminal; return its exit code and what the terminal received."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        project.command(*arguments),
        cwd=project.root,
        env={**project.environment, "TERM": "xterm", "COLUMNS": "120"},
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    received = bytearray()
    with process, open(ours, "rb", buffering=0) as terminal:
        while True:
            try:
                received += terminal.read(4096)
            except OSError:  # Linux's way of saying that the other end was closed
                break
    return process.returncode, received.decode("utf-8")


def without_time(path: Path) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    for name in ("seconds", "produced_at"):
        del record["provenance"][name]
    del record["digest"]  # which tells the times too
    return record


def test_a_result_can_be_made_again(project: ProjectCopy) -> None:
    results = small(project, model("net_1"))
    assert project.run("run", "--profile", "smoke").returncode == 0
    first = without_time(results / "net-1.json")
    made = (results / "net-1.json").stat().st_mtime_ns
    assert project.run("status", "--profile", "smoke").returncode == 0
    assert project.run("run", "--profile", "smoke").stdout == ""
    assert (results / "net-1.json").stat().st_mtime_ns == made

    # Keras as someone else set it up in the same account must not change a number.
    home = project.root / "home"
    home.mkdir()
    (home / "keras.json").write_text(json.dumps({"floatx": "float64", "backend": "jax"}), encoding="utf-8")
    project.environment |= {"KERAS_HOME": str(home), "KERAS_MAX_EPOCHS": "1"}
    time.sleep(0.01)
    code, shown = on_a_terminal(project, "run", "--profile", "smoke", "--force")
    assert code == 0
    assert "Ensemble" in shown and "net-1, époque 2/2" in shown and "100 %" in shown
    assert "\x1b[" in shown
    assert (results / "net-1.json").stat().st_mtime_ns > made
    assert without_time(results / "net-1.json") == first


def test_no_number_depends_on_what_goes_on_beside_or_went_before(project: ProjectCopy) -> None:
    def convolution(name: str) -> str:
        layers = 'Dense(10, activation="softmax")'
        more = 'keras.layers.Reshape((28, 28, 1)), keras.layers.Conv2D(9, 5, activation="relu")'
        return model(name).replace(
            f"model.add({layers})",
            f"for layer in ({more}, keras.layers.Flatten(), {layers}):\n        model.add(layer)",
        )

    results = small(project, model("dense"), convolution("net_1"), convolution("net_2"))
    command = ("run", "--profile", "smoke", "--jobs")
    assert project.run(*command, "3").returncode == 0
    together = {path.name: without_time(path) for path in results.glob("*.json")}
    assert len(together) == 3
    # The same, by itself in a process that has imported everything itself.
    alone = subprocess.Popen(
        [sys.executable, "-m", "experiments.engine.start", "net-2", "smoke"],
        cwd=project.root,
        env={**project.environment, MARK: new_mark()},
        stdin=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    with alone:
        assert alone.stdout is not None
        alone.stdout.read()
    assert alone.returncode == 0
    assert without_time(results / "net-2.json") == together["net-2.json"]


def test_a_seed_gives_the_same_numbers_wherever_it_is_used(project: ProjectCopy) -> None:
    results = small(project, model("net_1"))
    assert project.run("run", "--profile", "smoke").returncode == 0
    done = project.run("replicate", "--profile", "smoke", "--count", "2", "--jobs", "2")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("À entraîner : net-1 (graines 2, 3), environ ")
    second, third = (read_replicate(replicate_path(results, "net-1", seed)) for seed in (2, 3))
    assert second.evaluation["test"].predictions != third.evaluation["test"].predictions
    assert second.evaluation["test"].labels == third.evaluation["test"].labels
    frozen = read_result(results / "net-1.json")
    assert replicates_of(frozen, results) == Replication((second, third), (), {})
    assert project.run("replicate", "--profile", "smoke", "--count", "2").stdout == ""

    # The seed of a replicate becomes that of the model: same numbers, and one replicate less.
    project.edit("experiments/small.py", "epochs=9", "epochs=9, seed=2")
    assert project.run("run", "--profile", "smoke").returncode == 0
    trained = read_result(results / "net-1.json")
    assert {split: trained.evaluation[split] for split in second.evaluation} == second.evaluation
    assert trained.provenance.components == second.provenance.components
    assert replicates_of(trained, results) == Replication(
        (third,), (replicate_path(results, "net-1", 2),), {}
    )
    done = project.run("replicate", "--profile", "smoke", "--count", "1")
    assert done.stdout.startswith("net-1-seed-2 : réplique inutilisable, déplacée dans ")
    assert replicate_files(results) == [replicate_path(results, "net-1", 3)]

    # Another model leaves them all behind.
    project.edit("experiments/small.py", "Dense(10", "Dense(10, use_bias=False")
    project.freeze("smoke")
    status = project.run("status", "--profile", "smoke")
    assert status.stdout == "net-1  à jour (1 réplique périmée : make replicates)\n"
