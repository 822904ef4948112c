"""Pages are written under ``docs/``, and nothing is elsewhere; what was edited since is known."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.errors import LabError
from generator.report.writing import MANIFEST, edited, write


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    (tmp_path / "projet" / "docs").mkdir(parents=True)
    return tmp_path / "projet" / "docs"


@pytest.mark.parametrize(
    "path", ["../x.png", "a/../../x.png", "a/../x.md", "./x.md", "a//x.md", "/x.md", "", "."]
)
def test_a_file_that_would_be_elsewhere_is_refused_and_nothing_is_written(path: str, docs: Path) -> None:
    with pytest.raises(LabError) as failure:
        write({"index.md": b"a", path: b"b"}, docs)
    assert str(failure.value) == (
        f"{path} : ce fichier irait hors de docs/, et n’est pas écrit. Attendu : un chemin sans « .. », "
        "comme partie-1.md."
    )
    assert list(docs.parent.rglob("*")) == [docs]


@given(parts=st.lists(st.sampled_from(["..", ".", "a", "..b", ""]), min_size=1, max_size=6))
def test_what_is_written_is_within(parts: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    folder, path = tmp_path_factory.mktemp("docs"), "/".join(parts)
    try:
        write({path: b"a"}, folder)
    except LabError:
        assert list(folder.iterdir()) == []
    else:
        assert (folder / path).resolve() == folder.resolve().joinpath(*parts)


@pytest.mark.parametrize("kept", [["../../x.md"], {"../../x.md": "", "a/../../../x.md": ""}])
def test_a_list_that_was_tampered_with_removes_nothing_elsewhere(kept: object, docs: Path) -> None:
    (docs.parent.parent / "x.md").write_text("a")
    (docs / MANIFEST).write_text(json.dumps(kept))
    assert write({"index.md": b"a"}, docs).removed == []
    assert (docs.parent.parent / "x.md").exists()


def test_what_was_edited_or_added_since_is_known(docs: Path) -> None:
    write({"index.md": b"a", "partie-1.md": b"b"}, docs)
    assert edited(docs) == []
    (docs / "partie-1.md").write_text("c")
    (docs / "notes.md").write_text("d")
    assert edited(docs) == ["notes.md", "partie-1.md"]


def test_of_a_list_without_digests_only_what_was_added_is_known(docs: Path) -> None:
    write({"index.md": b"a", "partie-1.md": b"b"}, docs)
    (docs / MANIFEST).write_text(json.dumps(["index.md", "partie-1.md"]))
    assert edited(docs) == []
    (docs / "notes.md").write_text("d")
    assert edited(docs) == ["notes.md"]
    assert write({"index.md": b"a"}, docs).removed == ["partie-1.md"]
