"""Validation selects; the test only judges."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from experiments.results.schema import Result
from generator.statistics.choice import select
from tests.generator.samples import NETWORKS, evaluation, sample_record

WRONG = st.dictionaries(st.integers(0, 39), st.sampled_from("0123"), max_size=12)
BOTH = st.lists(st.tuples(WRONG, WRONG), min_size=len(NETWORKS), max_size=len(NETWORKS))


def models(scores: list[tuple[dict[int, str], dict[int, str]]]) -> list[Result]:
    """Make the six models with these errors on validation and on test."""
    made = []
    for identifier, (validation, test) in zip(NETWORKS, scores, strict=True):
        record: dict[str, Any] = sample_record(identifier)
        record["evaluation"]["validation"] = evaluation(validation)
        record["evaluation"]["test"] = evaluation(test)
        made.append(Result.model_validate(record))
    return made


@given(BOTH, st.lists(WRONG, min_size=len(NETWORKS), max_size=len(NETWORKS)))
def test_the_test_split_has_no_part_in_the_choice(
    scores: list[tuple[dict[int, str], dict[int, str]]], other_tests: list[dict[int, str]]
) -> None:
    changed = [(validation, test) for (validation, _), test in zip(scores, other_tests, strict=True)]
    assert select(models(scores)).id == select(models(changed)).id


@given(BOTH)
def test_the_best_on_validation_is_selected_and_among_equals_the_lightest(
    scores: list[tuple[dict[int, str], dict[int, str]]],
) -> None:
    results = models(scores)
    chosen = select(results)
    best = max(result.evaluation["validation"].accuracy for result in results)
    assert chosen.evaluation["validation"].accuracy == best
    equals = [r.model.parameters for r in results if r.evaluation["validation"].accuracy == best]
    assert chosen.model.parameters == min(equals)
