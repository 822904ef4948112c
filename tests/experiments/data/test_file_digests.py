"""Digests of files: those of hashlib, computed again only for files that changed."""

import hashlib
import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.data.file_digests import file_digests
from experiments.errors import DataError


@pytest.fixture
def read_files(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of the files that get read, in order."""
    names: list[str] = []
    digest = hashlib.file_digest

    def record(file: Any, algorithm: str) -> Any:
        names.append(Path(file.name).name)
        return digest(file, algorithm)

    monkeypatch.setattr(hashlib, "file_digest", record)
    return names


def write(folder: Path, **contents: str) -> list[Path]:
    paths = [folder / name for name in contents]
    for path, content in zip(paths, contents.values(), strict=True):
        path.write_text(content, encoding="utf-8")
    return paths


@given(contents=st.lists(st.binary(max_size=200), max_size=5), algorithm=st.sampled_from(["sha256", "md5"]))
def test_digests_are_those_of_hashlib_first_and_second_time(
    contents: list[bytes], algorithm: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("files")
    paths = [folder / str(number) for number in range(len(contents))]
    for path, content in zip(paths, contents, strict=True):
        path.write_bytes(content)
    expected = tuple(hashlib.new(algorithm, content).hexdigest() for content in contents)
    assert file_digests(paths, folder / "manifest.json", algorithm) == expected
    assert file_digests(paths, folder / "manifest.json", algorithm) == expected


def test_an_unchanged_file_is_not_read_again(tmp_path: Path, read_files: list[str]) -> None:
    paths = write(tmp_path, a="one", b="two")
    manifest = tmp_path / "manifest.json"
    file_digests(paths, manifest)
    assert read_files == ["a", "b"]
    file_digests(paths, manifest)
    assert read_files == ["a", "b"]


def test_a_file_is_read_again_when_its_size_or_date_changes(tmp_path: Path, read_files: list[str]) -> None:
    a, b, _ = paths = write(tmp_path, a="one", b="two", c="three")
    manifest = tmp_path / "manifest.json"
    file_digests(paths, manifest)
    date = a.stat().st_mtime_ns
    a.write_text("longer", encoding="utf-8")
    os.utime(a, ns=(date, date))
    b.write_text("TWO", encoding="utf-8")
    os.utime(b, ns=(date + 10**9, date + 10**9))
    read_files.clear()
    digests = file_digests(paths, manifest)
    assert read_files == ["a", "b"]
    assert digests == tuple(hashlib.sha256(text).hexdigest() for text in (b"longer", b"TWO", b"three"))


def test_a_byte_changed_under_the_same_size_and_date_is_seen(tmp_path: Path) -> None:
    (path,) = write(tmp_path, a="one")
    manifest = tmp_path / "manifest.json"
    file_digests([path], manifest)
    date = path.stat().st_mtime_ns
    path.write_text("two", encoding="utf-8")
    os.utime(path, ns=(date, date))
    assert file_digests([path], manifest) == (hashlib.sha256(b"two").hexdigest(),)


def test_one_manifest_never_answers_for_another_algorithm(tmp_path: Path) -> None:
    paths = write(tmp_path, a="one")
    manifest = tmp_path / "manifest.json"
    file_digests(paths, manifest, "sha256")
    assert file_digests(paths, manifest, "md5") == (hashlib.md5(b"one").hexdigest(),)


@pytest.mark.parametrize("content", ["", "{", "[1, 2]", "null", "\x00"])
def test_a_damaged_manifest_is_replaced(content: str, tmp_path: Path, read_files: list[str]) -> None:
    paths = write(tmp_path, a="one")
    manifest = tmp_path / "manifest.json"
    manifest.write_text(content, encoding="utf-8")
    for _ in range(2):
        assert file_digests(paths, manifest) == (hashlib.sha256(b"one").hexdigest(),)
    assert read_files == ["a"]


@pytest.mark.parametrize("entry", [None, 7, [], [1, 2], [1, 2, 3], {"digest": "x"}, "abc"])
def test_a_damaged_entry_is_not_believed(entry: object, tmp_path: Path) -> None:
    (path,) = write(tmp_path, a="one")
    manifest = tmp_path / "manifest.json"
    manifest.write_text(json.dumps({f"sha256 {path}": entry}), encoding="utf-8")
    assert file_digests([path], manifest) == (hashlib.sha256(b"one").hexdigest(),)


def test_digests_do_not_need_a_manifest(tmp_path: Path) -> None:
    paths = write(tmp_path, a="one", blocked="a file where a folder would be needed")
    digests = file_digests(paths[:1], tmp_path / "blocked" / "manifest.json")
    assert digests == (hashlib.sha256(b"one").hexdigest(),)


def not_regular(path: Path) -> str:
    return (
        f"{path} n’est pas un fichier ordinaire mais un dossier, un tube ou un périphérique. "
        "Retirez-le ou remplacez-le par l’original."
    )


def test_a_pipe_and_a_device_are_named_instead_of_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.jpeg"
    os.mkfifo(pipe)
    device = tmp_path / "device.jpeg"
    device.symlink_to("/dev/zero")
    for path in (pipe, device):
        with pytest.raises(DataError) as caught:
            file_digests([path], tmp_path / "manifest.json")
        assert str(caught.value) == not_regular(path)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    gone = tmp_path / "gone.jpeg"
    gone.symlink_to(tmp_path / "nowhere")
    folder = tmp_path / "folder.jpeg"
    folder.mkdir()
    with pytest.raises(DataError) as caught:
        file_digests([gone], tmp_path / "manifest.json")
    assert str(caught.value) == f"Le fichier {gone} ne peut pas être lu (No such file or directory)."
    with pytest.raises(DataError) as caught:
        file_digests([folder], tmp_path / "manifest.json")
    assert str(caught.value) == not_regular(folder)
