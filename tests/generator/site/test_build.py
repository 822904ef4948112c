"""The site is built again when, and only when, something it is made of changed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from experiments.errors import LabError
from generator.lab.lab import LAB
from generator.report.build import render
from generator.report.writing import write
from generator.site.build import build_site, is_current
from tests.generator.project_copy import ProjectCopy

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
    "spoil", [lambda site: site / "index.html", lambda site: site / ".built-from"], ids=["page", "stamp"]
)
def test_it_is_not_current_when_a_part_of_it_lacks(built: ProjectCopy, spoil: Callable[[Path], Path]) -> None:
    path = spoil(built.site)
    before = path.read_bytes()
    path.unlink()
    try:
        assert not is_current(built.root, built.results)
    finally:
        path.write_bytes(before)


def test_a_site_that_does_not_show_all_is_built_and_never_current(built: ProjectCopy) -> None:
    build_site(built.root, built.results, whole=False)
    assert (built.site / "index.html").exists()
    assert not is_current(built.root, built.results)
    build_site(built.root, built.results)
    assert is_current(built.root, built.results)


def test_a_build_that_fails_vouches_for_nothing(built: ProjectCopy) -> None:
    page = built.docs / "partie-3.md"
    before = page.read_text(encoding="utf-8")
    page.write_text(f"{before}\n[lien](nulle-part.md)\n", encoding="utf-8")
    with pytest.raises(LabError) as failure:
        build_site(built.root, built.results)
    assert "nulle-part.md" in str(failure.value)
    assert str(failure.value).endswith("MkDocs a refusé les pages ; ses messages sont ci-dessus.")
    # What is now in site/ is the failed build, even once the page is put back.
    page.write_text(before, encoding="utf-8")
    assert not is_current(built.root, built.results)
    build_site(built.root, built.results)
    assert is_current(built.root, built.results)


def test_two_builds_are_the_same(built: ProjectCopy, tmp_path: Path) -> None:
    def files() -> dict[str, bytes]:
        return {
            path.relative_to(built.site).as_posix(): path.read_bytes()
            for path in built.site.rglob("*")
            # MkDocs dates its site map; the date is that of the day, not of the build.
            if path.is_file() and not path.name.startswith("sitemap.xml")
        }

    first = files()
    build_site(built.root, built.results)
    assert files() == first
