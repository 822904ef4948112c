"""An export overwrites what an export wrote, and nothing else; it never leaves its folder."""

from pathlib import Path

import pytest

from experiments.errors import LabError
from generator.site.export.files import write_export

FILES = {"m.md": b"# M\n", "m/perte.png": b"PNG"}


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("[!.]*") if p.is_file()}


def test_it_is_written_and_written_again(tmp_path: Path) -> None:
    assert write_export(tmp_path / "a" / "b", "m", FILES) == [
        tmp_path / "a/b/m.md",
        tmp_path / "a/b/m/perte.png",
    ]
    assert contents(tmp_path / "a/b") == FILES
    changed = FILES | {"m.md": b"# M 2\n"}
    write_export(tmp_path / "a" / "b", "m", changed)
    assert contents(tmp_path / "a/b") == changed


@pytest.mark.parametrize("path", ["m.md", "m/perte.png"])
@pytest.mark.parametrize("exported", [True, False])
def test_what_someone_wrote_stays(tmp_path: Path, path: str, exported: bool) -> None:
    if exported:
        write_export(tmp_path, "m", FILES)
    (tmp_path / path).parent.mkdir(exist_ok=True)
    (tmp_path / path).write_bytes(b"mon travail")
    before = contents(tmp_path)
    with pytest.raises(LabError) as caught:
        write_export(tmp_path, "m", {name: content + b"!" for name, content in FILES.items()})
    assert str(caught.value) == (
        f"{tmp_path / path} : écrit par autre chose que cet export, ou changé depuis. Déplacez ce qui s’y "
        "trouve, ou donnez un autre dossier."
    )
    assert contents(tmp_path) == before


@pytest.mark.parametrize("name", ["../m.md", "m/../../x", "/tmp/m.md"])
def test_no_file_leaves_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(LabError, match="mène hors de"):
        write_export(tmp_path / "ici", "m", {name: b""})
    assert contents(tmp_path) == {}


def test_a_link_that_leads_elsewhere_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "ici").mkdir()
    (tmp_path / "ailleurs").mkdir()
    (tmp_path / "ici" / "m").symlink_to(tmp_path / "ailleurs")
    with pytest.raises(LabError, match="mène hors de"):
        write_export(tmp_path / "ici", "m", FILES)
    assert contents(tmp_path) == {}


def test_a_folder_in_the_place_of_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "m.md").mkdir()
    with pytest.raises(LabError, match="écrit par autre chose"):
        write_export(tmp_path, "m", FILES)


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "ici").write_text("un fichier", encoding="utf-8")
    with pytest.raises(LabError, match="l’écriture a échoué"):
        write_export(tmp_path / "ici", "m", FILES)


def test_a_damaged_record_makes_every_file_foreign(tmp_path: Path) -> None:
    write_export(tmp_path, "m", FILES)
    (tmp_path / ".m.export.json").write_bytes(b"[")
    with pytest.raises(LabError, match="écrit par autre chose"):
        write_export(tmp_path, "m", {name: content + b"!" for name, content in FILES.items()})
