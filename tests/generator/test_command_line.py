"""What someone who runs ``python -m generator`` sees and gets."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.generator.keras_switch import switched
from tests.generator.page_tree import parse
from tests.generator.project_copy import ProjectCopy
from tests.generator.samples import write_samples

pytestmark = pytest.mark.project


@pytest.fixture
def project(tmp_path: Path) -> ProjectCopy:
    return ProjectCopy(tmp_path / "project")


def test_build_writes_the_pages_and_then_only_what_changes(project: ProjectCopy) -> None:
    first = project.run("build")
    assert (first.returncode, first.stderr) == (0, "")
    assert "docs/partie-3.md : écrit" in first.stdout
    assert set(project.pages()) >= {"index.md", "partie-2/cnn.md", "donnees/cnn-1.json"}
    assert project.run("build").stdout == ""
    project.edit("generator/lab/depth/page.md.j2", "profondeur et poids", "poids et profondeur")
    assert project.run("build").stdout == "docs/partie-3.md : écrit\n"


def test_two_builds_at_once_follow_one_another(project: ProjectCopy) -> None:
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "encoding": "utf-8"}
    both = [subprocess.Popen(project.command("site"), cwd=project.root, **pipes) for _ in range(2)]
    said = sorted([process.communicate() for process in both], key=lambda outputs: "attente" in outputs[0])
    assert [(process.returncode, errors) for process, (_, errors) in zip(both, said, strict=True)] == [
        (0, "")
    ] * 2
    built, waited = (lines.splitlines() for lines, _ in said)
    assert built[-1] == "Rapport construit : ouvrez site/index.html, ou lancez « make serve »."
    holders = [f" (processus {process.pid})" for process in both]
    assert waited[0] in {  # which one began may not be written yet
        f"Une autre commande travaille déjà dans ce dossier{holder} : attente de sa fin."
        for holder in ("", *holders)
    }
    assert waited[1:] == ["Le rapport est à jour : ouvrez site/index.html, ou lancez « make serve »."]


def spoil(project: ProjectCopy, change: Any) -> None:
    path = project.results / "mlp-raw-1.json"
    record = json.loads(path.read_bytes())
    change(record["evaluation"]["test"])
    path.write_text(json.dumps(record), encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda test: test.pop("accuracy"), "accuracy : cette valeur manque"),
        (lambda test: test.update(loss=float("nan")), "loss : un nombre fini est attendu (nan)"),
    ],
)
def test_a_key_deleted_or_not_a_number_leaves_its_model_out(
    project: ProjectCopy, change: Any, fault: str
) -> None:
    spoil(project, change)
    built = project.run("build")
    assert built.returncode == 1
    assert built.stderr.splitlines()[:2] == [
        "Erreur : Le rapport ne montre pas tout.",
        f"results/mlp-raw-1.json : /evaluation/test/{fault}",
    ]
    assert built.stderr.splitlines()[-1] == (
        "Pages concernées : docs/essayer.md, docs/partie-1.md, docs/partie-2/comparaison.md, "
        "docs/partie-2/pixels-bruts.md, docs/partie-3.md, docs/relecture.md."
    )
    assert "{ #mlp-raw-1 }" not in project.pages()["partie-2/pixels-bruts.md"]
    assert "docs/partie-2/hog.md : écrit" in built.stdout


def test_a_fault_of_a_template_leaves_the_pages_of_the_last_build(project: ProjectCopy) -> None:
    project.run("build")
    before = project.pages()
    project.edit(
        "generator/lab/depth/page.md.j2", "{% block content %}", "{% block content %}{{ page.nothing }}"
    )
    built = project.run("build")
    assert (built.returncode, built.stdout) == (1, "")
    assert built.stderr.startswith("Erreur : Le rapport n’a pas été construit.\n")
    assert project.pages() == before


def test_another_optimiser_changes_the_answer_with_no_edit_of_the_generator(project: ProjectCopy) -> None:
    import keras

    project.run("build")
    before = parse(project.pages()["partie-1.md"]).text
    assert "keras.optimizers.RMSprop" in before
    record = switched("mlp-raw-1", keras.optimizers.Adam(1e-2))
    write_samples(project.results, record)
    assert project.run("build").returncode == 0
    page = project.pages()["partie-1.md"]
    text = " ".join(parse(page).text.split())
    # Who uses what; the fourth part keeps its own Adam, with other arguments.
    assert "Modèle concerné : MLP 1 sur les pixels." in text
    models = "MLP 2 sur les pixels, MLP 1 sur HOG, MLP 2 sur HOG, CNN 1 et CNN 2"
    assert f"Modèles concernés : {models}." in text
    tables = {
        caption.text: [row.text for row in table.find("th") if row.attributes.get("scope") == "row"]
        for table in parse(page).find("table")
        for caption in table.find("caption")
    }
    defaults = [name for name in record["training"]["optimizer"]["defaults"] if name != "name"]
    telling, others = (
        tables[f"{title} de keras.optimizers.Adam"] for title in ("Arguments", "Autres arguments")
    )
    assert sorted([*telling, *others]) == sorted(defaults)
    assert "moyenne mobile du gradient, avant le pas" in text
    assert "Kingma et Ba, 2015" in text
    step = record["worked_step"]
    assert f'value="{step["weight_after"]}"' in page
    assert 'data-source="results/mlp-raw-1.json#/training/optimizer/arguments/beta_1">0,9</data>' in page
    changed = [row for row in parse(page).find("tr", "best") if "modifiée" in row.text]
    assert [row.find("th")[0].text for row in changed] == ["learning_rate"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (
            ["--help"],
            ["Usage : python -m generator", "Écrit les pages dans docs/.", "Publie le rapport."],
        ),
        (["build", "--help"], ["Dossier des résultats à montrer.", "N’a pas besoin de Keras."]),
        (["serve", "--help"], ["Adresse d’écoute."]),
    ],
)
def test_help_is_in_french(project: ProjectCopy, arguments: list[str], words: list[str]) -> None:
    shown = project.run(*arguments)
    assert shown.returncode == 0
    text = " ".join(shown.stdout.replace("\u202f", " ").split())
    for sentence in words:
        assert sentence in text
    for english in ("Usage:", "Show this message", "Commands:", "TEXT"):
        assert english not in text


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["bild"], 2, "bild"),
        (["build", "--resultats", "x"], 2, "--resultats"),
        (["build", "--results", "mkdocs.yml"], 2, "mkdocs.yml"),
        (
            ["build", "--results", "vide"],
            1,
            "vide/ : aucun résultat de la famille mlp-raw. Lancez « make report ONLY=mlp-raw ».",
        ),
        (
            ["serve", "--results", "vide"],
            1,
            "vide : ce dossier de résultats n’existe pas. Lancez d’abord « make report ».",
        ),
    ],
)
def test_a_mistake_is_told_in_french(
    project: ProjectCopy, arguments: list[str], code: int, words: str
) -> None:
    told = project.run(*arguments)
    assert told.returncode == code
    assert words in told.stderr
    for english in ("Traceback", "No such", "Usage:", "Error:", "Try '"):
        assert english not in told.stderr
