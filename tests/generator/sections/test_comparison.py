"""Validation selects; the test only judges."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from experiments.results.schema import Result
from generator.sections.comparison import compare_models
from generator.statistics.choice import select
from tests.generator.samples import NETWORKS, evaluation, sample, sample_record

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


def test_a_table_has_a_line_per_model_and_one_selected() -> None:
    results = [sample("mlp-raw-1"), sample("mlp-raw-2")]
    comparison = compare_models(results)
    assert [line.model.id for line in comparison.lines] == ["mlp-raw-1", "mlp-raw-2"]
    assert [line.selected for line in comparison.lines] == [False, True]
    assert comparison.selected.model.id == "mlp-raw-2"
    assert comparison.selected.test.sources == ("results/mlp-raw-2.json#/evaluation/test/accuracy",)
    assert comparison.selected.validation.sources == (
        "results/mlp-raw-2.json#/evaluation/validation/accuracy",
    )


def test_multiply_adds_are_products_of_a_weight_and_an_input() -> None:
    line = compare_models([sample("cnn-2")]).lines[0]
    # 4 x 4 places, 2 filters of 2 x 2 x 1; then 2 x 2 places, 2 filters of 2 x 2 x 2; then 2 x 4.
    assert line.multiply_adds.value == 16 * 2 * 4 + 4 * 2 * 8 + 2 * 4
