"""The site is built again when, and only when, something it is made of changed."""

import errno
import hashlib
import os
import re
import signal
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path

import pytest

from experiments.errors import LabError
from generator.lab.lab import LAB
from generator.report.build import render
from generator.report.writing import write
from generator.site.build import STAMP, build_site, is_current
from tests.generator.project_copy import PROJECT, ProjectCopy

pytestmark = pytest.mark.project


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> ProjectCopy:
    """Build the site of a copy of the project once; tests put back what they change."""
    project = ProjectCopy(tmp_path_factory.mktemp("site") / "project")
    write(render(LAB, project.results), project.docs)
    build_site(project.root, project.results)
    return project


def test_a_site_just_built_is_current_and_complete(built: ProjectCopy) -> None:
    assert is_current(built.root, built.results)
    assert {p.parent.name for p in built.site.rglob("index.html")} >= {"site", "partie-1", "hog", "donnees"}


@pytest.mark.parametrize(
    "file",
    [
        "results/cnn-1.json",
        "experiments/language.py",
        "generator/lab/depth/page.md.j2",
        "generator/site/theme/main.html",
        "docs/index.md",
        "docs/assets/css/page.css",
        "experiments/results/schema.py",
        "mkdocs.yml",
        "requirements/site.txt",
    ],
)
def test_it_is_stale_when_an_input_changes(built: ProjectCopy, file: str) -> None:
    path = built.root / file
    before = path.read_bytes()
    path.write_bytes(before + b"\n")
    try:
        assert not is_current(built.root, built.results)
    finally:
        path.write_bytes(before)
    assert is_current(built.root, built.results)


@pytest.mark.parametrize("name", ["results/autre.json", "docs/autre.md", "generator/autre.py"])
def test_it_is_stale_when_a_file_comes_or_goes(built: ProjectCopy, name: str) -> None:
    path = built.root / name
    path.write_bytes(b"{}")
    try:
        assert not is_current(built.root, built.results)
    finally:
        path.unlink()
    assert is_current(built.root, built.results)


def test_compiled_modules_do_not_count(built: ProjectCopy) -> None:
    path = built.root / "generator" / "__pycache__" / "french.pyc"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"x")
    assert is_current(built.root, built.results)


def test_it_is_not_current_for_other_results(built: ProjectCopy) -> None:
    assert not is_current(built.root, built.root / "build" / "smoke" / "results")


@pytest.mark.parametrize(
    "file", ["index.html", "partie-1/index.html", "assets/css/page.css", "search/search_index.json", STAMP]
)
@pytest.mark.parametrize("content", [None, b"", b"{}"], ids=["gone", "emptied", "other"])
def test_it_is_not_current_when_a_file_of_it_is_damaged(
    built: ProjectCopy, file: str, content: bytes | None
) -> None:
    path = built.site / file
    before = path.read_bytes()
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    try:
        assert not is_current(built.root, built.results)
    finally:
        path.write_bytes(before)
    assert is_current(built.root, built.results)


def test_it_is_not_current_when_a_file_was_added(built: ProjectCopy) -> None:
    path = built.site / "intrus.html"
    path.write_bytes(b"")
    try:
        assert not is_current(built.root, built.results)
    finally:
        path.unlink()


def test_a_site_that_does_not_show_all_is_built_and_never_current(built: ProjectCopy) -> None:
    build_site(built.root, built.results, whole=False)
    assert (built.site / "index.html").exists()
    assert not is_current(built.root, built.results)
    build_site(built.root, built.results)
    assert is_current(built.root, built.results)


def test_a_build_that_fails_leaves_the_site_of_the_last_one(built: ProjectCopy) -> None:
    page = built.docs / "partie-3.md"
    before = page.read_text(encoding="utf-8")
    site = {path: path.read_bytes() for path in built.site.rglob("*") if path.is_file()}
    page.write_text(f"{before}\n[lien](nulle-part.md)\n", encoding="utf-8")
    try:
        with pytest.raises(LabError) as failure:
            build_site(built.root, built.results)
        assert not is_current(built.root, built.results)
    finally:
        page.write_text(before, encoding="utf-8")
    assert "nulle-part.md" in str(failure.value)
    assert str(failure.value).endswith("MkDocs a refusé les pages ; ses messages sont ci-dessus.")
    assert {path: path.read_bytes() for path in built.site.rglob("*") if path.is_file()} == site
    assert is_current(built.root, built.results)
    assert list((built.root / "build").iterdir()) == []


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_what_mkdocs_cannot_write_is_said_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    """MkDocs is played by a module that fails as it does on a full disk."""
    (tmp_path / "mkdocs.py").write_text(
        f"import os\nraise OSError({error}, os.strerror({error}), 'x.html')\n"
    )
    for file in ("mkdocs.yml", "requirements/site.txt", "site/index.html"):
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_text("avant")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(LabError) as failure:
        build_site(tmp_path, tmp_path / "results")
    assert re.fullmatch(
        rf"{tmp_path}/build/site-\w+ : l’écriture a échoué \({os.strerror(error)}\)\. Vérifiez la place "
        "libre et les droits du dossier, puis relancez la commande ; ce qui était construit est resté en "
        "place.",
        str(failure.value),
    )
    assert (tmp_path / "site" / "index.html").read_text() == "avant"


def test_what_mkdocs_made_is_packed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """MkDocs is played by a module that names a file."""
    (tmp_path / "mkdocs.py").write_text(
        "import os, sys\nos.mkdir(sys.argv[-1])\n"
        "open(sys.argv[-1] + '/a.js', 'w').write('avant')\n"
        "open(sys.argv[-1] + '/index.html', 'w').write('<script src=\"a.js\"></script>')\n"
    )
    for file in ("mkdocs.yml", "requirements/site.txt"):
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text("avant")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    build_site(tmp_path, tmp_path / "results")
    digest = hashlib.sha256(b"avant").hexdigest()[:12]
    assert (tmp_path / "site" / "index.html").read_text() == f'<script src="a.js?{digest}"></script>'


# Builds, and is killed when what was built is about to take the place of the site.
KILLED = """
import os, signal, sys
from pathlib import Path
from generator.site.build import build_site

rename = Path.rename

def rename_or_die(path, target):
    if path.name == "site" and target == root / "site":
        os.kill(os.getpid(), signal.SIGKILL)
    return rename(path, target)

root = Path(sys.argv[1])
Path.rename = rename_or_die
build_site(root, root / "results")
"""


@pytest.mark.parametrize("mkdocs", ["open(sys.argv[-1] + '/index.html', 'w').write('après')", "sys.exit(1)"])
def test_a_build_that_is_killed_loses_no_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mkdocs: str
) -> None:
    """MkDocs is played by a module of one line; the next one may fail."""
    for file in ("mkdocs.yml", "requirements/site.txt", "site/index.html"):
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_text("avant")
    player = tmp_path / "mkdocs.py"
    player.write_text("import os, sys\nos.mkdir(sys.argv[-1])\nopen(sys.argv[-1] + '/index.html', 'w')\n")
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}:{PROJECT}")
    killed = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert not (tmp_path / "site").exists()
    player.write_text(f"import os, sys\nos.mkdir(sys.argv[-1])\n{mkdocs}\n")
    fails = "exit" in mkdocs
    with pytest.raises(LabError) if fails else nullcontext():
        build_site(tmp_path, tmp_path / "results")
    assert (tmp_path / "site" / "index.html").read_text() == ("avant" if fails else "après")
    assert list((tmp_path / "build").iterdir()) == []


@pytest.mark.parametrize("name", ["build", "docs"])
def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path, name: str) -> None:
    for file in ("mkdocs.yml", "requirements/site.txt"):
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_text("")
    # Whoever runs the test may have every right: a file stands in the place of the folder.
    (tmp_path / name).write_text("")
    with pytest.raises(LabError, match=f"^{tmp_path}/{name} : l’écriture a échoué"):
        if name == "build":
            build_site(tmp_path, tmp_path / "results")
        else:
            write({"index.md": b""}, tmp_path / "docs")


def test_two_builds_are_the_same(built: ProjectCopy, tmp_path: Path) -> None:
    def files() -> dict[str, bytes]:
        return {
            path.relative_to(built.site).as_posix(): path.read_bytes()
            for path in built.site.rglob("*")
            # MkDocs dates its site map, which the list of files vouches for; the date is that of the day.
            if path.is_file() and not path.name.startswith("sitemap.xml") and path.name != STAMP
        }

    first = files()
    build_site(built.root, built.results)
    assert files() == first
