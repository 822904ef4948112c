"""``python -m experiments replicate`` in a copy of the project: what it says, moves, keeps and refuses."""

from pathlib import Path

import pytest

from experiments.results.replicate import replicate_path
from tests.experiments.project_copy import ProjectCopy
from tests.experiments.small_models import model, small

pytestmark = pytest.mark.project

SMALL = "experiments/small.py"


@pytest.fixture
def nets(project: ProjectCopy) -> ProjectCopy:
    """Two small models, each with a fresh result and the replicates 2 and 3."""
    small(project, model("net_1"), model("net_2"))
    project.freeze()
    for name in ("net-1", "net-2"):
        project.freeze_replicates(name, 2, 3)
    return project


def path(project: ProjectCopy, name: str, seed: int) -> Path:
    return replicate_path(project.results, name, seed)


def files(project: ProjectCopy) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in project.results.rglob("*.json")}


def outcome(project: ProjectCopy, *arguments: str, **variables: str) -> tuple[int, list[str], list[str]]:
    done = project.run(*arguments, **variables)
    return done.returncode, done.stdout.splitlines(), done.stderr.splitlines()


def test_status_counts_replicates(nets: ProjectCopy) -> None:
    path(nets, "net-2", 3).unlink()
    assert outcome(nets, "status") == (
        0,
        ["net-1  à jour (2 répliques)", "net-2  à jour (1 réplique)"],
        [],
    )


def test_status_tells_stale_replicates_and_does_not_mind_them(nets: ProjectCopy) -> None:
    nets.edit(SMALL, "Dense(10", "Dense(10, use_bias=False")
    assert outcome(nets, "status")[1][0] == ("net-1  périmé (2 répliques) : le code du modèle a changé :")
    nets.freeze()
    nets.freeze_replicates("net-1", 4)
    assert outcome(nets, "status") == (
        0,
        [
            "net-1  à jour (1 réplique) (2 répliques périmées : make replicates)",
            "net-2  à jour (2 répliques)",
        ],
        [],
    )
    nets.freeze_replicates("net-1", 3)
    assert outcome(nets, "status")[1][0] == (
        "net-1  à jour (2 répliques) (1 réplique périmée : make replicates)"
    )


def test_status_minds_a_replicate_that_cannot_be_read(nets: ProjectCopy) -> None:
    path(nets, "net-1", 3).write_text("3", encoding="utf-8")
    code, (line, _), _ = outcome(nets, "status")
    assert code == 1
    assert line == (
        "net-1  à jour (1 réplique) (réplique illisible : "
        "results/replicates/net-1-seed-3.json : / : attendu un objet, trouvé 3)"
    )


def test_nothing_to_do_says_nothing_and_writes_nothing(nets: ProjectCopy) -> None:
    before = files(nets)
    for count in ("1", "2"):
        assert outcome(nets, "replicate", "--count", count) == (0, [], [])
    assert files(nets) == before


def test_what_is_useless_beyond_the_count_is_moved_away(nets: ProjectCopy) -> None:
    nets.edit(SMALL, "Dense(10", "Dense(10, use_bias=False")  # of the first model
    nets.freeze()
    nets.freeze_replicates("net-1", 2)
    retired = nets.root / "build" / "retired" / "1" / "replicates"
    assert outcome(nets, "replicate", "--count", "1") == (
        0,
        [f"net-1-seed-3 : réplique inutilisable, déplacée dans {retired}."],
        [],
    )
    assert sorted(path.name for path in (nets.results / "replicates").iterdir()) == [
        "net-1-seed-2.json",
        "net-2-seed-2.json",
        "net-2-seed-3.json",
    ]
    assert (retired / "net-1-seed-3.json").exists()


@pytest.mark.parametrize("command", ["run", "replicate"])
def test_replicates_leave_with_their_experiment(nets: ProjectCopy, command: str) -> None:
    text = (nets.root / SMALL).read_text(encoding="utf-8")
    nets.write(SMALL, text[: text.rindex("@experiment")].rstrip() + "\n")
    retired = nets.root / "build" / "retired" / "1"
    options = ["--count", "2"] if command == "replicate" else []
    assert outcome(nets, command, *options) == (
        0,
        [
            f"net-2 : plus aucune expérience de ce nom, résultat déplacé dans {retired}.",
            f"net-2-seed-2 : plus aucune expérience de ce nom, réplique déplacée dans {retired}/replicates.",
            f"net-2-seed-3 : plus aucune expérience de ce nom, réplique déplacée dans {retired}/replicates.",
        ],
        [],
    )
    assert {*files(nets)} == {"net-1.json", "net-1-seed-2.json", "net-1-seed-3.json"}


def test_a_replicate_that_cannot_be_read_is_left_alone(nets: ProjectCopy) -> None:
    path(nets, "net-1", 3).write_text("3", encoding="utf-8")
    before = files(nets)
    assert outcome(nets, "replicate", "--count", "2") == (
        1,
        [],
        ["net-1-seed-3 : réplique illisible, laissée en l’état (FORCE=1 pour la recalculer)."],
    )
    assert files(nets) == before


def test_a_result_that_is_not_up_to_date_is_not_replicated(nets: ProjectCopy) -> None:
    nets.edit(SMALL, "Dense(10", "Dense(10, use_bias=False")
    (nets.results / "net-2.json").unlink()
    before = files(nets)
    assert outcome(nets, "replicate", "--count", "4") == (
        1,
        [],
        [
            "net-1 : résultat périmé, ses répliques ne sont pas entraînées. "
            "Entraînez-le d’abord : make report ONLY=net-1",
            "net-2 : résultat absent, ses répliques ne sont pas entraînées. "
            "Entraînez-le d’abord : make report ONLY=net-2",
        ],
    )
    assert files(nets) == before


def test_what_to_do_first_is_what_would_do_it(nets: ProjectCopy) -> None:
    (nets.results / "net-1.json").write_text("3", encoding="utf-8")
    code, _, (line,) = outcome(nets, "replicate", "net-1")
    assert (code, line.rpartition(" : ")[2]) == (1, "make report FORCE=1 ONLY=net-1")
    code, _, (line,) = outcome(nets, "replicate", "net-2", "--profile", "smoke")
    assert (code, line.rpartition(" : ")[2]) == (1, "make report PROFILE=smoke ONLY=net-2")


def test_absent_data_leave_replicates_as_they_are_unless_one_asks(nets: ProjectCopy) -> None:
    before = files(nets)
    nets.archive.unlink()
    assert outcome(nets, "replicate", "--count", "2") == (0, [], [])
    told = ["net-1, net-2 : données absentes, aucune réplique n’est entraînée."]
    assert outcome(nets, "replicate", "--count", "3") == (0, told, [])
    code, _, errors = outcome(nets, "replicate", "net-1", "--count", "3")
    assert code == 1
    assert errors == [
        f"Échec de net-1 (graine 4) : Le fichier de données {nets.archive} est introuvable. "
        "Rétablissez-le avec «\u202fgit checkout -- data/mnist.npz\u202f».",
        "Terminé et enregistré : rien.",
        "Reste à faire : net-1 (graine 4). Relancez la même commande pour continuer.",
    ]
    # A result that is stale cannot be trained again either: it stands, and so do its replicates.
    nets.edit(SMALL, "Dense(10", "Dense(10, use_bias=False")
    assert outcome(nets, "replicate", "--count", "3") == (0, told, [])
    assert files(nets) == before


def test_other_libraries_than_those_of_the_lock_have_their_exit_code(nets: ProjectCopy) -> None:
    lock = (nets.root / "requirements" / "training.txt").read_text(encoding="utf-8")
    # Small models do not use this one: their results stay up to date.
    version = next(line.split()[0] for line in lock.splitlines() if line.startswith("scikit-image=="))
    nets.edit("requirements/training.txt", version, "scikit-image==99.0")
    code, announced, (error,) = outcome(nets, "replicate", "net-1", "--count", "3")
    assert (code, announced) == (3, [])
    assert "scikit-image 99.0 attendu" in error
    assert outcome(nets, "replicate", "net-1", "--count", "2") == (0, [], [])


@pytest.mark.parametrize("count", ["0", "deux"])
def test_a_count_is_at_least_one(project: ProjectCopy, count: str) -> None:
    done = project.run("replicate", "--count", count)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Erreur : Valeur refusée pour '--count'" in done.stderr
