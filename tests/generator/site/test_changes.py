"""What a file that changes asks for."""

from pathlib import Path

import pytest

from generator.report.comments.places import COMMENTS, PICTURES
from generator.site.changes import Change, Changes

FOLDERS = ("results", "generator", "experiments", "docs/assets")
CODE, DRAWING = Change.PAGES | Change.CODE, Change.PAGES | Change.CODE | Change.DRAWING


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for folder in FOLDERS:
        (tmp_path / folder).mkdir(parents=True)
    return tmp_path


@pytest.mark.parametrize(
    ("file", "asked"),
    [
        ("results/mlp-raw-1.json", Change.PAGES | Change.RESULTS),
        ("results/figures/mlp-raw-1/history.svg", Change.PAGES | Change.RESULTS),
        ("generator/lab/home/page.md.j2", Change.PAGES),
        ("generator/rules/better_than.fr.toml", Change.PAGES),
        ("generator/rules/better_than.py", CODE),
        ("generator/site/theme/main.html", Change.PAGES | Change.FRAME),
        ("mkdocs.yml", Change.PAGES | Change.FRAME),
        ("docs/assets/css/page.css", Change.PAGES),
        ("docs/assets/js/code.js", Change.PAGES),
        ("commentaires/mlp-raw-1.md", Change.PAGES),
        ("rapport.toml", Change.PAGES),
        ("pyproject.toml", Change.NOTHING),
        *((f"commentaires/partie-2/schéma{suffix}", Change.PAGES) for suffix in PICTURES),
        ("commentaires/PHOTO.JPG", Change.PAGES),
        ("experiments/mlp_raw.py", Change.EXPERIMENT),
        ("experiments/language.py", CODE | Change.EXPERIMENT),
        ("experiments/errors.py", CODE | Change.EXPERIMENT),
        ("experiments/training/fit.py", CODE | Change.EXPERIMENT),
        ("experiments/figures/history.py", DRAWING),
        ("README.md", Change.NOTHING),
        ("generator/rules/__pycache__/better_than.cpython-311.pyc", Change.NOTHING),
        ("generator/lab/home/.page.md.j2.swp", Change.NOTHING),
        ("generator/lab/home/page.md.j2~", Change.NOTHING),
        ("results/.mlp-raw-1.json.123.tmp", Change.NOTHING),
    ],
)
def test_a_file_asks_for_what_is_made_of_it(root: Path, file: str, asked: Change) -> None:
    changes = Changes(root, root / "results")
    assert changes.asked_by(root / file) == asked
    changes.close()


def test_changes_that_follow_one_another_are_one(root: Path) -> None:
    changes = Changes(root, root / "results")
    (root / "generator" / "page.md.j2").write_text("")
    (root / "experiments" / "mlp_raw.py").write_text("")
    assert changes.wait(10) == Change.PAGES | Change.EXPERIMENT
    assert changes.wait(0.2) == Change.NOTHING
    changes.close()


def test_the_first_comment_is_seen(root: Path) -> None:
    changes = Changes(root, root / "results")
    (root / COMMENTS).mkdir()
    assert changes.wait(10) == Change.PAGES
    (root / COMMENTS / "mlp-raw-1.md").write_text("")
    assert changes.wait(10) == Change.PAGES
    changes.close()


def test_comments_put_back_in_place_are_seen(root: Path) -> None:
    (root / COMMENTS).mkdir()
    changes = Changes(root, root / "results")
    for away in ("anciens", "plus-anciens"):
        (root / COMMENTS).rename(root / away)
        changes.wait(1)
        (root / away).rename(root / COMMENTS)
        assert changes.wait(10) == Change.PAGES
        (root / COMMENTS / "mlp-raw-1.md").write_text(away)
        assert changes.wait(10) == Change.PAGES
    changes.close()


def test_comments_moved_from_elsewhere_are_seen(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    changes = Changes(root, root / "results")
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "textes"
    elsewhere.mkdir()
    for place in (root / "textes", root / COMMENTS):
        elsewhere = elsewhere.rename(place)
    assert changes.wait(10) == Change.PAGES
    (root / COMMENTS / "mlp-raw-1.md").write_text("")
    assert changes.wait(10) == Change.PAGES
    changes.close()
