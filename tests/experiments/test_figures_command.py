"""``python -m experiments figures`` in a copy of the project: what it draws, leaves and removes."""

import contextlib
import os
import pty
import shutil
import subprocess
from pathlib import Path

import pytest

from experiments.figures.files import FORMATS
from tests.experiments.project_copy import ProjectCopy
from tests.experiments.small_models import model, small
from tests.experiments.test_imports_boundaries import HEAVY, loaded, run_module
from tests.resealing import reseal

pytestmark = pytest.mark.project

PLOTS = ("confusion", "historique-exactitude", "historique-perte")
MODELS = (model("net_1"), model("net_2"))
GROUP_PLOTS = (
    *("erreurs-communes", "erreurs-communes-etroit", "historiques-small"),
    *("poids-couches", "poids-couches-etroit", "poids-exactitude", "poids-exactitude-etroit"),
)


@pytest.fixture(scope="module")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> ProjectCopy:
    """A project of two models whose plots are drawn, to be left as it is."""
    project = ProjectCopy(tmp_path_factory.mktemp("pattern") / "project")
    small(project, *MODELS)
    project.freeze()
    done = project.run("figures")
    assert (done.returncode, done.stdout, done.stderr) == (0, "15 figures dessinées.\n", "")
    return project


@pytest.fixture
def drawn(project: ProjectCopy, pattern: ProjectCopy) -> ProjectCopy:
    """A copy of that project."""
    small(project, *MODELS)
    for folder in ("results", "build"):
        shutil.copytree(pattern.root / folder, project.root / folder)
    return project


def figures(project: ProjectCopy) -> Path:
    return project.results / "figures"


def group(project: ProjectCopy) -> str:
    """Return the name of the group that the models make."""
    (folder,) = figures(project).glob("comparaison-*")
    return folder.name


def times(project: ProjectCopy) -> dict[str, int]:
    """Return when each SVG was written."""
    folder = figures(project)
    return {
        path.relative_to(folder).with_suffix("").as_posix(): path.stat().st_mtime_ns
        for path in folder.glob("*/*.svg")
    }


def redrawn(project: ProjectCopy, before: dict[str, int]) -> set[str]:
    after = times(project)
    return {name for name in after if after[name] != before.get(name)}


def test_every_plot_of_every_result_is_drawn_in_four_formats(drawn: ProjectCopy) -> None:
    expected = {f"{owner}/{name}" for owner in ("net-1", "net-2") for name in PLOTS}
    expected |= {f"{group(drawn)}/{name}" for name in GROUP_PLOTS}
    expected |= {"rapport/modeles", "rapport/modeles-etroit"}
    files = {path.relative_to(figures(drawn)).as_posix() for path in figures(drawn).glob("*/*")}
    assert files == {f"{name}.{extension}" for name in expected for extension in FORMATS}


def test_what_is_up_to_date_is_left_without_matplotlib_or_keras(drawn: ProjectCopy) -> None:
    before = times(drawn)
    names = loaded(drawn, *run_module("figures"))
    assert "experiments.engine.figure_plan" in names
    assert names & (HEAVY | {"matplotlib", "scipy"}) == set()
    assert redrawn(drawn, before) == set()


def test_drawing_needs_no_keras(project: ProjectCopy) -> None:
    small(project, model("net_1"))
    project.freeze()
    names = loaded(project, *run_module("figures"))
    assert "matplotlib" in names
    assert names & HEAVY == set()


def test_only_what_changed_is_redrawn(drawn: ProjectCopy) -> None:
    before = times(drawn)
    picture = figures(drawn) / "net-1" / "historique-perte.png"
    kept = picture.read_bytes()
    path = drawn.results / "net-1.json"
    text = path.read_text(encoding="utf-8")
    reseal(path, lambda record: record["history"].update(loss=[0.9, 0.5]))
    assert drawn.run("figures").stdout == "1 figure dessinée.\n"
    assert redrawn(drawn, before) == {"net-1/historique-perte"}
    assert picture.read_bytes() != kept
    path.write_text(text, encoding="utf-8")
    assert drawn.run("figures").returncode == 0
    assert picture.read_bytes() == kept


def test_a_result_computed_again_with_the_same_numbers_keeps_its_plots(drawn: ProjectCopy) -> None:
    before = times(drawn)
    reseal(drawn.results / "net-1.json", lambda record: record["provenance"].update(seconds=2.5))
    done = drawn.run("figures")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert redrawn(drawn, before) == set()


def test_code_that_draws_counts_and_what_explains_it_does_not(drawn: ProjectCopy) -> None:
    before = times(drawn)
    drawn.edit("experiments/figures/history.py", '"""The training history', '"""The history')
    drawn.edit("experiments/figures/history.py", "def _history", "# Un commentaire.\ndef _history")
    assert drawn.run("figures").stdout == ""
    drawn.edit("experiments/figures/history.py", "style.canvas(style.SMALL)", "style.canvas(style.LARGE)")
    assert drawn.run("figures").stdout == "4 figures dessinées.\n"
    assert redrawn(drawn, before) == {f"{net}/{name}" for net in ("net-1", "net-2") for name in PLOTS[1:]}


def test_a_plot_over_several_models_follows_each_of_them(drawn: ProjectCopy) -> None:
    drawn.freeze_replicates("net-2", 2)
    # That of the seeds, that of the weights and that of all the models, each for a narrow screen too.
    assert drawn.run("figures").stdout == "6 figures dessinées.\n"
    assert (figures(drawn) / group(drawn) / "graines.svg").exists()
    (drawn.results / "replicates" / "net-2-seed-2.json").unlink()
    assert drawn.run("figures").stdout == "4 figures dessinées.\n"
    assert not list((figures(drawn) / group(drawn)).glob("graines*"))


def test_plots_of_results_that_are_gone_are_removed(drawn: ProjectCopy) -> None:
    note = figures(drawn) / "net-1" / "notes.txt"
    note.write_text("à garder", encoding="utf-8")
    (drawn.results / "net-1.json").unlink()
    assert drawn.run("figures").returncode == 0
    assert sorted(path.name for path in figures(drawn).iterdir()) == ["net-1", "net-2", "rapport"]
    assert list((figures(drawn) / "net-1").iterdir()) == [note]


def test_names_and_force_choose(drawn: ProjectCopy) -> None:
    before = times(drawn)
    assert drawn.run("figures", "net-2", "--force").stdout == "3 figures dessinées.\n"
    assert redrawn(drawn, before) == {f"net-2/{name}" for name in PLOTS}
    done = drawn.run("figures", "net-3")
    assert (done.returncode, done.stderr) == (
        1,
        "Erreur : Aucune expérience ni famille nommée net-3. Il existe : net-1, net-2, small.\n",
    )


def test_a_plot_that_lacks_a_file_or_was_damaged_is_redrawn(drawn: ProjectCopy) -> None:
    before = times(drawn)
    (figures(drawn) / "net-1" / "confusion.csv").unlink()
    (figures(drawn) / "net-2" / "confusion.svg").write_text("<svg>", encoding="utf-8")
    assert drawn.run("figures").stdout == "2 figures dessinées.\n"
    assert redrawn(drawn, before) == {"net-1/confusion", "net-2/confusion"}


def test_a_drawing_that_fails_is_named_and_the_others_are_drawn(drawn: ProjectCopy) -> None:
    drawn.edit("experiments/figures/history.py", "style.canvas(style.SMALL)", "style.canvas(style.SMALL[:1])")
    done = drawn.run("figures", "net-1", "--force")
    assert (done.returncode, done.stdout) == (1, "1 figure dessinée.\n")
    assert [line.partition(" : le dessin")[0] for line in done.stderr.splitlines()] == [
        "Échec : figure « historique-perte » de net-1",
        "Échec : figure « historique-exactitude » de net-1",
    ]


def test_what_cannot_be_written_is_one_sentence(project: ProjectCopy) -> None:
    small(project, model("net_1"))
    project.freeze()
    figures(project).write_text("", encoding="utf-8")
    done = project.run("figures")
    assert (done.returncode, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("Erreur : results/figures/net-1/") and "l’écriture de la figure a échoué" in line


def test_results_without_plots_are_said_and_the_others_drawn(drawn: ProjectCopy) -> None:
    before = times(drawn)
    whole = (drawn.results / "net-1.json").read_text(encoding="utf-8")
    (drawn.results / "net-1.json").write_text("{", encoding="utf-8")
    (drawn.results / "net-3.json").write_text("[" * 9999, encoding="utf-8")
    (figures(drawn) / "net-2" / "confusion.svg").unlink()
    done = drawn.run("figures")
    # The one that was removed, and that of all the models, now without those.
    assert (done.returncode, done.stdout) == (1, "3 figures dessinées.\n")
    assert [line.split(" (")[0] for line in done.stderr.splitlines()] == [
        "Erreur : results/net-1.json : ce n’est pas du JSON valide",
        "Erreur : results/net-3.json : ce n’est pas du JSON valide",
    ]
    redrawn = times(drawn)
    assert redrawn.keys() == before.keys()
    assert {name for name in before if before[name] != redrawn[name]} == {
        *("rapport/modeles", "rapport/modeles-etroit"),
        "net-2/confusion",
    }
    # Read again, the group has both of its models, and nothing has changed; the report has them again.
    (drawn.results / "net-3.json").unlink()
    (drawn.results / "net-1.json").write_text(whole, encoding="utf-8")
    done = drawn.run("figures")
    assert (done.returncode, done.stdout, done.stderr) == (0, "2 figures dessinées.\n", "")


def test_a_trial_has_its_own_plots(project: ProjectCopy) -> None:
    results = small(project, model("net_1"))
    project.freeze("smoke")
    assert project.run("figures", "--profile", "smoke").returncode == 0
    assert len(list((results / "figures" / "net-1").iterdir())) == len(PLOTS) * len(FORMATS)
    assert not project.results.exists()


def read_all(terminal: int) -> str:
    """Return what is shown on a terminal until the program that writes there ends."""
    content = b""
    with contextlib.suppress(OSError):  # what reading says once nothing writes any more
        while part := os.read(terminal, 10_000):
            content += part
    os.close(terminal)
    return content.decode()


def test_a_terminal_shows_a_bar(project: ProjectCopy) -> None:
    small(project, model("net_1"))
    project.freeze()
    main, terminal = pty.openpty()
    environment = {**project.environment, "TERM": "xterm"}
    process = subprocess.Popen(project.command("figures"), cwd=project.root, env=environment, stdout=terminal)
    os.close(terminal)
    shown = read_all(main)
    assert process.wait(timeout=180) == 0
    assert "Figures de net-1" in shown and "reste" in shown
    assert "5 figures dessinées." in shown
