"""Results in files: validated both ways, never half-written, every fault named with its path."""

import errno
import json
import math
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.errors import EditedResultError, ResultError
from experiments.results.content import to_json
from experiments.results.files import read_replicate, read_result, read_results, write_replicate, write_result
from experiments.results.provenance import key_of
from experiments.results.record import Record
from experiments.results.replicate import REPLICATES, Replicate, replicate_files
from experiments.results.schema import Result
from experiments.results.seal import digest_of, sealed
from tests.experiments.result_sample import sample_record, sample_replicate


@dataclass(frozen=True)
class Kind:
    """One kind of file, and what messages say of it."""

    sample: Callable[[], dict[str, Any]]
    model: type[Record]
    read: Callable[[Path], Record]
    write: Callable[[Path, Any], Path]
    name: str
    target: str

    @property
    def version(self) -> int:
        return int(self.sample()["format_version"])

    @property
    def remedy(self) -> str:
        return (
            f"Rétablissez le fichier avec « git checkout -- {self.name} », "
            f"ou recalculez-le avec « make {self.target} FORCE=1 ONLY=essai-1 »."
        )

    def made(self, **changes: object) -> Any:
        return self.model.model_validate({**self.sample(), **changes})

    def message(self, folder: Path, content: bytes) -> str:
        """Return what is said of a file of this kind with some content."""
        path = folder.parent / self.name
        path.parent.mkdir(parents=True)
        path.write_bytes(content)
        with pytest.raises(ResultError) as caught:
            self.read(path)
        return str(caught.value)


RESULT = Kind(sample_record, Result, read_result, write_result, "results/essai-1.json", "report")
REPLICATE = Kind(
    sample_replicate,
    Replicate,
    read_replicate,
    write_replicate,
    "results/replicates/essai-1-seed-2.json",
    "replicates",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "results"


@pytest.fixture(params=[RESULT, REPLICATE], ids=lambda kind: kind.model.__name__)
def kind(request: pytest.FixtureRequest) -> Any:
    return request.param


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_what_is_written_comes_back(folder: Path, kind: Kind) -> None:
    path = kind.write(folder, kind.made())
    assert path == folder.parent / kind.name
    assert kind.read(path) == kind.made()
    assert files(folder) == [path]


def test_the_same_record_gives_the_same_bytes(folder: Path, kind: Kind) -> None:
    path = kind.write(folder, kind.made())
    first = path.read_bytes()
    assert kind.write(folder, kind.read(path)).read_bytes() == first
    assert list(json.loads(first)) == [*kind.model.model_fields, "digest"]


def test_results_come_by_family_and_rank(folder: Path) -> None:
    for name, family, position in (("a-1", "zoo", 1), ("c-1", "arbre", 2), ("b-1", "arbre", 10)):
        write_result(folder, RESULT.made(id=name, family=family, position=position))
    assert [result.id for result in read_results(folder)] == ["c-1", "b-1", "a-1"]


def test_the_replicates_of_a_result_are_not_written_with_it(folder: Path) -> None:
    alone = write_result(folder, RESULT.made()).read_bytes()
    replicated = RESULT.made().with_replicates([REPLICATE.made()])
    assert write_result(folder, replicated).read_bytes() == alone
    assert len(files(folder)) == 1


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda children: st.lists(children) | st.dictionaries(st.text(), children),
    max_leaves=8,
)


@given(st.dictionaries(st.text(), values, max_size=3))
def test_json_says_what_the_record_says(record: dict[str, Any]) -> None:
    assert json.loads(to_json(record)) == record
    assert to_json(record).endswith("}\n")


def test_lists_of_numbers_are_on_one_line_and_texts_are_left_alone() -> None:
    record = {"matrix": [[1, 2], [3, -4.5e-7]], "code": "x = [ 1, 2 ]", "empty": []}
    assert to_json(record) == (
        '{\n "matrix": [\n  [1, 2],\n  [3, -4.5e-07]\n ],\n "code": "x = [ 1, 2 ]",\n "empty": []\n}\n'
    )


def test_faults_are_named_with_their_file(folder: Path, kind: Kind) -> None:
    record = kind.sample()
    record["provenance"]["key"] = "clé"
    record["inconnue"] = 1
    assert kind.message(folder, json.dumps(record).encode()) == (
        f"{kind.name} : /provenance/key : le texte n’a pas la forme attendue ('clé')\n"
        f"{kind.name} : /inconnue : cette clé est inconnue (1)\n{kind.remedy}"
    )


def test_another_format_is_named_before_anything_else(folder: Path, kind: Kind) -> None:
    said = f"version 9, ce programme lit la version {kind.version}"
    assert kind.message(folder, b'{"format_version": 9}') == (
        f"{kind.name} : /format_version : {said}. {kind.remedy}"
    )


def test_a_file_named_after_another_experiment(folder: Path) -> None:
    record = sample_record() | {"id": "essai-2"}
    assert RESULT.message(folder, json.dumps(sealed(record)).encode()) == (
        f"results/essai-1.json : /id : le résultat se nomme 'essai-2'. {RESULT.remedy}"
    )


@pytest.mark.parametrize("changes", [{"id": "essai-2"}, {"seed": 3}, {"id": "essai", "seed": 1}])
def test_a_file_named_after_another_replicate(folder: Path, changes: dict[str, Any]) -> None:
    record = sample_replicate() | changes
    assert REPLICATE.message(folder, json.dumps(sealed(record)).encode()) == (
        f"{REPLICATE.name} : /id et /seed : la réplique se nomme "
        f"'{record['id']}-seed-{record['seed']}'. {REPLICATE.remedy}"
    )


def test_an_absent_file(folder: Path) -> None:
    with pytest.raises(ResultError) as caught:
        read_result(folder / "essai-1.json")
    assert str(caught.value) == (
        "results/essai-1.json : ce résultat n’existe pas. Lancez « make report » pour le calculer."
    )


def test_an_absent_replicate(folder: Path) -> None:
    with pytest.raises(ResultError) as caught:
        read_replicate(folder / "replicates" / "essai-1-seed-2.json")
    assert str(caught.value) == f"{REPLICATE.name} : cette réplique n’existe pas. {REPLICATE.remedy}"


def test_a_folder_in_place_of_a_file(folder: Path, kind: Kind) -> None:
    path = folder.parent / kind.name
    path.mkdir(parents=True)
    with pytest.raises(ResultError) as caught:
        kind.read(path)
    reason = os.strerror(errno.EISDIR)
    assert str(caught.value) == (
        f"{kind.name} : la lecture a échoué ({reason}), un fichier lisible est attendu. Vérifiez ses droits, "
        f"ou supprimez ce qui porte ce nom. {kind.remedy}"
    )
    with pytest.raises(ResultError) as caught:
        kind.write(folder, kind.made())
    assert str(caught.value).startswith(f"{kind.name} : l’écriture a échoué ({reason}). ")
    assert path.is_dir()


@pytest.mark.parametrize("content", [b"", b"{", b'{"format_version": 1,}', b"\xff\xfe"])
def test_what_is_no_json(folder: Path, kind: Kind, content: bytes) -> None:
    with pytest.raises(ValueError) as python:
        json.loads(content)
    assert kind.message(folder, content) == (
        f"{kind.name} : ce n’est pas du JSON valide ({python.value}). {kind.remedy}"
    )


@pytest.mark.parametrize("content", [b"[" * 5000 + b"]" * 5000, b'{"format_version": ' + b"1" * 5000 + b"}"])
def test_what_python_refuses_of_json_is_said(folder: Path, kind: Kind, content: bytes) -> None:
    said = kind.message(folder, content)
    assert said.startswith(f"{kind.name} : ce n’est pas du JSON valide (")
    assert said.endswith(kind.remedy)


@pytest.mark.parametrize("levels", range(900, 1000, 7))
def test_values_nested_at_any_depth_are_refused(folder: Path, kind: Kind, levels: int) -> None:
    nested = '{"x": ' * levels + "1" + "}" * levels
    content = json.dumps(kind.sample() | {"format_version": "NESTED", "id": "NESTED"})
    said = kind.message(folder, content.replace('"NESTED"', nested).encode())
    assert said.startswith(f"{kind.name} : ")
    assert said.endswith(kind.remedy)


def test_what_does_not_follow_the_schema_is_not_written(folder: Path, kind: Kind) -> None:
    old = kind.write(folder, kind.made()).read_bytes()
    split = kind.made().evaluation["test"].model_copy(update={"loss": math.nan})
    evaluation = kind.made().evaluation | {"test": split}
    with pytest.raises(ResultError) as caught:
        kind.write(folder, kind.made().model_copy(update={"evaluation": evaluation}))
    assert str(caught.value) == f"{kind.name} : /evaluation/test/loss : un nombre fini est attendu (nan)"
    assert [path.read_bytes() for path in files(folder)] == [old]


def test_what_the_schema_leaves_free_is_checked_too(folder: Path) -> None:
    with pytest.raises(ResultError) as caught:
        write_result(folder, RESULT.made().model_copy(update={"inspection": {"score": math.nan}}))
    assert str(caught.value) == "results/essai-1.json : /inspection/score : un nombre fini est attendu (nan)"
    assert files(folder) == []


def test_an_error_while_writing_leaves_the_old_file(
    folder: Path, kind: Kind, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = kind.write(folder, kind.made()).read_bytes()

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    changed = kind.made().provenance.model_copy(update={"seconds": 9.0})
    with pytest.raises(ResultError) as caught:
        kind.write(folder, kind.made().model_copy(update={"provenance": changed}))
    assert str(caught.value) == (
        f"{kind.name} : l’écriture a échoué (No space left on device). Vérifiez la place libre, les droits "
        "du dossier et qu’aucun dossier ne porte ce nom, puis relancez la commande."
    )
    assert [path.read_bytes() for path in files(folder)] == [old]


def test_what_a_killed_writer_leaves_is_no_result(folder: Path, kind: Kind) -> None:
    path = kind.write(folder, kind.made())
    (path.parent / f".{path.name}.abcd.tmp").write_text("half", encoding="utf-8")
    assert [result.id for result in read_results(folder)] == (["essai-1"] if kind is RESULT else [])
    assert replicate_files(folder) == ([path] if kind is REPLICATE else [])


@pytest.mark.parametrize(
    "alter",
    [lambda part: part["components"].update(profil="smoke"), lambda part: part.update(key="9" * 64)],
    ids=["components", "key"],
)
def test_a_key_that_is_not_that_of_its_components(
    folder: Path, kind: Kind, alter: Callable[[dict[str, Any]], None]
) -> None:
    record = kind.sample()
    alter(record["provenance"])
    path = kind.write(folder, kind.model.model_validate(record))
    given_key, expected = record["provenance"]["key"], key_of(record["provenance"]["components"])
    with pytest.raises(ResultError) as caught:
        kind.read(path)
    assert str(caught.value).startswith(
        f"{kind.name} : /provenance/key : modifié à la main : la clé vaut {given_key[:12]}…, ses composants "
        f"donnent {expected[:12]}…. Rétablissez le fichier avec"
    )


@given(st.sampled_from([RESULT, REPLICATE]), st.data())
def test_no_value_is_edited_unnoticed(kind: Kind, data: st.DataObject) -> None:
    record = sealed(kind.sample())
    assert record["digest"] == sealed(json.loads(to_json(kind.sample())))["digest"]
    part, name = record, data.draw(st.sampled_from(sorted(record)))
    while isinstance(part[name], dict | list) and part[name]:
        part = part[name]
        name = data.draw(st.sampled_from(sorted(part) if isinstance(part, dict) else range(len(part))))
    part[name] = data.draw(st.text() | st.integers()) if part[name] is None else None
    with TemporaryDirectory() as folder, pytest.raises(ResultError):
        path = Path(folder) / kind.name
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(record), encoding="utf-8")
        kind.read(path)


def test_a_number_that_follows_the_schema_and_was_edited(folder: Path, kind: Kind) -> None:
    path = kind.write(folder, kind.made())
    record = json.loads(path.read_bytes())
    given_digest = record.pop("digest")
    record["history"]["val_loss"][-1] = 0.01
    expected = digest_of(record)
    path.write_text(json.dumps({**record, "digest": given_digest}), encoding="utf-8")
    with pytest.raises(EditedResultError) as caught:
        kind.read(path)
    assert str(caught.value) == (
        f"{kind.name} : /digest : modifié à la main : l’empreinte vaut {given_digest[:12]}…, le contenu "
        f"donne {expected[:12]}…. {kind.remedy}"
    )


@pytest.mark.parametrize(("digest", "said"), [("", "rien"), (3, "rien"), (None, "rien"), ("abc", "abc…")])
def test_a_digest_that_is_none(folder: Path, kind: Kind, digest: object, said: str) -> None:
    with pytest.raises(EditedResultError) as caught:
        path = folder.parent / kind.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(kind.sample() | {"digest": digest}), encoding="utf-8")
        kind.read(path)
    assert f"/digest : modifié à la main : l’empreinte vaut {said}, le contenu donne " in str(caught.value)


def test_the_order_of_keys_and_the_layout_are_no_edit(folder: Path, kind: Kind) -> None:
    path = kind.write(folder, kind.made())
    record = json.loads(path.read_bytes())
    path.write_text(json.dumps(dict(reversed(record.items())), indent=7), encoding="utf-8")
    assert kind.read(path) == kind.made()


@given(st.dictionaries(st.text(), st.text()), st.text(min_size=1))
def test_a_key_says_every_component(components: dict[str, str], other: str) -> None:
    assert key_of(components) == key_of(dict(reversed(components.items())))
    assert key_of(components) != key_of({**components, "données": components.get("données", "") + other})


@pytest.mark.parametrize("read", [read_results, replicate_files])
def test_what_cannot_be_listed_does_not_look_empty(
    tmp_path: Path, read: Callable[[Path], list[object]]
) -> None:
    place = tmp_path / "results" / REPLICATES if read is replicate_files else tmp_path / "results"
    place.parent.mkdir(exist_ok=True)
    # Whoever runs the test may have every right: a file stands in the place of the folder.
    place.write_text("")
    with pytest.raises(ResultError) as caught:
        read(tmp_path / "results")
    assert str(caught.value) == (
        f"{place} : la lecture a échoué ({os.strerror(errno.ENOTDIR)}), un dossier lisible est attendu. "
        f"Vérifiez ses droits (« chmod u+rwx {place} »), ou déplacez ce qui porte ce nom."
    )
