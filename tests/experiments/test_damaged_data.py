"""Data that cannot be had: said once, however many models need them, and the others are trained."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from experiments.data.mnist_npz import read_archive
from experiments.errors import DataError
from tests.experiments.data.chest_xray_samples import write_folder
from tests.experiments.project_copy import ProjectCopy
from tests.experiments.small_models import model, small
from tests.experiments.test_shared_results import pretend, trained

pytestmark = pytest.mark.project

IMPORTS = (
    "from experiments.data.chest_xray import ChestXray, ChestXrayByPatient\n"
    "from experiments.data.mnist import MnistImages\n"
    "from experiments.data.mnist_hog import MnistHog\n"
)
DIGITS = ("MnistVectors()", "MnistImages()", "MnistHog(orientations=8, pixels_per_cell=7)")


def on(data: str, name: str) -> str:
    return model(name).replace("MnistVectors()", data)


def cut(archive: Path) -> None:
    content = archive.read_bytes()
    archive.unlink()
    archive.write_bytes(content[: len(content) // 2])


@pytest.mark.parametrize("damage", [cut, Path.unlink])
def test_what_many_models_need_is_tried_once(project: ProjectCopy, damage: Callable[[Path], None]) -> None:
    nets = [on(DIGITS[number % 3], f"net_{number + 1}") for number in range(11)]
    small(project, IMPORTS, *nets)
    damage(project.archive)
    with pytest.raises(DataError) as caught:
        read_archive(project.archive)
    done = project.run("run", "--jobs", "2")
    named = ", ".join(f"net-{number + 1}" for number in range(11))
    failure, finished, remaining = done.stderr.splitlines()
    assert done.returncode == 1
    assert failure == f"Échec de {named} : {caught.value}"
    assert finished == "Terminé et enregistré : rien."
    assert remaining == f"Reste à faire : {named}. Relancez la même commande pour continuer."
    assert done.stdout == f"À entraîner : {named}.\n"
    assert not (project.root / "build" / "logs").exists()


@pytest.fixture
def rays(project: ProjectCopy, tmp_path: Path) -> Path:
    """Return the folder of X-rays of two small models; a third is of other data."""
    small(
        pretend(project),
        IMPORTS,
        on("ChestXray()", "rays_1"),
        on("ChestXrayByPatient()", "rays_2"),
        model("net_1"),
    )
    return write_folder(tmp_path / "rays")


def test_an_image_that_cannot_be_decoded_is_named_and_other_data_are_trained_on(
    project: ProjectCopy, rays: Path
) -> None:
    image = next((rays / "test" / "NORMAL").iterdir())
    content = bytearray(image.read_bytes())
    frame = content.index(b"\xff\xc0")  # marker, length (2 bytes), precision (1), height (2), width (2)
    content[frame + 5 : frame + 9] = (60_000).to_bytes(2, "big") * 2
    image.write_bytes(content)
    done = project.run("run", LABO_CHEST_XRAY=str(rays))
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        f"Échec de rays-1, rays-2 : L’image {image} annonce plus de 80 millions de pixels\u202f; la décoder "
        "épuiserait la mémoire. Remplacez-la par l’original ou retirez-la du dossier.",
        "Terminé et enregistré : net-1.",
        "Reste à faire : rays-1, rays-2. Relancez la même commande pour continuer.",
    ]
    assert {path.stem for path in project.results.glob("*.json")} == {"net-1"}
    # Once it is mended, what was left is done.
    shutil.copy(next(image.parent.glob("NORMAL2*")), image)
    image.write_bytes(image.read_bytes() + b"\0")  # not twice the same file
    assert set(trained(project.run("run", LABO_CHEST_XRAY=str(rays)))) == {"rays-1", "rays-2"}


@pytest.mark.parametrize("frozen", [True, False])
def test_a_variable_that_names_no_data_is_said_once_and_other_data_are_trained_on(
    project: ProjectCopy, rays: Path, frozen: bool
) -> None:
    if frozen:
        project.freeze()
        (project.results / "net-1.json").unlink()
    nowhere = str(project.root / "nowhere")
    said = (
        f"Erreur : données de rays-1, rays-2 : LABO_CHEST_XRAY désigne {nowhere}, qui n’est pas un dossier. "
        "Donnez-lui le dossier qui contient train, val, test, ou retirez cette variable.\n"
    )
    before = {path: path.read_bytes() for path in project.results.glob("rays-*")}
    status = project.run("status", LABO_CHEST_XRAY=nowhere)
    assert (status.returncode, status.stderr) == (1, said)
    assert status.stdout.splitlines()[0].split(maxsplit=1)[1] == (
        "à jour" if frozen else "absent : aucun résultat n’a encore été calculé"
    )
    done = project.run("run", LABO_CHEST_XRAY=nowhere)
    assert (done.returncode, done.stderr) == (1, said)
    assert "net-1 : terminé" in done.stdout.splitlines()
    assert {path: path.read_bytes() for path in project.results.glob("rays-*")} == before
    # Not even by force, nor for replicates.
    for arguments in (("run", "--force", "rays-1"), ("replicate", "rays-1")):
        done = project.run(*arguments, LABO_CHEST_XRAY=nowhere)
        assert (done.returncode, done.stderr.splitlines()[0]) == (
            1,
            said.replace(", rays-2 :", " :").rstrip(),
        )
        assert done.stdout == ""


def test_data_that_were_trained_on_are_not_tried_again(project: ProjectCopy) -> None:
    small(pretend(project), model("net_1"))
    project.freeze()
    # Loading would fail, and nothing loads them but a training, here a pretended one.
    project.edit(
        "experiments/data/mnist.py",
        "        return reshape_inputs(split_arrays",
        "        raise OSError\n        return reshape_inputs(split_arrays",
    )
    assert trained(project.run("run", "--force")) == ["net-1"]
