"""The change of a gap between training and test is known as paired proportions are."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from experiments.errors import ResultError
from experiments.measures.wilson import CONFIDENCE
from experiments.results.schema import Result
from generator.statistics.gap_change import GapChange, gap_change
from tests.generator.samples import LABELS, evaluation, mistaken, sample, sample_record

EXAMPLES = len(LABELS)
RANKS = st.sets(st.integers(0, EXAMPLES - 1), max_size=12)


def change(first: tuple[set[int], set[int]], second: tuple[set[int], set[int]]) -> GapChange:
    """Compare two models wrong on these training, then test examples."""
    models = (
        mistaken(sample_record(identifier), train=train, test=test)
        for identifier, (train, test) in (("mlp-raw-2", first), ("mlp-raw-1", second))
    )
    return gap_change(*models)


@given(RANKS, RANKS, RANKS, RANKS)
def test_the_variance_is_that_of_paired_differences_with_half_an_example_in_each_cell(
    train_first: set[int], test_first: set[int], train_second: set[int], test_second: set[int]
) -> None:
    found = change((train_first, test_first), (train_second, test_second))
    centre, variance = 0.0, 0.0
    for sign, one, other in ((1, train_first, train_second), (-1, test_first, test_second)):
        gains = np.array([(rank not in one) - (rank not in other) for rank in range(EXAMPLES)])
        values = np.append(gains, [-1, 0, 0, 1])
        weights = np.append(np.ones(EXAMPLES), np.full(4, 0.5))
        mean = np.average(values, weights=weights)
        centre += sign * mean
        variance += np.average((values - mean) ** 2, weights=weights) / weights.sum()
    low, high = norm.interval(CONFIDENCE, centre, variance**0.5)
    assert (found.low, found.high) == pytest.approx((low, high))
    assert found.chance.p_value == pytest.approx(2 * norm.cdf(-abs(centre) / variance**0.5))
    assert found.chance.unlikely is (not found.low <= 0 <= found.high)


def test_the_interval_holds_the_truth_as_often_as_it_says() -> None:
    # Two models right on 90 % and 95 % of the training examples, 85 % and 88 % of those of the test.
    generator = np.random.default_rng(1)
    draws = [generator.random((300, EXAMPLES)) > share for share in (0.95, 0.88, 0.90, 0.85)]
    truth = (0.95 - 0.88) - (0.90 - 0.85)
    held = 0
    for rows in zip(*draws, strict=True):
        a, b, c, d = ({int(rank) for rank in np.flatnonzero(row)} for row in rows)
        found = change((a, b), (c, d))
        held += found.low <= truth <= found.high
    assert held / 300 > 0.9


def test_models_that_did_not_learn_from_the_same_examples_are_refused() -> None:
    record = sample_record("mlp-raw-2")
    record["evaluation"]["train"] = evaluation({}, labels=LABELS[::-1])
    expected = "^results/mlp-raw-2.json et results/mlp-raw-1.json : /evaluation/train/labels : "
    with pytest.raises(ResultError, match=expected):
        gap_change(Result.model_validate(record), sample("mlp-raw-1"))
