"""``make`` installs once what its targets need, sees what became of it, and repairs it."""

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.installation.make_project import MakeProject

pytestmark = pytest.mark.project

SITE = "Installation de ce qui construit le rapport…\n"
TRAINING = "Installation de ce qui entraîne les modèles (quelques minutes la première fois)…\n"
COMPLETE = "Tout ce que nomme requirements/training.txt est installé.\n"


def spoilt(*packages: str) -> str:
    return f"L’environnement .venv est abîmé ({', '.join(packages)}) : il est refait.\n"


def test_nothing_is_done_when_all_is_there(project: MakeProject) -> None:
    shutil.rmtree(project.wheels)  # nothing can come from anywhere
    assert project.make("with-site") == (0, "", "")
    assert project.make("with-training") == (0, "", "")
    assert project.make("environnement") == (0, COMPLETE, "")
    assert (project.holds("net"), project.holds("train"), project.holds("check")) == (
        "net 1.0",
        "train 1.0",
        None,
    )


def test_a_change_of_the_lock_is_installed_with_all_that_was_there(project: MakeProject) -> None:
    net = project.wheel("net", "2.0")
    project.lock("site", net)
    project.lock("training", net + project.wheel("train", "1.0"))
    assert project.make("with-site") == (0, TRAINING, "")
    assert (project.holds("net"), project.holds("train")) == ("net 2.0", "train 1.0")
    assert project.make("with-site") == (0, "", "")


@pytest.mark.parametrize("target", ["with-site", "with-training", "environnement"])
def test_another_version_installed_by_hand_is_replaced(project: MakeProject, target: str) -> None:
    project.wheel("train", "0.9")
    project.wheel("extra", "1.0")
    project.pip("install", "train==0.9", "extra")
    assert project.holds("train") == "train 0.9"
    assert project.make(target) == (0, TRAINING + COMPLETE * (target == "environnement"), "")
    assert (project.holds("train"), project.holds("extra")) == ("train 1.0", "extra 1.0")


def same_files(project: MakeProject) -> None:
    project.wheel("train_gpu", "1.0", module="train")
    project.pip("install", "train_gpu")
    assert project.holds("train") == "train_gpu 1.0"


def same_files_gone(project: MakeProject) -> None:
    same_files(project)
    project.pip("uninstall", "--yes", "train_gpu")
    assert project.holds("train") is None


def a_file_gone(project: MakeProject) -> None:
    (project.packages / "train/__init__.py").unlink()


def half_installed(project: MakeProject) -> None:
    (project.root / ".venv/installed.json").unlink()
    (project.packages / "train-1.0.dist-info/RECORD").unlink()
    (project.packages / "train/__init__.py").unlink()


@pytest.mark.parametrize("damage", [same_files, same_files_gone, a_file_gone, half_installed])
def test_a_damaged_package_is_repaired(project: MakeProject, damage: Callable[[MakeProject], None]) -> None:
    damage(project)
    assert project.make("environnement") == (0, TRAINING + spoilt("train-1.0") + COMPLETE, "")
    assert (project.holds("net"), project.holds("train")) == ("net 1.0", "train 1.0")
    assert project.make("environnement") == (0, COMPLETE, "")


def test_a_file_changed_in_place_is_repaired_though_the_cache_has_it_too(project: MakeProject) -> None:
    path = project.packages / "train/__init__.py"
    assert path.stat().st_nlink > 1
    path.write_text("IS = 'something else entirely'\n")
    assert project.make("environnement") == (0, TRAINING + spoilt("train-1.0") + COMPLETE, "")
    assert project.holds("train") == "train 1.0"


def python_gone(venv: Path) -> None:
    (venv / "bin/python").unlink()
    (venv / "bin/python").symlink_to("/nowhere/python")


def python_not_starting(venv: Path) -> None:
    (venv / "bin/python").unlink()
    (venv / "bin/python").write_text("#!/bin/sh\nexit 1\n")
    (venv / "bin/python").chmod(0o755)


def only_begun(venv: Path) -> None:
    shutil.rmtree(venv)
    venv.mkdir()


@pytest.mark.parametrize("damage", [python_gone, python_not_starting, only_begun])
def test_a_venv_that_does_not_start_is_made_again(
    project: MakeProject, damage: Callable[[Path], None]
) -> None:
    damage(project.root / ".venv")
    code, out, err = project.make("with-site")
    assert (code, err) == (0, "")
    assert out in (SITE, TRAINING)
    assert project.holds("net") == "net 1.0"


def test_a_venv_elsewhere_is_not_emptied(project: MakeProject) -> None:
    shared = project.root.with_name("shared")
    (project.root / ".venv").rename(shared)
    (project.root / ".venv").symlink_to(shared)
    assert project.make("environnement") == (0, COMPLETE, "")
    a_file_gone(project)
    assert project.make("environnement") == (0, TRAINING + spoilt("train-1.0") + COMPLETE, "")
    assert not (project.root / ".venv").is_symlink()
    assert (shared / "bin/python").exists()


def test_what_cannot_be_installed_is_said_and_nothing_is_lost(project: MakeProject) -> None:
    project.lock("training", "net==3.0 --hash=sha256:" + "0" * 64)
    code, out, err = project.make("environnement")
    assert (code, out) == (2, TRAINING)
    assert (
        "uv n’a pas pu installer ce que nomme requirements/training.txt : sa raison est ci-dessus. Vérifiez "
        "la connexion et la place libre sur le disque, puis relancez la même commande.\n"
    ) in err
    assert project.holds("train") == "train 1.0"


def test_uv_that_cannot_be_installed_is_said(bare: MakeProject) -> None:
    code, out, err = bare.make("with-site", PIP_FIND_LINKS=str(bare.root))
    assert (code, out) == (2, SITE)
    assert (
        "uv, qui installe tout le reste, n’a pas pu être installé : pip n’a pas obtenu ce que nomme "
        "requirements/uv.txt, sa raison est ci-dessus. Vérifiez la connexion et ce que dit "
        "« .venv/bin/python -m pip config list », puis relancez la même commande.\n"
    ) in err


def test_a_package_that_is_not_the_locked_one_is_refused(bare: MakeProject) -> None:
    bare.wheel("net", "1.0", module="stolen")
    code, _, err = bare.make("with-site")
    assert code == 2
    assert "Hash mismatch for `net==1.0`" in err
    assert bare.holds("stolen") is None


def test_one_installs_at_a_time(project: MakeProject) -> None:
    project.lock("site", project.wheel("net", "2.0"))
    project.lock("training", project.wheel("net", "2.0"))
    folder = os.open(project.root / "requirements", os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)
    process = project.start("with-site")
    assert process.stdout is not None
    assert (
        process.stdout.readline() == "Une autre commande installe déjà dans ce dossier : attente de sa fin…\n"
    )
    assert project.holds("net") == "net 1.0"
    os.close(folder)
    assert process.communicate(timeout=300) == (TRAINING, "")
    assert project.holds("net") == "net 2.0"
