"""The difference between two models, against SciPy in the cases that it covers."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.stats import norm, ttest_rel
from scipy.stats import t as student

from generator.statistics.contrast import Test
from generator.statistics.pairs import compare
from generator.statistics.performance import performance
from generator.statistics.tournament import contrast
from tests.generator.samples import LABELS
from tests.generator.seeds import trained

RANKS = st.sets(st.integers(0, len(LABELS) - 1))
TRAININGS = st.lists(RANKS, min_size=2, max_size=4)


def right(trainings: list[set[int]]) -> NDArray[np.bool_]:
    return np.array([[rank not in errors for rank in range(len(LABELS))] for errors in trainings])


@given(TRAININGS)
def test_right_answers_are_read_training_by_training(trainings: list[set[int]]) -> None:
    np.testing.assert_array_equal(performance(trained("cnn-1", *trainings), "test").right, right(trainings))


@given(RANKS, RANKS)
def test_one_training_each_is_judged_by_mcnemar(one: set[int], other: set[int]) -> None:
    first, second = trained("cnn-1", one), trained("mlp-raw-1", other)
    found = contrast(first, second, "test")
    assert found.test is Test.MCNEMAR
    assert found.chance.p_value == compare(first, second, "test").p_value
    only_first, only_second, n = found.only_first_right, found.only_second_right, len(LABELS)
    gap = only_first - only_second
    margin = norm.ppf(0.975) * (only_first + only_second - gap**2 / n) ** 0.5 / n
    assert (found.low, found.high) == pytest.approx((gap / n - margin, gap / n + margin))


def test_one_model_with_replicates_is_not_enough() -> None:
    several, single = trained("cnn-1", {1}, {2}), trained("mlp-raw-1", {3})
    for found in (contrast(several, single, "test"), contrast(single, several, "test")):
        assert found.test is Test.MCNEMAR
        assert found.accuracies == (39 / 40, 39 / 40)
        assert found.trainings == (1, 1)


@given(RANKS, RANKS, st.integers(2, 4), st.integers(2, 4))
def test_when_seeds_change_nothing_it_is_the_paired_test_over_examples(
    one: set[int], other: set[int], m: int, n: int
) -> None:
    a, b = right([one])[0].astype(float), right([other])[0].astype(float)
    assume(np.var(a - b) > 0)
    found = contrast(trained("cnn-1", *[one] * m), trained("mlp-raw-1", *[other] * n), "test")
    expected = ttest_rel(a, b)
    assert found.chance.p_value == pytest.approx(expected.pvalue)
    interval = expected.confidence_interval(0.95)
    assert (found.low, found.high) == pytest.approx((interval.low, interval.high))


def test_what_neither_seed_nor_example_explains_is_counted_once() -> None:
    # Each example is missed by one training out of three of the first model, one out of two of the second:
    # the gain is the same for all, and what the trainings differ by is theirs alone.
    first = [set(range(10)), set(range(10, 22)), set(range(22, 40))]
    second = [set(range(15)), set(range(15, 40))]
    found = contrast(trained("cnn-1", *first), trained("mlp-raw-1", *second), "test")
    assert found.test is Test.SEEDS
    variance = 0.0
    for each in map(right, (first, second)):
        seeds, examples = each.shape
        rest = each - each.mean(0) - each.mean(1, keepdims=True) + each.mean()
        residual = (rest**2).sum() / ((seeds - 1) * (examples - 1))
        variance += each.mean(axis=1).var(ddof=1) / seeds - residual / (seeds * examples)
    doubt = sum(
        (each.mean(1).var(ddof=1) / len(each)) ** 2 / (len(each) - 1) for each in map(right, (first, second))
    )
    freedom = max(variance**2 / doubt, 1)
    expected = 2 * student.sf(abs(found.difference) / variance**0.5, freedom)
    assert found.chance.p_value == pytest.approx(expected)


@given(TRAININGS, TRAININGS)
def test_lucky_agreement_of_seeds_leaves_examples_uncertain(
    first: list[set[int]], second: list[set[int]]
) -> None:
    found = contrast(trained("cnn-1", *first), trained("mlp-raw-1", *second), "test")
    assert found.low <= found.difference <= found.high
    gains = right(first).mean(axis=0) - right(second).mean(axis=0)
    # Student's quantile never is below that of the normal distribution.
    assert found.high - found.low >= 2 * 1.9599 * gains.std(ddof=1) / (2 * len(LABELS)) ** 0.5 - 1e-12


@given(TRAININGS, TRAININGS)
def test_swapping_the_models_turns_the_difference_round(
    first: list[set[int]], second: list[set[int]]
) -> None:
    one, other = trained("cnn-1", *first), trained("mlp-raw-1", *second)
    there, back = contrast(one, other, "test"), contrast(other, one, "test")
    assert there.difference == pytest.approx(-back.difference)
    assert there.chance.p_value == pytest.approx(back.chance.p_value)
    assert (there.winner is one, there.winner is other) == (back.winner is one, back.winner is other)


def test_trainings_that_all_answer_alike_leave_no_doubt() -> None:
    # Every example parts the two models: nothing varies.
    everything = set(range(len(LABELS)))
    found = contrast(trained("cnn-1", set(), set()), trained("mlp-raw-1", *[everything] * 2), "test")
    assert (found.chance.p_value, found.low, found.high) == (0.0, 1.0, 1.0)
    same = contrast(trained("cnn-1", {1}, {1}), trained("mlp-raw-1", {1}, {1}), "test")
    assert (same.chance.p_value, same.winner) == (1.0, None)


def test_accuracies_are_means_over_trainings_and_ranges_their_extremes() -> None:
    found = contrast(trained("cnn-1", {1}, {1, 2, 3}), trained("mlp-raw-1", set(), {5}), "test")
    assert found.accuracies == pytest.approx((38 / 40, 39.5 / 40))
    assert found.ranges == ((37 / 40, 39 / 40), (39 / 40, 1.0))
    assert found.trainings == (2, 2)


@given(TRAININGS, TRAININGS)
def test_a_contrast_turned_is_that_of_the_models_exchanged(
    first: list[set[int]], second: list[set[int]]
) -> None:
    one, other = trained("cnn-1", *first), trained("mlp-raw-1", *second)
    turned, exchanged = contrast(one, other, "test").turned(), contrast(other, one, "test")
    assert (turned.low, turned.high) == pytest.approx((exchanged.low, exchanged.high))
    assert (turned.chance.p_value, turned.precision) == pytest.approx(
        (exchanged.chance.p_value, exchanged.precision)
    )
    for name in ("first", "second", "accuracies", "ranges", "only_first_right", "only_second_right"):
        assert getattr(turned, name) == getattr(exchanged, name)
