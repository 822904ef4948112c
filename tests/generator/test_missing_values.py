"""Any value that goes missing from a result stops the pages that need it, with its file and its path."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from experiments.errors import LabError, ResultError
from experiments.results.content import check_record
from experiments.results.schema import Result
from generator.lab.cnn.page import cnn_page
from generator.lab.hog.page import hog_page
from generator.sections.experiment import experiment
from generator.sections.learning import learning
from tests.generator.samples import family, sample_record

# Free parts of a result, and what in them no page needs: names, and settings that no formula has.
UNNEEDED = re.compile(
    r"/provenance/(components|libraries)|/worked_step/state_after|/training/optimizer/(arguments|defaults)/name"
    r"|/model/layers/0/config/(name|padding|strides|groups|use_bias|activation)$"
)


VIEWS = {"mlp-raw": experiment, "mlp-hog": hog_page, "cnn-digits": cnn_page}


def paths(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Go through the paths of the keys of a record, the first entry of each list standing for the others."""
    if isinstance(value, dict):
        for key, child in value.items():
            yield (*at, key)
            yield from paths(child, (*at, key))
    elif isinstance(value, list) and value:
        yield from paths(value[0], (*at, 0))


def without(identifier: str, path: tuple[Any, ...]) -> dict[str, Any]:
    record = sample_record(identifier)
    holder: Any = record
    for key in path[:-1]:
        holder = holder[key]
    del holder[path[-1]]
    return record


@pytest.mark.parametrize("identifier", ["mlp-raw-1", "mlp-hog-1", "cnn-1"])
def test_no_key_can_be_deleted_unnoticed(identifier: str) -> None:
    name = f"results/{identifier}.json"
    view = VIEWS[sample_record(identifier)["family"]]
    first, second = family(sample_record(identifier)["family"])
    shown = repr((view([first, second]), learning([first, second])))
    unnoticed = []
    for path in paths(sample_record(identifier)):
        record, pointer = without(identifier, path), "/" + "/".join(map(str, path))
        parent, key = pointer.rsplit("/", 1)
        named = re.compile(rf"{name}( : |#)({pointer}(/\S+)?\s:|{parent} : il manque {key}$)", re.MULTILINE)
        try:
            results = [check_record(record, name), second]
            if repr((view(results), learning(results))) == shown or UNNEEDED.match(pointer):
                unnoticed.append(pointer)
        except LabError as error:
            assert named.search(str(error)), f"{pointer}: {error}"
    assert [pointer for pointer in unnoticed if not UNNEEDED.match(pointer)] == []


def test_a_value_that_is_not_a_number_is_named_wherever_it_is() -> None:
    for path in (("evaluation", "test", "loss"), ("data", "description", "illustration", "label")):
        record: Any = sample_record("mlp-hog-1")
        holder = record
        for key in path[:-1]:
            holder = holder[key]
        holder[path[-1]] = float("nan")
        with pytest.raises(ResultError) as failure:
            check_record(record, "results/mlp-hog-1.json")
        assert f"results/mlp-hog-1.json : /{'/'.join(path)} : un nombre fini est attendu (nan)" in str(
            failure.value
        )


def test_a_record_is_complete_to_begin_with() -> None:
    assert Result.model_validate(sample_record("cnn-1"))
