"""The words of the authors from their files to the site: what « python -m generator » says of them."""

from pathlib import Path

import pytest

from tests.generator.page_tree import parse
from tests.generator.project_copy import ProjectCopy
from tests.resealing import reseal

pytestmark = pytest.mark.project

CURRENT = "Le rapport est à jour : ouvrez site/index.html, ou lancez « make serve »."
READ = "Si rien n’est à y changer, lancez « .venv/bin/python -m generator relu »."
CHANGED = (
    "Relisez commentaires/partie-3.md : la perte de test du MLP 1 sur les pixels est passée de 0,88 à 0,50."
)


def test_a_number_that_changes_is_told_until_its_comment_is_read_again(tmp_path: Path) -> None:
    project = ProjectCopy(tmp_path / "project")
    comment = project.root / "commentaires" / "partie-3.md"
    comment.parent.mkdir()
    comment.write_text('Perte : {{ "mlp-raw-1".evaluation.test.loss }}.\n', encoding="utf-8")
    (project.root / "rapport.toml").write_text('authors = ["Ada"]\ndate = 2026-03-01\n', encoding="utf-8")
    assert project.run("site").returncode == 0
    assert project.run("site").stdout == f"{CURRENT}\n"
    home = parse((project.site / "index.html").read_text(encoding="utf-8"))
    assert home.find(css="byline")[0].text == "Ada · 1 mars 2026"

    reseal(project.results / "mlp-raw-1.json", lambda record: record["evaluation"]["test"].update(loss=0.5))
    built = project.run("site")
    assert (built.returncode, built.stderr) == (0, "")
    assert built.stdout.splitlines()[-3:-1] == [CHANGED, READ]
    assert project.run("site").stdout.splitlines() == [CHANGED, READ, CURRENT]
    page = parse((project.site / "partie-3" / "index.html").read_text(encoding="utf-8"))
    assert "0,88" in page.find("section", "comment")[0].find(css="notice")[0].text

    accepted = project.run("relu", "partie-3")
    assert accepted.stdout.splitlines() == [
        "commentaires/partie-3.md : tenu pour relu.",
        "Lancez « make report » pour refaire ses pages.",
    ]
    built = project.run("site")
    assert "Relisez" not in built.stdout
    page = parse((project.site / "partie-3" / "index.html").read_text(encoding="utf-8"))
    assert not page.find("section", "comment")[0].find(css="notice")
    assert project.run("relu").stdout == "Aucun commentaire n’était à relire.\n"

    comment.write_text("mlp-raw-1 a une exactitude de test de 12 %.\n", encoding="utf-8")
    refused = project.run("site")
    assert refused.returncode == 1
    assert refused.stderr.splitlines()[1].startswith("commentaires/partie-3.md, ligne 1 : « 12 % » contredit")
    assert project.run("site").returncode == 1  # what lacks something is never held for current
