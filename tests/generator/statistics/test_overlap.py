"""Shared errors, against the laws of draws from an urn."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import hypergeom, nchypergeom_fisher

from experiments.errors import ResultError
from experiments.results.schema import Result
from generator.statistics.overlap import Overlap, overlap
from tests.generator.samples import LABELS, evaluation, sample, sample_record
from tests.generator.seeds import trained

EXAMPLES = len(LABELS)
RANKS = st.sets(st.integers(0, EXAMPLES - 1))


def overlapping(first: set[int], second: set[int]) -> Overlap:
    return overlap(trained("cnn-1", first), trained("mlp-hog-2", second), "test")


@given(RANKS, RANKS)
def test_errors_are_counted_and_tested(first: set[int], second: set[int]) -> None:
    found = overlapping(first, second)
    assert (found.both, found.only_first) == (len(first & second), len(first - second))
    assert (found.only_second, found.neither) == (len(second - first), EXAMPLES - len(first | second))
    assert found.errors == (len(first), len(second))
    overlaps = hypergeom(EXAMPLES, len(first), len(second))
    assert found.expected == pytest.approx(len(first) * len(second) / EXAMPLES)
    # All the overlaps that are no more likely than the one seen.
    likelihoods = overlaps.pmf(range(EXAMPLES + 1))
    rare = likelihoods <= overlaps.pmf(found.both) * (1 + 1e-7)
    assert found.p_value == pytest.approx(float(likelihoods[rare].sum()))


@given(RANKS, RANKS)
def test_the_odds_ratio_makes_the_common_errors_the_expected_ones(first: set[int], second: set[int]) -> None:
    found = overlapping(first, second)
    if found.odds_ratio is None:
        assert found.both == min(found.errors)
        return
    ratio, low, high = found.odds_ratio
    assert low <= ratio <= high
    if ratio > 0:
        mean = nchypergeom_fisher(EXAMPLES, *found.errors, ratio).mean()
        assert mean == pytest.approx(found.both, abs=1e-4)
    else:
        assert found.both == max(0, sum(found.errors) - EXAMPLES)


def test_models_judged_on_other_examples_are_refused() -> None:
    record = sample_record("mlp-hog-2")
    record["evaluation"]["test"] = evaluation({}, labels=LABELS[::-1])
    with pytest.raises(ResultError, match=r"/evaluation/test/labels : les deux modèles"):
        overlap(sample("cnn-1"), Result.model_validate(record), "test")
