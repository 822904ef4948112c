"""Results in files: validated both ways, never half-written, every fault named with its path."""

import errno
import json
import math
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.atomic import replaced_atomically
from experiments.errors import ResultError
from experiments.project import ROOT
from experiments.results.files import read_result, read_results, to_json, write_result
from experiments.results.schema import Result
from tests.experiments.result_sample import sample_record

Alter = Callable[[dict[str, Any]], object]
REMEDY = (
    "Rétablissez le fichier avec « git checkout -- results/essai-1.json », "
    "ou recalculez-le avec « make report FORCE=1 ONLY=essai-1 »."
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "results"


def sample(**changes: object) -> Result:
    return Result.model_validate({**sample_record(), **changes})


def write_record(folder: Path, record: object) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / "essai-1.json"
    path.write_text(json.dumps(record), encoding="utf-8")
    return path


def message_of(path: Path) -> str:
    with pytest.raises(ResultError) as caught:
        read_result(path)
    return str(caught.value)


def test_a_result_comes_back_as_it_was_written(folder: Path) -> None:
    path = write_result(folder, sample())
    assert path == folder / "essai-1.json"
    assert read_result(path) == sample()
    assert list(folder.iterdir()) == [path]


def test_the_same_result_gives_the_same_bytes(folder: Path) -> None:
    first = write_result(folder, sample()).read_bytes()
    assert write_result(folder, read_result(folder / "essai-1.json")).read_bytes() == first


def test_results_come_by_family_and_rank(folder: Path) -> None:
    for name, family, position in (("a-1", "zoo", 1), ("c-1", "arbre", 2), ("b-1", "arbre", 10)):
        write_result(folder, sample(id=name, family=family, position=position))
    assert [result.id for result in read_results(folder)] == ["c-1", "b-1", "a-1"]


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


@pytest.mark.parametrize(
    ("alter", "fault"),
    [
        (lambda r: r["history"].pop("loss"), "/history/loss : cette valeur manque"),
        (
            lambda r: r["evaluation"]["test"].pop("accuracy"),
            "/evaluation/test/accuracy : cette valeur manque",
        ),
        (
            lambda r: r["history"]["loss"].__setitem__(1, math.nan),
            "/history/loss/1 : un nombre fini est attendu (nan)",
        ),
        (
            lambda r: r["evaluation"]["test"].update(loss=math.inf),
            "/evaluation/test/loss : un nombre fini est attendu (inf)",
        ),
        (
            lambda r: r["training"]["optimizer"]["arguments"].update(learning_rate=math.nan),
            "/training/optimizer/arguments/learning_rate : un nombre fini est attendu (nan)",
        ),
        (
            lambda r: r["inspection"].update(scores=[0.5, -math.inf]),
            "/inspection/scores/1 : un nombre fini est attendu (-inf)",
        ),
        (
            lambda r: r["model"].update(parameters="8"),
            "/model/parameters : attendu un entier, trouvé '8'",
        ),
        (lambda r: r["model"].update(parameters=8.5), "/model/parameters : attendu un entier, trouvé 8.5"),
        (lambda r: r["model"].update(parameters=True), "/model/parameters : attendu un entier, trouvé True"),
        (lambda r: r["model"].update(parameters=None), "/model/parameters : attendu un entier, trouvé None"),
        (lambda r: r["model"].update(parameters=-1), "/model/parameters : attendu ≥ 0, trouvé -1"),
        (
            lambda r: r["evaluation"]["test"].update(loss="0.5"),
            "/evaluation/test/loss : attendu un nombre, trouvé '0.5'",
        ),
        (
            lambda r: r["history"]["accuracy"].__setitem__(0, 1.5),
            "/history/accuracy/0 : attendu ≤ 1, trouvé 1.5",
        ),
        (lambda r: r["history"].update(loss=3), "/history/loss : attendu une liste, trouvé 3"),
        (lambda r: r.update(intention=3), "/intention : attendu un texte, trouvé 3"),
        (lambda r: r.update(intention=""), "/intention : le texte ne doit pas être vide ('')"),
        (lambda r: r["model"].update(layers=[]), "/model/layers : la liste ne doit pas être vide ([])"),
        (
            lambda r: r["model"]["layers"][0].update(connected=1),
            "/model/layers/0/connected : attendu true ou false, trouvé 1",
        ),
        (
            lambda r: r["model"]["layers"][0].update(config=[]),
            "/model/layers/0/config : attendu un objet, trouvé []",
        ),
        (lambda r: r.update(model=[]), "/model : attendu un objet, trouvé []"),
        (lambda r: r.update(remarque="oui"), "/remarque : cette clé est inconnue ('oui')"),
        (lambda r: r["model"].update(poids=3), "/model/poids : cette clé est inconnue (3)"),
        (
            lambda r: r["evaluation"].update(dev=r["evaluation"]["test"]),
            "/evaluation/dev : cette valeur n’est pas permise ('dev')",
        ),
        (lambda r: r.update(profile="demi"), "/profile : cette valeur n’est pas permise ('demi')"),
        (
            lambda r: r["provenance"].update(produced_at="hier"),
            "/provenance/produced_at : le texte n’a pas la forme attendue ('hier')",
        ),
        (
            lambda r: r["provenance"].update(key="f" * 63),
            "/provenance/key : le texte n’a pas la forme attendue ('ffffffffffffffffffffffffffffffffffff…)",
        ),
        (lambda r: r.pop("format_version"), "/format_version : cette valeur manque"),
    ],
)
def test_a_fault_is_named_with_file_and_path(folder: Path, alter: Alter, fault: str) -> None:
    record = sample_record()
    alter(record)
    assert message_of(write_record(folder, record)) == f"results/essai-1.json : {fault}\n{REMEDY}"


def test_every_fault_is_named(folder: Path) -> None:
    record = sample_record()
    del record["history"]["loss"]
    record["training"]["seed"] = -1
    assert message_of(write_record(folder, record)) == (
        "results/essai-1.json : /training/seed : attendu ≥ 0, trouvé -1\n"
        "results/essai-1.json : /history/loss : cette valeur manque\n" + REMEDY
    )


def test_another_format_is_named_before_anything_else(folder: Path) -> None:
    path = write_record(folder, {"format_version": 2})
    assert message_of(path) == (
        f"results/essai-1.json : /format_version : version 2, ce programme lit la version 1. {REMEDY}"
    )


def test_a_file_named_after_another_experiment(folder: Path) -> None:
    path = write_record(folder, sample_record() | {"id": "essai-2"})
    assert message_of(path) == f"results/essai-1.json : /id : le résultat se nomme 'essai-2'. {REMEDY}"


def test_an_absent_file(folder: Path) -> None:
    assert message_of(folder / "essai-1.json") == (
        "results/essai-1.json : ce résultat n’existe pas. Lancez « make report » pour le calculer."
    )


@pytest.mark.parametrize("content", [b"", b"{", b'{"format_version": 1,}', b"\xff\xfe"])
def test_what_is_no_json(folder: Path, content: bytes) -> None:
    folder.mkdir()
    path = folder / "essai-1.json"
    path.write_bytes(content)
    with pytest.raises(ValueError) as python:
        json.loads(content)
    assert (
        message_of(path) == f"results/essai-1.json : ce n’est pas du JSON valide ({python.value}). {REMEDY}"
    )


@pytest.mark.parametrize("record", [[], 3, None, "texte"])
def test_json_that_is_no_object(folder: Path, record: object) -> None:
    assert message_of(write_record(folder, record)) == (
        f"results/essai-1.json : / : attendu un objet, trouvé {record!r}\n{REMEDY}"
    )


def test_what_does_not_follow_the_schema_is_not_written(folder: Path) -> None:
    old = write_result(folder, sample()).read_bytes()
    with pytest.raises(ResultError) as caught:
        write_result(folder, sample().model_copy(update={"inspection": {"score": math.nan}}))
    assert str(caught.value) == "results/essai-1.json : /inspection/score : un nombre fini est attendu (nan)"
    assert [path.read_bytes() for path in folder.iterdir()] == [old]


def test_an_error_while_writing_leaves_the_old_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = write_result(folder, sample()).read_bytes()

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_result(folder, sample(position=2))
    assert [path.read_bytes() for path in folder.iterdir()] == [old]


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_an_exception_in_the_middle_leaves_the_old_file(folder: Path, error: type[BaseException]) -> None:
    path = write_result(folder, sample())
    old = path.read_bytes()
    with pytest.raises(error), replaced_atomically(path) as file:
        file.write(b"half")
        raise error
    assert [path.read_bytes() for path in folder.iterdir()] == [old]


KILLED = """
import os, signal, sys
from pathlib import Path
from experiments.atomic import replaced_atomically

with replaced_atomically(Path(sys.argv[1])) as file:
    file.write(b"half")
    file.flush()
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_process_killed_while_writing_leaves_the_old_file(folder: Path) -> None:
    path = write_result(folder, sample())
    old = path.read_bytes()
    killed = subprocess.run([sys.executable, "-c", KILLED, str(path)], cwd=ROOT, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert path.read_bytes() == old
    # What is left has another name, that no reader of results looks at.
    assert list(folder.glob("*.json")) == [path]
    assert [result.id for result in read_results(folder)] == ["essai-1"]
