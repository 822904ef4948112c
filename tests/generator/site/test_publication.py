"""Only the site of the committed, full results is published, on its own branch."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from experiments.errors import LabError
from experiments.results.schema import Result
from generator.site.publication import publish
from generator.site.build import STAMP, manifest, sources_fingerprint
from tests.generator.samples import sample_record, write_samples

REFUSED = (
    "Le site n’est pas construit à partir de results/ dans leur état actuel : un essai (PROFILE=smoke) ne se "
    "publie pas. Lancez « make report », puis « make publish »."
)

NOT_PUBLISHED = (
    r"Git n’a pas publié le site \(.*\) ; ses messages sont ci-dessus\. Vérifiez que le dépôt a un dépôt "
    r"distant « origin », que vous pouvez y écrire et qu’il reste de la place, puis relancez « make publish »\."
)


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-c", "user.name=Essai", "-c", "user.email=essai@example.org", *arguments]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout


def stamp(root: Path, results: Path) -> None:
    site = root / "site"
    vouched = manifest(sources_fingerprint(root, results), site)
    (site / STAMP).write_text(json.dumps(vouched), encoding="utf-8")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a repository with a remote one and a site that is current."""
    root = tmp_path / "project"
    for folder in ("site", "generator", "docs", "experiments", "requirements"):
        (root / folder).mkdir(parents=True)
    (root / "mkdocs.yml").write_text("site_name: Essai\n")
    (root / "requirements" / "site.txt").write_text("")
    (root / "site" / "index.html").write_text("<p>Rapport</p>")
    write_samples(root / "results")
    stamp(root, root / "results")
    git(tmp_path, "init", "--bare", "--quiet", "remote.git")
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", "results")
    git(root, "commit", "--quiet", "--message=Results")
    git(root, "remote", "add", "origin", str(tmp_path / "remote.git"))
    for variable in ("GIT_AUTHOR", "GIT_COMMITTER"):
        monkeypatch.setenv(f"{variable}_NAME", "Essai")
        monkeypatch.setenv(f"{variable}_EMAIL", "essai@example.org")
    monkeypatch.chdir(root)
    return root


def test_the_site_reaches_the_branch_that_is_served(project: Path) -> None:
    publish(project)
    remote = project.parent / "remote.git"
    assert git(remote, "show", "gh-pages:index.html") == "<p>Rapport</p>"
    assert ".nojekyll" in git(remote, "ls-tree", "--name-only", "gh-pages").split()
    assert git(project, "branch", "--show-current").strip() == "main"


def test_publishing_again_adds_to_the_history(project: Path) -> None:
    publish(project)
    (project / "site" / "index.html").write_text("<p>Autre</p>")
    stamp(project, project / "results")
    publish(project)
    remote = project.parent / "remote.git"
    assert git(remote, "show", "gh-pages:index.html") == "<p>Autre</p>"
    assert git(remote, "rev-list", "--count", "gh-pages").strip() == "2"


def refused(root: Path) -> str:
    with pytest.raises(LabError) as failure:
        publish(root)
    assert git(root.parent / "remote.git", "branch", "--list") == ""
    return str(failure.value)


def test_a_site_that_is_not_current_is_refused(project: Path) -> None:
    (project / "docs" / "index.md").write_text("# Autre")
    assert refused(project) == REFUSED


def test_the_site_of_a_trial_is_refused(project: Path) -> None:
    trial = write_samples(project / "build" / "smoke" / "results")
    stamp(project, trial)
    assert refused(project) == REFUSED


def test_a_trial_among_the_results_is_refused(project: Path) -> None:
    record = {**sample_record("cnn-1"), "profile": "smoke"}
    assert Result.model_validate(record)
    stamp(project, write_samples(project / "results", record))
    assert refused(project) == REFUSED


def test_git_without_a_remote_says_what_to_check(project: Path) -> None:
    git(project, "remote", "remove", "origin")
    said = refused(project)
    assert re.fullmatch(NOT_PUBLISHED, said)


def test_what_another_clone_published_is_kept(project: Path) -> None:
    remote, other = project.parent / "remote.git", project.parent / "other"
    publish(project)
    git(project.parent, "clone", "--quiet", "--branch=gh-pages", str(remote), "other")
    (other / "ailleurs.html").write_text("<p>Ailleurs</p>")
    git(other, "add", "ailleurs.html")
    git(other, "commit", "--quiet", "--message=Elsewhere")
    git(other, "push", "--quiet")
    publish(project)
    assert git(remote, "rev-list", "--count", "gh-pages").strip() == "3"
    assert "ailleurs.html" not in git(remote, "ls-tree", "--name-only", "gh-pages")


def test_a_push_that_is_rejected_is_said(project: Path) -> None:
    hook = project.parent / "remote.git" / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    assert re.fullmatch(NOT_PUBLISHED, refused(project))
    hook.unlink()
    publish(project)


def test_a_commit_that_git_refuses_is_said(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_COMMITTER_DATE", "hier")
    assert re.fullmatch(NOT_PUBLISHED, refused(project))
