"""Validation selects; the test only judges."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.results.schema import Result
from generator.statistics.choice import choice_seeds, equals, select, validation_accuracies
from tests.generator.replicas import replicated
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


def validated(identifier: str, *trainings: int) -> Result:
    """Return a model wrong on so many validation examples with each seed."""
    record = sample_record(identifier)
    first, *others = ({rank: "3" if rank % 4 != 3 else "0" for rank in range(wrong)} for wrong in trainings)
    record["evaluation"]["validation"] = evaluation(first)
    made = Result.model_validate(record)
    return replicated(made, ({"validation": evaluation(wrong)} for wrong in others))


@given(
    st.lists(st.integers(0, 40), min_size=4, max_size=4), st.lists(st.integers(0, 40), min_size=2, max_size=2)
)
def test_the_mean_is_over_the_seeds_that_all_have(long: list[int], short: list[int]) -> None:
    candidates = [validated("cnn-1", *long), validated("cnn-2", *short)]
    assert choice_seeds(candidates) == [1, 2]
    best = min((sum(long[:2]), sum(short)))
    chosen = select(candidates)
    assert sum((long if chosen.id == "cnn-1" else short)[:2]) == best
    assert [each.id for each in equals(candidates, chosen)] == (
        [candidates[0].id if chosen is candidates[1] else candidates[1].id]
        if sum(long[:2]) == sum(short)
        else []
    )
    shown = validation_accuracies(candidates)
    assert [each.value for each in shown] == pytest.approx([1 - sum(long[:2]) / 80, 1 - sum(short) / 80])
    assert (shown[0].text == shown[1].text) is (sum(long[:2]) == sum(short))
    assert "results/replicates/cnn-1-seed-2.json#/evaluation/validation/accuracy" in shown[0].sources


def test_without_a_common_seed_the_primary_trainings_are_compared() -> None:
    record = sample_record("cnn-2")
    record["training"]["seed"] = 9
    candidates = [validated("cnn-1", 3, 4), Result.model_validate(record)]
    assert choice_seeds(candidates) == []
    assert [each.sources for each in validation_accuracies(candidates)] == [
        (f"results/cnn-{position}.json#/evaluation/validation/accuracy",) for position in (1, 2)
    ]
