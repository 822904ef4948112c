"""``python -m experiments`` in a copy of the project: what it says, writes, keeps and returns."""

import errno
import os
import subprocess

import pytest

from experiments.results.files import read_result
from tests.conftest import Mount
from tests.experiments.project_copy import ProjectCopy
from tests.experiments.small_models import model, small

pytestmark = pytest.mark.project

RAW = "experiments/mlp_raw.py"


def lines(text: str) -> list[str]:
    return text.splitlines()


def test_status_and_explain_follow_a_change(project: ProjectCopy) -> None:
    project.freeze()
    done = project.run("status")
    assert (done.returncode, done.stderr) == (0, "")
    assert {line.split("  ")[0].strip() for line in lines(done.stdout)} == {
        e.id for e in project.experiments()
    }
    assert all(line.endswith("  à jour") for line in lines(done.stdout))

    project.edit(RAW, "Dense(512", "Dense(256")
    project.edit("experiments/mlp_hog.py", "import keras", "# Un commentaire.\nimport keras")
    done = project.run("status")
    assert done.returncode == 1
    stale = [line for line in lines(done.stdout) if not line.endswith("  à jour")]
    (line,) = stale
    assert " ".join(line.split()) == "mlp-raw-1 périmé : le code du modèle a changé :"

    done = project.run("explain", "mlp-raw-1")
    assert (done.returncode, lines(done.stdout)) == (
        0,
        [
            "mlp-raw-1 : périmé",
            "  - le code du modèle a changé :",
            '    -    model.add(Dense(512, activation="sigmoid"))',
            '    +    model.add(Dense(256, activation="sigmoid"))',
        ],
    )
    done = project.run("explain", "mlp-raw-2")
    count = len(read_result(project.results / "mlp-raw-2.json").provenance.components)
    first, second = lines(done.stdout)
    assert first == "mlp-raw-2 : à jour"
    assert second.startswith(f"  Ses {count} composants sont inchangés (clé ")


def test_status_counts_the_other_reasons(project: ProjectCopy) -> None:
    project.freeze()
    project.edit(RAW, "batch_size=128, epochs=10", "batch_size=64, epochs=11")
    (line,) = lines(project.run("status", "mlp-raw-1").stdout)
    assert line == "mlp-raw-1  périmé : réglage batch_size : 128 → 64 (et 1 autre raison)"


def test_list_shows_settings_and_intentions(project: ProjectCopy) -> None:
    small(project, model("net_1").replace("Voir net_1.", "Rester dans [bold] ou [0, 1] ?"))
    done = project.run("list")
    assert done.returncode == 0
    row = next(line for line in lines(done.stdout) if "net-1" in line)
    assert [cell.strip() for cell in row.strip("│").split("│")] == [
        "net-1",
        "50",
        "9",
        "1",
        "Rester dans [bold] ou [0, 1] ?",
    ]


def test_a_project_without_experiments(project: ProjectCopy) -> None:
    small(project)
    assert (project.run("status").returncode, project.run("run").returncode) == (0, 0)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("rnu",), "La commande 'rnu' n’existe pas. Vouliez-vous dire 'run' ?"),
        (("run", "--job", "2"), "L’option '--job' n’existe pas. Vouliez-vous dire '--jobs' ?"),
        (("run", "--jobs", "0"), "Valeur refusée pour '--jobs' : 0 n’est pas dans l’intervalle x>=1."),
        (
            ("status", "--profile", "court"),
            "Valeur refusée pour '--profile' : 'court' n’est pas l’une de ces valeurs : 'full', 'smoke'.",
        ),
        (("explain",), "Il manque l’argument 'ID'."),
    ],
)
def test_misuse_is_explained_in_french(
    project: ProjectCopy, arguments: tuple[str, ...], message: str
) -> None:
    done = project.run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert lines(done.stderr)[-1] == f"Erreur : {message}"


def test_help_is_french(project: ProjectCopy) -> None:
    assert project.run("--help").stdout == (
        "Usage : python -m experiments [OPTIONS] COMMANDE [ARGUMENT]…\n\n"
        "  Entraîne les modèles du laboratoire et range ce qu’ils ont mesuré dans\n  results/.\n\n"
        "Options:\n  --help  Affiche cette aide.\n\n"
        "Commandes:\n"
        "  explain    Dit pourquoi un résultat n’est plus à jour.\n"
        "  figures    Redessine les figures qui ne sont plus à jour.\n"
        "  list       Montre les expériences, leurs réglages et leur intention.\n"
        "  replicate  Entraîne encore chaque modèle avec d’autres graines.\n"
        "  restamp    Garde un résultat périmé, sans réentraîner.\n"
        "  run        Entraîne ce qui n’est plus à jour.\n"
        "  status     Dit quels résultats sont à jour.\n"
        "  verify     Réentraîne quelques résultats et les compare.\n"
    )


@pytest.mark.parametrize("command", ["status", "run", "list"])
def test_slips_in_a_family_are_one_sentence_and_stop_no_other(project: ProjectCopy, command: str) -> None:
    project.freeze()
    project.edit(RAW, "def mlp_raw_2():", "def mlp_raw_2()")
    source = lines((project.root / RAW).read_text(encoding="utf-8"))
    line = source.index("def mlp_raw_2()") + 1
    done = project.run(command)
    assert done.returncode == 1
    assert done.stderr == (
        f"Erreur : mlp_raw.py, ligne {line} : ce n’est pas du Python valide (expected ':'). Corrigez-la.\n"
    )
    assert ("mlp-hog-1" in done.stdout) == (command != "run")  # there is nothing to do
    assert (project.results / "mlp-raw-1.json").exists()


@pytest.mark.parametrize("command", ["status", "run", "list"])
def test_what_is_ignored_is_said_and_stops_nothing(project: ProjectCopy, command: str) -> None:
    project.freeze()
    project.edit(RAW, "\n\n@experiment", "\n\nmlp_raw_5 = keras.Sequential()\n\n\n@experiment")
    line = lines((project.root / RAW).read_text(encoding="utf-8")).index("mlp_raw_5 = keras.Sequential()") + 1
    done = project.run(command)
    assert (done.returncode, done.stderr) == (
        0,
        f"Attention : mlp_raw.py, ligne {line}, mlp_raw_5 : aucune expérience n’utilise ce modèle, il est "
        "ignoré. Pour l’entraîner, écrivez-le dans une fonction sous @experiment(…) ; sinon, retirez-le.\n",
    )


def test_a_result_without_experiment_is_said_before_it_is_moved_away(project: ProjectCopy) -> None:
    project.freeze()
    (project.results / "mlp-raw-1.json").rename(project.results / "mlp-raw-7.json")
    said = (
        "Attention : results/mlp-raw-7.json : plus aucune expérience de ce nom, mais le rapport le montre "
        "encore. « python -m experiments run » le met de côté.\n"
    )
    for command, code in (("list", 0), ("status", 1)):
        done = project.run(command)
        assert (done.returncode, done.stderr) == (code, said)


def test_a_refused_experiment_is_said_and_stops_no_other(project: ProjectCopy) -> None:
    project.freeze()
    project.edit(RAW, "Dense(512, activation", "Dense(eval('512'), activation")
    source = lines((project.root / RAW).read_text(encoding="utf-8"))
    line = next(rank for rank, text in enumerate(source, start=1) if "eval" in text)
    why = (
        f"mlp_raw.py, ligne {line} : « model.add(Dense(eval('512'), activation=\"sigmoid\")) » exécute un "
        "texte, et rien ne dirait que le résultat n’est plus à jour quand cela change. Écrivez directement "
        "ce dont le modèle a besoin."
    )
    status = project.run("status")
    assert status.returncode == 1
    verdicts = {text.split()[0]: text.split(maxsplit=1)[1] for text in lines(status.stdout)}
    assert verdicts.pop("mlp-raw-1") == f"refusé : {why}"
    assert set(verdicts.values()) == {"à jour"}
    for command in (("run",), ("run", "--force", "mlp-raw-1"), ("replicate", "mlp-raw-1")):
        done = project.run(*command)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr == f"mlp-raw-1 : expérience refusée. {why}\n"


def test_an_unknown_name_is_one_sentence(project: ProjectCopy) -> None:
    small(project, model("net_1"))
    done = project.run("run", "net-2")
    assert (done.returncode, done.stderr) == (
        1,
        "Erreur : Aucune expérience ni famille nommée net-2. Il existe : net-1, small.\n",
    )


def test_an_unknown_backend_is_one_sentence(project: ProjectCopy) -> None:
    done = project.run("status", KERAS_BACKEND="numpy")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Erreur : KERAS_BACKEND vaut numpy : Keras n’entraîne qu’avec")


def test_nothing_to_do_says_nothing_and_writes_nothing(project: ProjectCopy) -> None:
    project.freeze()
    before = {path: path.stat().st_mtime_ns for path in project.results.iterdir()}
    done = project.run("run")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert {path: path.stat().st_mtime_ns for path in project.results.iterdir()} == before


def test_other_libraries_than_those_of_the_lock_have_their_exit_code(project: ProjectCopy) -> None:
    project.freeze()
    lock = (project.root / "requirements" / "training.txt").read_text(encoding="utf-8")
    version = next(line.split()[0] for line in lock.splitlines() if line.startswith("keras=="))
    project.edit("requirements/training.txt", version, "keras==99.0")
    done = project.run("run", "mlp-raw-1")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == (
        "Erreur : L’environnement d’entraînement n’est pas celui du verrou : keras 99.0 attendu, "
        f"{version.removeprefix('keras==')} installé. Installez-le avec « make environnement ».\n"
    )


def test_an_unreadable_result_is_left_alone_and_no_success(project: ProjectCopy) -> None:
    project.freeze()
    path = project.results / "mlp-raw-2.json"
    path.write_text("{", encoding="utf-8")
    done = project.run("run")
    assert (done.returncode, done.stdout) == (1, "")
    assert lines(done.stderr) == [
        "mlp-raw-2 : résultat illisible, laissé en l’état (FORCE=1 pour le recalculer)."
    ]
    assert path.read_text(encoding="utf-8") == "{"


def test_texts_and_orphans_follow_without_training(project: ProjectCopy) -> None:
    project.freeze()
    before = read_result(project.results / "mlp-raw-1.json")
    project.edit(RAW, "Le point de départ", "Le tout premier essai")
    project.edit(RAW, "    model.add(Input(shape=(784,)))", "    model.add(Input(shape=(784,)))  # 28 × 28")
    text = (project.root / RAW).read_text(encoding="utf-8")
    project.write(RAW, text[: text.rindex("@experiment")].rstrip() + "\n")
    done = project.run("run")
    assert (done.returncode, done.stderr) == (0, "")
    assert lines(done.stdout) == [
        "mlp-raw-4 : plus aucune expérience de ce nom, résultat déplacé dans "
        f"{project.root / 'build' / 'retired' / '1'}.",
        "mlp-raw-1 : textes mis à jour, sans réentraînement.",
    ]
    after = read_result(project.results / "mlp-raw-1.json")
    assert after.intention.startswith("Le tout premier essai")
    assert "# 28 × 28" in after.code
    assert (after.provenance, after.evaluation) == (before.provenance, before.evaluation)
    assert not (project.results / "mlp-raw-4.json").exists()
    assert (project.root / "build" / "retired" / "1" / "mlp-raw-4.json").exists()
    assert project.run("run").stdout == ""
    project.write(RAW, text)
    done = project.run("run")
    assert (done.returncode, done.stdout) == (
        0,
        "mlp-raw-4 : résultat mis de côté auparavant, remis à sa place.\n",
    )
    assert project.run("status").returncode == 0


@pytest.mark.parametrize("state", ["full", "ro"])
def test_what_cannot_be_written_is_said_before_any_training(
    project: ProjectCopy, mount: Mount, state: str
) -> None:
    small(project, model("net_1", before="raise KeyError"))
    mount(project.results, 64)
    if state == "ro":
        subprocess.run(["mount", "-o", "remount,ro", str(project.results)], check=True)
    done = project.run("run")
    reason = os.strerror(errno.EROFS if state == "ro" else errno.ENOSPC)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"Erreur : {project.results} : l’écriture a échoué ({reason}). Rien n’a été entraîné. Vérifiez la "
        "place libre et les droits du dossier, puis relancez la commande.\n"
    )


def test_orphans_that_cannot_be_moved_are_said_and_stop_no_other(project: ProjectCopy, mount: Mount) -> None:
    small(project, model("net_1"))
    project.freeze()
    (project.results / "net-0.json").write_text("{", encoding="utf-8")
    mount(project.root / "build" / "retired", 0)
    subprocess.run(["mount", "-o", "remount,ro", str(project.root / "build" / "retired")], check=True)
    done = project.run("run")
    assert done.returncode == 1
    assert done.stderr.startswith(f"Erreur : {project.results}/net-0.json n’a pas pu être déplacé dans ")
    assert (project.results / "net-0.json").exists()


def test_a_file_that_changes_name_takes_its_results_along(project: ProjectCopy) -> None:
    project.freeze()
    (project.root / RAW).rename(project.root / "experiments" / "mlp_pixels.py")
    done = project.run("run")
    assert (done.returncode, len(lines(done.stdout))) == (0, 4)
    assert read_result(project.results / "mlp-raw-1.json").family == "mlp-pixels"


def test_absent_data_keep_the_frozen_result_unless_one_asks(project: ProjectCopy) -> None:
    small(project, model("net_1"))
    project.freeze()
    frozen = (project.results / "net-1.json").read_bytes()
    project.archive.unlink()
    assert project.run("status").returncode == 0

    project.edit("experiments/small.py", "batch_size=50", "batch_size=60")
    done = project.run("run")
    assert (done.returncode, done.stderr) == (0, "")
    assert lines(done.stdout) == ["net-1 : données absentes, le résultat figé est gardé sans entraînement."]
    done = project.run("run", "net-1")
    assert done.returncode == 1
    assert lines(done.stderr) == [
        f"Échec de net-1 : Le fichier de données {project.archive} est introuvable. "
        "Rétablissez-le avec «\u202fgit checkout -- data/mnist.npz\u202f».",
        "Terminé et enregistré : rien.",
        "Reste à faire : net-1. Relancez la même commande pour continuer.",
    ]
    assert (project.results / "net-1.json").read_bytes() == frozen
