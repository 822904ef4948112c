"""Only the report of a commit is published, whole, and nothing of others is lost on the branch."""

import os
import re
import shutil
from pathlib import Path

import pytest

from experiments.errors import LabError
from generator.report.writing import write
from generator.site.publication import publish
from tests.generator.project_copy import PROJECT, ProjectCopy
from tests.generator.site.small_project import SmallProject, commit_all, git

REMEDY = (
    "Déplacez-les ailleurs, ou remplacez-les par le rapport avec « make publish REPLACE=1 » (l’histoire de "
    "la branche les garde)."
)


@pytest.fixture(autouse=True)
def _someone(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("GIT_AUTHOR", "GIT_COMMITTER"):
        monkeypatch.setenv(f"{variable}_NAME", "Essai")
        monkeypatch.setenv(f"{variable}_EMAIL", "essai@example.org")
    for variable in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(variable, os.devnull)
    monkeypatch.setenv("LC_ALL", "C")


@pytest.fixture
def project(tmp_path: Path) -> SmallProject:
    return SmallProject(tmp_path)


def run(project: SmallProject, replace: bool = False, results: str = "results") -> list[str]:
    """Publish, and return what was told."""
    told: list[str] = []
    publish(project.root, project.root / results, replace, told.append)
    return told


def refused(project: SmallProject, **options: str) -> str:
    """Return why nothing was published: the remote repository is as it was, and nothing is left here."""
    before = git(project.remote, "for-each-ref")
    with pytest.raises(LabError) as failure:
        run(project, **options)  # type: ignore[arg-type]
    assert git(project.remote, "for-each-ref") == before
    assert not (project.root / "build" / "publication").exists()
    return str(failure.value)


def test_the_report_of_the_commit_reaches_the_branch_that_is_served(project: SmallProject) -> None:
    told = run(project)
    assert told == [
        "Vérification des résultats…",
        f"Construction du rapport du commit {project.commit[:12]}…",
        "Envoi sur la branche gh-pages…",
    ]
    assert project.published().keys() == {
        ".built-from",
        ".nojekyll",
        "docs.html",
        "index.html",
        "partie-1/index.html",
    }
    assert project.published()["index.html"] == "<p>Rapport</p>"
    assert git(project.clone, "branch", "--show-current").strip() == "main"
    assert git(project.clone, "status", "--porcelain") == ""


def test_what_was_found_of_the_results_is_published_with_them(project: SmallProject) -> None:
    project.write("build/states.json", '{"key": "à jour"}')
    generator = (project.root / "generator" / "__main__.py").read_text()
    page = generator.replace('"generator/page.md.j2"', '"build/states.json"')
    project.write("generator/__main__.py", page)
    commit_all(project.clone)
    run(project)
    assert project.published()["index.html"] == '{"key": "à jour"}'


def test_the_commit_names_the_one_whose_report_it_is(project: SmallProject) -> None:
    run(project)
    message = git(project.remote, "log", "-1", "--format=%B", "gh-pages").strip()
    assert message == f"Publish the report of commit {project.commit[:12]}\n\nSource: {project.commit}"


def test_publishing_again_adds_to_the_history(project: SmallProject) -> None:
    run(project)
    project.write("generator/page.md.j2", "<p>Autre</p>")
    commit_all(project.clone)
    run(project)
    assert project.published()["index.html"] == "<p>Autre</p>"
    assert git(project.remote, "rev-list", "--count", "gh-pages").strip() == "2"


def test_a_project_may_be_a_folder_of_a_larger_clone(tmp_path: Path) -> None:
    project = SmallProject(tmp_path, "cours/labo")
    (project.clone / "notes.txt").write_text("à moi")  # beside the project: it does not enter the report
    run(project)
    run(project)
    assert project.published()["index.html"] == "<p>Rapport</p>"
    assert "experiments/__main__.py" not in project.published()


@pytest.mark.parametrize(
    "name",
    [
        "results/state.txt",
        "generator/page.md.j2",
        "docs/assets/logo.svg",
        "rapport.toml",
        "commentaires/mlp.md",
        "experiments/new.py",
    ],
)
def test_a_change_that_is_not_committed_is_refused(project: SmallProject, name: str) -> None:
    known = (project.root / name).exists()
    project.write(name, "autre")
    assert refused(project) == (
        "Ces fichiers ne sont pas tels que le dernier commit les tient :\n"
        f"  {' M' if known else '??'} {name}\n"
        "Seul un commit se publie, pour que le rapport puisse être refait. Enregistrez-les (« git add », "
        "« git commit ») ou défaites-les (« git restore », « git stash -u »), puis relancez « make publish »."
    )
    commit_all(project.clone)


def test_many_changes_are_counted(project: SmallProject) -> None:
    for number in range(13):
        project.write(f"notes/{number:02}.txt", "")
    assert "  ?? notes/09.txt\n  … et 3 de plus\nSeul" in refused(project)


def test_what_git_is_told_not_to_see_does_not_enter_the_report(project: SmallProject) -> None:
    project.write("generator/page.md.j2", "<p>Jamais enregistré</p>")
    git(project.clone, "update-index", "--assume-unchanged", "generator/page.md.j2")
    project.write("site/index.html", "<p>Modifié dans site/</p>")
    run(project)
    assert project.published()["index.html"] == "<p>Rapport</p>"
    assert "docs/assets/logo.svg" in project.published()["docs.html"]


def test_a_page_that_was_edited_or_added_by_hand_is_refused(project: SmallProject) -> None:
    write({"index.md": b"# Accueil", "partie-1.md": b"# Partie 1"}, project.root / "docs")
    project.write("docs/partie-1.md", "# À moi")
    project.write("docs/notes.md", "# Notes")
    assert refused(project) == (
        "Ces fichiers ne sont pas ce que le code écrit dans docs/, et ne seraient pas publiés :\n"
        "  docs/notes.md\n  docs/partie-1.md\nPortez ce que vous y avez changé dans le gabarit de la page "
        "(page.md.j2), sa règle ou son résultat. Supprimez ensuite ces fichiers, puis relancez "
        "« make publish »."
    )
    for name in ("partie-1", "notes"):
        (project.root / "docs" / f"{name}.md").unlink()
    run(project)
    assert project.published()["docs.html"] == "docs/assets docs/assets/logo.svg"


def test_a_result_that_is_not_what_the_code_gives_is_refused(project: SmallProject) -> None:
    project.write("results/state.txt", "périmé : réglage epochs : 3 → 4")
    commit_all(project.clone)
    assert refused(project) == (
        "mlp-raw-1  périmé : réglage epochs : 3 → 4\nUn résultat n’est pas ce que le code donnerait : il est "
        "dit ci-dessus. Lancez « make report », enregistrez ce qu’il a changé (« git add », « git commit »), "
        "puis relancez « make publish »."
    )


def test_a_report_that_cannot_be_built_is_refused(project: SmallProject) -> None:
    project.write("generator/page.md.j2", "{{ absente }}")
    commit = commit_all(project.clone)
    assert refused(project) == (
        "Erreur : page.md.j2, ligne 1\nLe rapport du commit ne se construit pas : c’est dit ci-dessus. "
        "Corrigez-le, puis relancez « make publish »."
    ), commit


def test_a_trial_is_refused(project: SmallProject) -> None:
    assert refused(project, results="build/smoke/results") == (
        "Un essai (PROFILE=smoke) ne se publie pas : ses modèles sont à peine entraînés. Lancez "
        "« make publish » sans PROFILE : seuls les résultats de results/ se publient."
    )


def test_what_others_put_beside_the_report_stays(project: SmallProject) -> None:
    run(project)
    project.elsewhere({"CNAME": "labo.example.org\n", "README.md": "Servi par Pages\n"})
    project.write("generator/page.md.j2", "<p>Autre</p>")
    commit_all(project.clone)
    run(project)
    assert project.published()["CNAME"] == "labo.example.org\n"
    assert project.published()["README.md"] == "Servi par Pages\n"
    assert project.published()["index.html"] == "<p>Autre</p>"
    run(project, replace=True)
    assert project.published()["CNAME"] == "labo.example.org\n"
    assert "README.md" not in project.published()


def test_a_page_that_is_no_more_goes_away(project: SmallProject) -> None:
    run(project)
    generator = (project.root / "generator" / "__main__.py").read_text()
    project.write("generator/__main__.py", generator.replace('site / "partie-1"', 'site / "partie-2"'))
    commit_all(project.clone)
    run(project)
    assert {"partie-2/index.html"} == {name for name in project.published() if name.startswith("partie")}


@pytest.mark.parametrize("replaced", ["index.html", "partie-1"])
def test_what_was_edited_on_the_branch_is_not_lost_without_being_told(
    project: SmallProject, replaced: str
) -> None:
    run(project)
    if replaced == "partie-1":  # a file where the report has a folder
        project.elsewhere({}, removed=("partie-1/index.html",))
        (project.clone.parent / "other" / "partie-1").rmdir()
    project.elsewhere({replaced: "<p>À la main</p>"})
    assert refused(project) == (
        "Sur la branche gh-pages, ces fichiers ont été changés ou ajoutés à la main, et le rapport a les "
        f"siens à leur place :\n  {replaced}\n{REMEDY}"
    )
    run(project, replace=True)
    assert project.published()["partie-1/index.html"] == "<p>Rapport</p>"
    assert git(project.remote, "rev-list", "--count", "gh-pages").strip() == (
        "4" if replaced == "partie-1" else "3"
    )


def test_a_branch_that_someone_else_wrote_is_refused(project: SmallProject) -> None:
    project.elsewhere({"accueil.html": "<p>Un autre site</p>", "CNAME": "labo.example.org\n"})
    assert refused(project) == (
        f"La branche gh-pages porte autre chose que ce rapport :\n  accueil.html\n{REMEDY}"
    )
    run(project, replace=True)
    assert "accueil.html" not in project.published()
    assert project.published()["CNAME"] == "labo.example.org\n"
    assert git(project.remote, "rev-list", "--count", "gh-pages").strip() == "2"


def test_a_name_given_to_the_site_before_it_is_published_is_no_other_site(project: SmallProject) -> None:
    project.elsewhere({"CNAME": "labo.example.org\n"})
    run(project)
    assert project.published()["CNAME"] == "labo.example.org\n"


def test_a_folder_that_is_no_repository_is_said(project: SmallProject) -> None:
    (project.clone / ".git").rename(project.clone.parent / "git")
    with pytest.raises(LabError) as failure:
        run(project)
    assert re.fullmatch(
        rf"{project.root} n’est pas un dépôt git, et le rapport se publie depuis un clone :\n"
        r"fatal: not a git repository .*\n« git clone ADRESSE » en fait un\.",
        str(failure.value),
    )


def test_a_missing_git_is_said(project: SmallProject, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(LabError) as failure:
        run(project)
    assert str(failure.value) == (
        "git est introuvable : installez-le (Debian, Ubuntu : « apt install git »), puis relancez "
        "« make publish »."
    )


def test_a_repository_without_commit_is_said(project: SmallProject) -> None:
    git(project.clone, "switch", "--quiet", "--orphan", "neuve")
    assert refused(project) == (
        "Ce dépôt n’a encore aucun commit. Enregistrez-y le projet (« git add . », « git commit »), puis "
        "relancez « make publish »."
    )


def test_a_missing_remote_is_said(project: SmallProject) -> None:
    git(project.clone, "remote", "remove", "origin")
    assert refused(project) == (
        "Ce dépôt n’a pas de dépôt distant « origin » : le rapport n’a nulle part où être publié. Donnez son "
        "adresse avec « git remote add origin ADRESSE », puis relancez « make publish »."
    )


def test_a_commit_that_nobody_signs_is_said(project: SmallProject, monkeypatch: pytest.MonkeyPatch) -> None:
    git(project.clone, "config", "user.useConfigOnly", "true")
    monkeypatch.delenv("GIT_COMMITTER_EMAIL")
    said = refused(project)
    assert (
        said.startswith("Git ne peut pas signer de commit :\n") and "git config --global user.email" in said
    )
    assert said.endswith("\nCorrigez-le, puis relancez « make publish ».")


@pytest.mark.parametrize("address", ["http://127.0.0.1:1/labo.git", "/nowhere/labo.git"])
def test_a_remote_that_does_not_answer_is_said(project: SmallProject, address: str) -> None:
    git(project.clone, "remote", "set-url", "origin", address)
    said = refused(project)
    assert said.startswith("Le dépôt distant « origin » n’a pas pu être atteint :\nfatal: ")
    assert said.endswith(
        "\nVérifiez la connexion, l’adresse (« git remote -v ») et vos droits, puis relancez "
        "« make publish »."
    )


def test_a_push_that_is_refused_is_said(project: SmallProject) -> None:
    hook = project.remote / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\necho Branche protégée\nexit 1\n")
    hook.chmod(0o755)
    said = refused(project)
    assert said.startswith("Le dépôt distant « origin » a refusé la branche gh-pages :\n!")
    assert "remote: Branche protégée" in said
    assert said.endswith(
        "\nVérifiez que vous avez le droit d’y écrire, puis relancez « make publish ». Si quelqu’un d’autre "
        "vient de publier, relancer suffit."
    )
    hook.unlink()
    run(project)


def test_a_publication_from_elsewhere_in_the_meantime_is_not_lost(
    project: SmallProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(project)

    def tell(said: str) -> None:
        if said.startswith("Envoi"):
            project.elsewhere({"ailleurs.html": "<p>Ailleurs</p>"})

    with pytest.raises(LabError, match="Si quelqu’un d’autre vient de publier, relancer suffit"):
        publish(project.root, project.root / "results", False, tell)
    run(project)
    assert project.published()["ailleurs.html"] == "<p>Ailleurs</p>"


@pytest.mark.project
def test_the_whole_report_is_published_and_not_with_a_result_edited_by_hand(tmp_path: Path) -> None:
    copy = ProjectCopy(tmp_path / "clone")
    shutil.rmtree(copy.results)
    for name in ("results", "data"):
        shutil.copytree(PROJECT / name, copy.root / name)
    shutil.copy(PROJECT / ".gitignore", copy.root)
    git(tmp_path, "init", "--bare", "--quiet", "remote.git")
    git(copy.root, "init", "--quiet")
    git(copy.root, "remote", "add", "origin", str(tmp_path / "remote.git"))
    commit = commit_all(copy.root)
    finished = copy.run("publish")
    assert finished.returncode == 0, finished.stderr
    assert finished.stdout.endswith(f"Rapport du commit {commit[:12]} publié sur la branche gh-pages.\n")
    names = git(tmp_path / "remote.git", "ls-tree", "-r", "--name-only", "gh-pages").split()
    assert {"index.html", "404.html", "assets/logo.svg", ".nojekyll"} <= set(names)
    assert git(copy.root, "status", "--porcelain") == ""
    copy.edit("results/mlp-raw-1.json", '"seed": 1', '"seed": 2')
    commit_all(copy.root)
    finished = copy.run("publish")
    assert finished.returncode == 1
    assert "mlp-raw-1        modifié à la main : results/mlp-raw-1.json" in finished.stderr
    assert git(tmp_path / "remote.git", "rev-list", "--count", "gh-pages").strip() == "1"
