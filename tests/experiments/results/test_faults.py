"""Each fault of a record is named with its JSON path, in French."""

import math
from collections.abc import Callable
from typing import Any

import pytest
from pydantic import ValidationError

from experiments.results.faults import faults_of
from experiments.results.schema import Result
from tests.experiments.result_sample import sample_record

Alter = Callable[[dict[str, Any]], object]


def faults(record: Any) -> list[str]:
    try:
        Result.model_validate(record)
    except ValidationError as error:
        found = faults_of(record, error)
    else:
        found = faults_of(record, None)
    return [f"{path} : {fault}" for path, fault in found.items()]


def nested(levels: int) -> dict[str, Any]:
    value: dict[str, Any] = {}
    for _ in range(levels):
        value = {"x": value}
    return value


def test_a_record_that_follows_its_schema_has_none() -> None:
    assert faults(sample_record()) == []


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
        (
            lambda r: r["training"].update(batch_size=10**30),
            "/training/batch_size : un entier d’au plus 9223372036854775807 est attendu "
            "(1000000000000000000000000000000)",
        ),
        (
            lambda r: r["inspection"].update(score=-(10**99)),
            "/inspection/score : un entier d’au plus 9223372036854775807 est attendu "
            "(-100000000000000000000000000000000000…)",
        ),
        (
            lambda r: r.update(intention="a\ud800"),
            "/intention : un texte sans moitié de caractère est attendu ('a\\ud800')",
        ),
        (
            lambda r: r["inspection"].update(texts=["\udfff"]),
            "/inspection/texts/0 : un texte sans moitié de caractère est attendu ('\\udfff')",
        ),
        (
            lambda r: r["inspection"].update({"\ud800": 1}),
            "/inspection : un texte sans moitié de caractère est attendu ('\\ud800')",
        ),
        (
            lambda r: r["inspection"].update(a=nested(98)),
            "/inspection/a/x : plus de 100 niveaux d’emboîtement",
        ),
        (
            lambda r: r["inspection"].update(a=nested(9999)),
            "/inspection/a/x : plus de 100 niveaux d’emboîtement",
        ),
    ],
)
def test_a_fault_is_named_with_its_path(alter: Alter, fault: str) -> None:
    record = sample_record()
    alter(record)
    assert faults(record) == [fault]


def test_every_fault_is_named() -> None:
    record = sample_record()
    del record["history"]["loss"]
    record["training"]["seed"] = -1
    assert faults(record) == [
        "/training/seed : attendu ≥ 0, trouvé -1",
        "/history/loss : cette valeur manque",
    ]


@pytest.mark.parametrize("record", [[], 3, None, "texte"])
def test_json_that_is_no_object(record: object) -> None:
    assert faults(record) == [f"/ : attendu un objet, trouvé {record!r}"]
