"""Two results of one training: every number that differs is seen, and nothing else is."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.engine.comparison import Comparison, compare
from experiments.results.schema import Result
from tests.experiments.result_sample import sample_record

RESULT = Result.model_validate(sample_record())
ACCEPTANCE = {"components": ["modèle"], "reason": "Rien.", "accepted_at": "2026-01-02T03:04:05Z"}


def numbers(part: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the path of each number of a record that is not an integer."""
    if isinstance(part, float):
        return [path]
    children = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    return [found for name, child in children for found in numbers(child, (*path, name))]


def changed(path: tuple[Any, ...], value: Any) -> Result:
    record = sample_record()
    part: Any = record
    for name in path[:-1]:
        part = part[name]
    part[path[-1]] = value
    return Result.model_validate(record)


MEASURES = [
    path for path in numbers(sample_record()) if path[-1] != "accuracy" and path != ("provenance", "seconds")
]


@given(st.sampled_from(MEASURES), st.floats(0, 1, allow_nan=False))
def test_a_number_that_differs_is_found_where_it_is(path: tuple[Any, ...], value: float) -> None:
    other = changed(path, value)
    fields = () if other == RESULT else (".".join(map(str, path[:2])),)
    assert compare(RESULT, other) == Comparison(fields, 0.0, True)


@pytest.mark.parametrize(
    ("path", "value", "same_machine"),
    [
        (("provenance", "seconds"), 3.0, True),
        (("provenance", "produced_at"), "2027-01-02T03:04:05Z", True),
        (("provenance", "accepted"), [ACCEPTANCE], True),
        (("provenance", "machine", "processor"), "autre", False),
        (("provenance", "machine", "cores"), 64, False),
    ],
)
def test_when_and_where_it_was_made_is_no_difference(
    path: tuple[Any, ...], value: Any, same_machine: bool
) -> None:
    other = changed(path, value)
    assert other != RESULT
    assert compare(RESULT, other) == Comparison((), 0.0, same_machine)


def test_the_largest_difference_of_accuracy_is_told() -> None:
    record = sample_record()
    record["evaluation"]["test"] |= {
        "accuracy": 0.25,
        "confusion_matrix": [[0, 2], [1, 1]],
        "predictions": "1110",
        "misread_losses": [1.5, 1.5, 1.5],
    }
    record["evaluation"]["validation"] |= {
        "accuracy": 1.0,
        "confusion_matrix": [[2, 0], [0, 2]],
        "predictions": "0011",
        "misread_losses": [],
    }
    found = compare(RESULT, Result.model_validate(record))
    assert found == Comparison(("evaluation.validation", "evaluation.test"), 0.5, True)
