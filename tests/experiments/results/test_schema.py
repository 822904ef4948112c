"""A record that contradicts itself, or lacks something, is refused."""

from collections.abc import Callable
from typing import Any

import pytest
from pydantic import ValidationError

from experiments.results.content import check_record
from experiments.results.replicate import Replicate
from experiments.results.schema import Result, result_path
from tests.experiments.result_sample import LAYER, sample_record, sample_replicate

Alter = Callable[[dict[str, Any]], object]


def leaves(value: Any, location: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the path of every key of a record, outside the parts whose content is free."""
    free = {"config", "description", "arguments", "defaults", "inspection", "components", "libraries"}
    found = []
    children = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for name, child in children:
        if isinstance(name, str):
            found.append((*location, name))
        if name not in free and not str(name).startswith("state_"):
            found += leaves(child, (*location, name))
    return found


# What was never accepted in place of a training need not be said.
PATHS = [path for path in leaves(sample_record()) if path[-1] != "accepted"]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: "/".join(map(str, path)))
def test_no_key_can_be_missing(path: tuple[Any, ...]) -> None:
    record = sample_record()
    parent: Any = record
    for part in path[:-1]:
        parent = parent[part]
    del parent[path[-1]]
    with pytest.raises(ValidationError):
        Result.model_validate(record)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: "/".join(map(str, path)))
def test_no_key_can_be_added_beside_another(path: tuple[Any, ...]) -> None:
    record = sample_record()
    parent: Any = record
    for part in path[:-1]:
        parent = parent[part]
    parent["inconnue"] = 1
    with pytest.raises(ValidationError):
        Result.model_validate(record)


def test_a_result_cannot_be_changed() -> None:
    result = Result.model_validate(sample_record())
    with pytest.raises(ValidationError):
        result.position = 2  # type: ignore[misc]


def test_the_record_comes_back_as_it_was() -> None:
    assert Result.model_validate(sample_record()).model_dump() == sample_record()


def test_a_result_knows_its_file(tmp_path: Any) -> None:
    assert Result.model_validate(sample_record()).file == "results/essai-1.json"
    assert result_path(tmp_path, "essai-1") == tmp_path / "essai-1.json"


def fault(alter: Alter) -> str:
    record = sample_record()
    alter(record)
    with pytest.raises(Exception) as caught:
        check_record(record, "r")
    return str(caught.value)


@pytest.mark.parametrize(
    ("alter", "message"),
    [
        (
            lambda record: record["history"]["val_loss"].append(0.5),
            "r : /history : les cinq courbes doivent avoir une valeur par époque",
        ),
        (
            lambda record: record["data"]["splits"]["train"].update(count=5),
            "r : /data/splits/train : class_counts compte 4 images, count vaut 5",
        ),
        (
            lambda record: record["model"].update(parameters=9),
            "r : /model : parameters vaut 9, la somme des couches donne 8",
        ),
        (
            lambda record: record["model"]["layers"].append(LAYER),
            "r : /model : deux appels se nomment dense",
        ),
        (
            lambda record: record["model"]["layers"][0].update(inputs=["input_layer", "ailleurs"]),
            "r : /model : dense reçoit ailleurs, que rien ne donne avant lui",
        ),
        (
            lambda record: record["model"].update(output="ailleurs"),
            "r : /model : output nomme ailleurs, qu’aucun appel ne porte",
        ),
        (
            lambda record: record["samples"]["losses"].pop(),
            "r : /samples : indices, labels, outputs et losses doivent avoir une valeur par exemple",
        ),
        (lambda record: record["evaluation"].pop("test"), "r : /evaluation : il manque test"),
        (
            lambda record: record["data"].update(splits={}),
            "r : /data/splits : il manque train, validation, test",
        ),
        (
            lambda record: record["training"].update(epochs=3),
            "r : / : history a 2 époques, training.epochs vaut 3",
        ),
        (
            lambda record: record["training"].update(epochs=1, patience=4),
            "r : / : history a 2 époques, training.epochs vaut 1",
        ),
        *(
            (lambda record, code=code: record.update(code=code), f"r : /code : {fault}")
            for code, fault in (
                ("def f(:", "ce n’est pas du Python valide"),
                ("def f():\n    return '\0'", "ce n’est pas du Python valide"),
                ("-" * 100_000 + "1", "ce n’est pas du Python valide"),
                ("", "une fonction, et rien d’autre, est attendue"),
                ("class F:\n    'Voir.'", "une fonction, et rien d’autre, est attendue"),
                ("def f():\n    'Voir.'\nx = 1", "une fonction, et rien d’autre, est attendue"),
                ("def f():\n    return 1", "la fonction n’a pas son intention en première ligne"),
            )
        ),
        (
            lambda record: record["data"]["classes"].append("2"),
            "r : / : evaluation.train.confusion_matrix ne compte pas 3 classes",
        ),
        (
            lambda record: record["data"]["splits"]["test"].update(class_counts=[3, 1]),
            "r : / : evaluation.test ne porte pas sur les images de data.splits.test",
        ),
    ],
)
def test_a_contradiction_is_named(alter: Alter, message: str) -> None:
    assert fault(alter) == message


def test_a_training_that_stopped_early_has_fewer_epochs() -> None:
    record = sample_record()
    record["training"].update(epochs=9, patience=0)
    assert Result.model_validate(record).training.patience == 0


def test_a_result_holds_no_replicate_until_it_is_given_some() -> None:
    result = Result.model_validate(sample_record())
    replicates = [Replicate.model_validate(sample_replicate(seed)) for seed in (2, 3)]
    assert result.replicates == ()
    replicated = result.with_replicates(replicates)
    assert replicated.replicates == tuple(replicates)
    assert result.replicates == ()
    assert replicated.with_replicates(()) == result
    assert replicated.model_copy(update={"position": 2}).replicates == tuple(replicates)


def test_replicates_are_no_part_of_the_record() -> None:
    replicated = Result.model_validate(sample_record()).with_replicates(
        [Replicate.model_validate(sample_replicate())]
    )
    assert replicated.model_dump() == sample_record()
    assert "replicates" not in str(Result.model_json_schema())
    for name in ("replicates", "_replicates"):
        with pytest.raises(ValidationError):
            Result.model_validate(sample_record() | {name: []})
