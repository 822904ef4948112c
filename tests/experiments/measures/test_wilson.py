"""The interval of a proportion holds it, in [0, 1], and is that of the formula."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from experiments.measures.wilson import wilson_interval


@given(st.integers(1, 5_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_bounds_solve_the_equation_of_wilson(case: tuple[int, int]) -> None:
    successes, total = case
    p, z = successes / total, norm.ppf(0.975)
    interval = wilson_interval(successes, total)
    assert interval is not None
    low, high = interval
    assert 0 <= low <= p <= high <= 1
    for bound in interval:
        assert (p - bound) ** 2 == pytest.approx(z**2 * bound * (1 - bound) / total, abs=1e-12)


def test_a_wider_confidence_gives_a_wider_interval() -> None:
    narrow, wide = (wilson_interval(7, 10, confidence) for confidence in (0.8, 0.99))
    assert narrow is not None and wide is not None
    assert wide[0] < narrow[0] < narrow[1] < wide[1]


def test_nothing_is_known_of_no_case() -> None:
    assert wilson_interval(0, 0) == (0, 1)


@pytest.mark.parametrize(("successes", "total"), [(-1, 4), (5, 4)])
def test_impossible_counts_are_refused(successes: int, total: int) -> None:
    with pytest.raises(ValueError, match=rf"between 0 and {total}, got {successes}"):
        wilson_interval(successes, total)


def test_certainty_grows_with_the_cases() -> None:
    few, many = wilson_interval(10, 10), wilson_interval(1_000, 1_000)
    assert few is not None and many is not None
    assert few[0] < many[0] < 1 and math.isclose(many[1], 1)
