"""Files and folders without the rights that a command needs: it is said, and nothing vanishes."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.experiments.processes import without_privileges
from tests.experiments.project_copy import ProjectCopy
from tests.experiments.small_models import model, small

pytestmark = pytest.mark.project

DENIED = os.strerror(errno.EACCES)
NONE, READ_ONLY = 0o000, 0o555


@contextmanager
def mode(path: Path, bits: int) -> Iterator[None]:
    """Give a file or a folder other rights, and back those it had: what is temporary must be removed."""
    before = path.stat().st_mode
    path.chmod(bits)
    try:
        yield
    finally:
        path.chmod(before)


@pytest.fixture
def nets(project: ProjectCopy) -> ProjectCopy:
    """Two small models with their results and a replicate each, for someone without privileges."""
    small(project, model("net_1"), model("net_2"))
    project.freeze()
    for name in ("net-1", "net-2"):
        project.freeze_replicates(name, 2)
    project.before = without_privileges()
    return project


def contents(project: ProjectCopy) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in project.results.rglob("*.json")}


@pytest.mark.parametrize("name", ["results", "results/replicates"])
@pytest.mark.parametrize("command", ["status", "list", "run", "replicate", "figures"])
def test_results_that_cannot_be_listed_do_not_vanish(nets: ProjectCopy, name: str, command: str) -> None:
    before = contents(nets)
    folder = nets.root / name
    with mode(folder, NONE):
        done = nets.run(command)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"Erreur : {folder} : la lecture a échoué ({DENIED}), un dossier lisible est attendu. Vérifiez ses "
        f"droits (« chmod u+rwx {folder} »), ou déplacez ce qui porte ce nom.\n"
    )
    assert contents(nets) == before


def test_a_result_that_cannot_be_opened_is_named_and_hides_no_other(nets: ProjectCopy) -> None:
    path = nets.results / "net-1.json"
    with mode(path, NONE):
        status, figures = nets.run("status"), nets.run("figures")
    why = f"results/net-1.json : la lecture a échoué ({DENIED}), un fichier lisible est attendu. "
    first, second = status.stdout.splitlines()
    assert (status.returncode, status.stderr) == (1, "")
    assert first.startswith(f"net-1  illisible : {why}")
    assert second == "net-2  à jour (1 réplique)"
    assert (figures.returncode, figures.stderr.splitlines()[0][: len(why) + 9]) == (1, f"Erreur : {why}")
    assert list((nets.results / "figures" / "net-2").glob("*.svg"))


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        (
            "results",
            ("run",),
            "{folder} : l’écriture a échoué ({reason}). Rien n’a été entraîné. Vérifiez la place libre et "
            "les droits du dossier, puis relancez la commande.",
        ),
        (
            "results/replicates",
            ("replicate", "net-2", "--count", "2"),
            "{folder} : l’écriture a échoué ({reason}). Rien n’a été entraîné. Vérifiez la place libre et "
            "les droits du dossier, puis relancez la commande.",
        ),
        (
            "results",
            ("figures",),
            "results/figures/net-1/confusion.csv : l’écriture de la figure a échoué ({reason}). Vérifiez la "
            "place libre, les droits du dossier et qu’aucun dossier ne porte ce nom, puis relancez "
            "« python -m experiments figures ».",
        ),
        *(
            (
                "build",
                (command,),
                "{folder}/training.lock ne peut pas être écrit ({reason}). Vérifiez les droits du dossier et "
                "la place libre, puis relancez la commande.",
            )
            for command in ("run", "replicate", "figures", "verify")
        ),
    ],
)
def test_a_folder_that_cannot_be_written_is_said_before_any_work(
    nets: ProjectCopy, name: str, arguments: tuple[str, ...], said: str
) -> None:
    nets.edit("experiments/small.py", "Dense(10", "Dense(10, use_bias=False")
    (nets.root / "build").mkdir()
    before = contents(nets)
    with mode(nets.root / name, READ_ONLY):
        done = nets.run(*arguments)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"Erreur : {said.format(folder=nets.root / name, reason=DENIED)}\n"
    assert contents(nets) == before


def test_what_only_reads_needs_no_right_to_write(nets: ProjectCopy) -> None:
    (nets.root / "build").mkdir()
    with (
        mode(nets.root / "build", READ_ONLY),
        mode(nets.results, READ_ONLY),
        mode(nets.root / "data", READ_ONLY),
    ):
        for command in ("status", "list"):
            done = nets.run(command)
            assert (done.returncode, done.stderr) == (0, "")
    with mode(nets.root / "data", READ_ONLY):
        done = nets.run("run")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def copied(archive: Path) -> Path:
    """Put a file in the place of a link."""
    content = archive.read_bytes()
    archive.unlink()
    archive.write_bytes(content)
    return archive


@pytest.mark.parametrize(
    ("unreadable", "said"),
    [
        (
            lambda project: copied(project.archive),
            "données de net-1, net-2 : {path} : la lecture a échoué ({reason}), un fichier lisible est "
            "attendu. Vérifiez ses droits, ou remplacez-le par l’original.",
        ),
        (
            lambda project: project.root / "experiments" / "small.py",
            "small.py ne peut pas être lu ({reason}). Vérifiez ses droits, ou retirez-le.",
        ),
    ],
    ids=["data", "experiments"],
)
def test_what_cannot_be_opened_is_said_once_and_loses_nothing(
    nets: ProjectCopy, unreadable: Callable[[ProjectCopy], Path], said: str
) -> None:
    path = unreadable(nets)
    before = contents(nets)
    with mode(path, NONE):
        for arguments in (("status",), ("run",), ("run", "--force")):
            done = nets.run(*arguments)
            assert done.returncode == 1
            assert done.stderr == f"Erreur : {said.format(path=path, reason=DENIED)}\n"
    assert contents(nets) == before
    assert not (nets.root / "build" / "logs").exists()
