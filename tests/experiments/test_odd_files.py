"""Files that the project never writes: none is waited for, none stops what has nothing to do with it."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.experiments.project_copy import ProjectCopy
from tests.experiments.small_models import model, small

pytestmark = pytest.mark.project


def a_pipe(path: Path) -> None:
    os.mkfifo(path)


def a_folder(path: Path) -> None:
    path.mkdir()


def a_broken_link(path: Path) -> None:
    path.symlink_to("nowhere")


def a_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def deep(path: Path) -> None:
    path.write_text("[" * 100_000, encoding="utf-8")


def huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(2**36)  # with nothing in it: no disk could hold it


Make = Callable[[Path], None]


@pytest.fixture
def nets(project: ProjectCopy) -> ProjectCopy:
    small(project, model("net_1"), model("net_2"))
    project.freeze()
    return project


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (a_pipe, "la lecture a échoué (c’est un tube ou un périphérique)"),
        (a_device, "la lecture a échoué (c’est un tube ou un périphérique)"),
        (a_folder, "la lecture a échoué (Is a directory)"),
        (huge, "la lecture a échoué (plus de 64 Mio)"),
        (deep, "ce n’est pas du JSON valide"),
    ],
)
def test_in_the_place_of_a_result(nets: ProjectCopy, make: Make, said: str) -> None:
    path = nets.results / "net-1.json"
    path.unlink()
    make(path)
    status, figures = nets.run("status"), nets.run("figures")
    first, second = status.stdout.splitlines()
    assert (status.returncode, status.stderr) == (1, "")
    assert first.startswith(f"net-1  illisible : results/net-1.json : {said}")
    assert second == "net-2  à jour"
    assert figures.returncode == 1
    assert figures.stderr.startswith(f"Erreur : results/net-1.json : {said}")
    assert list((nets.results / "figures" / "net-2").glob("*.svg"))


def test_in_the_place_of_a_replicate(nets: ProjectCopy) -> None:
    nets.freeze_replicates("net-1", 2)
    a_pipe(nets.results / "replicates" / "net-1-seed-3.json")
    done = nets.run("status")
    assert done.returncode == 1
    assert done.stdout.splitlines()[0].startswith(
        "net-1  à jour (1 réplique) (réplique illisible : results/replicates/net-1-seed-3.json : la lecture "
    )


@pytest.mark.parametrize("make", [a_pipe, a_device, a_folder, a_broken_link])
def test_among_the_experiments(nets: ProjectCopy, make: Make) -> None:
    make(nets.root / "experiments" / "odd.py")
    for command in ("status", "list", "run"):
        done = nets.run(command)
        assert done.returncode == 1
        assert done.stderr == (
            "Erreur : odd.py n’est pas un fichier mais un dossier, un lien rompu, un tube ou un "
            "périphérique. Retirez-le ou donnez-lui un autre nom.\n"
        )
        assert command == "run" or "net-1" in done.stdout


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("\0", "source code string cannot contain null bytes"),
        (f"x = {'+'.join('1' * 20_000)}\n", "maximum recursion depth exceeded"),
    ],
)
def test_what_python_cannot_parse(nets: ProjectCopy, text: str, why: str) -> None:
    nets.write("experiments/odd.py", text)
    done = nets.run("status")
    assert (done.returncode, done.stdout) == (1, "net-1  à jour\nnet-2  à jour\n")
    (line,) = done.stderr.splitlines()
    assert line.startswith("Erreur : odd.py") and "ce n’est pas du Python valide (" in line and why in line


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (
            a_pipe,
            "n’est pas un fichier ordinaire mais un tube ou un périphérique. Retirez-le ou remplacez-le par "
            "l’original.",
        ),
        (
            a_folder,
            ": la lecture a échoué (Is a directory), un fichier lisible est attendu. Vérifiez ses droits, "
            "ou remplacez-le par l’original.",
        ),
    ],
)
def test_in_the_place_of_the_data(nets: ProjectCopy, make: Make, said: str) -> None:
    nets.archive.unlink()
    make(nets.archive)
    for arguments in (("status",), ("run",), ("run", "--force")):
        done = nets.run(*arguments)
        assert done.returncode == 1
        assert done.stderr == f"Erreur : données de net-1, net-2 : {nets.archive} {said}\n"
