"""``python -m experiments verify`` in a copy of the project: it trains for real, and touches no result."""

import signal
from pathlib import Path

import pytest

from tests.experiments.processes import is_over
from tests.experiments.project_copy import ProjectCopy
from tests.experiments.small_models import model, small
from tests.experiments.test_survival import RUN, SPINS, started

VERIFY = ("verify", "--profile", "smoke", "--count", "1", "--seed", "7")


@pytest.mark.training
def test_a_result_that_was_trained_here_comes_out_the_same(project: ProjectCopy, tmp_path: Path) -> None:
    results = small(project, model("net_1"))
    assert project.run(*RUN).returncode == 0
    before = (results / "net-1.json").read_bytes()
    # A store would have the result, and nothing would be trained.
    done = project.run(*VERIFY, LABO_STORE=str(tmp_path / "nowhere"))
    assert (done.returncode, done.stderr) == (0, "")
    first, announced, *epochs, last = done.stdout.splitlines()
    assert first == "Tirage 7 (SEED=7 le refait) : net-1."
    assert announced == "À entraîner : net-1."
    assert "net-1 : terminé" in epochs
    assert last == "net-1 : identique au bit près."
    assert (results / "net-1.json").read_bytes() == before
    assert not (project.root / "build/verification").exists()


@pytest.mark.training
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_nothing_goes_on_training_after_it_is_stopped(project: ProjectCopy, number: signal.Signals) -> None:
    small(project, model("net_1", before=SPINS))
    project.freeze("smoke")
    with started(project, *project.command(*VERIFY)) as (process, worker):
        process.send_signal(number)
        assert process.stderr is not None
        errors = process.stderr.read()
    assert is_over(worker)
    if number is not signal.SIGKILL:
        assert (process.returncode, errors.splitlines()[-1]) == (130, "Interrompu.")


@pytest.mark.project
def test_there_must_be_something_to_verify(project: ProjectCopy) -> None:
    small(project, model("net_1"))
    done = project.run("verify", "net-1")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "net-1 : résultat absent, il ne peut pas être vérifié.\n"
        "Erreur : Aucun résultat à jour à vérifier. Lancez d’abord « make report ».\n"
    )
