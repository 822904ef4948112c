"""The link between two quantities is that of Kendall, and its chance that of every permutation."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import kendalltau

from generator.statistics.rank_link import MANY, PERMUTATIONS, Test, rank_link

PAIRS = st.lists(st.tuples(st.integers(1, 5), st.integers(0, 9)), min_size=2, max_size=6)


@given(PAIRS)
def test_the_chance_is_that_of_every_permutation(made: list[tuple[int, int]]) -> None:
    first, second = (np.array(column) for column in zip(*made, strict=True))
    link = rank_link([(first.tolist(), second.tolist())])
    if len(set(first)) == 1:
        assert link is None
        return

    def score(order: tuple[int, ...]) -> int:
        ranked = [first[i] for i in order]
        return sum(
            int(np.sign(ranked[i] - ranked[j]) * np.sign(second[i] - second[j]))
            for i in range(len(made))
            for j in range(i)
        )

    observed, *_ = scores = [score(order) for order in permutations(range(len(made)))]
    above, below = (np.mean([sign * s >= sign * observed for s in scores]) for sign in (1, -1))
    assert link is not None
    assert link.chance.p_value == pytest.approx(min(1.0, 2 * min(above, below)))
    assert link.agreeing - link.opposed == observed
    assert link.agreeing + link.opposed <= link.pairs <= len(made) * (len(made) - 1) / 2
    if len(set(second)) == 1:
        assert link.tau is None
    else:
        assert link.tau == pytest.approx(kendalltau(first, second).statistic)


def test_many_values_are_judged_on_a_fixed_draw() -> None:
    first, second = range(11), [rank + rank % 3 for rank in range(11)]
    link = rank_link([(first, second)])
    assert link is not None
    assert link.chance.unlikely
    assert link == rank_link([(first, second)])


@pytest.mark.parametrize("values", [[], [3.0], [3.0, 3.0]])
def test_a_constant_is_linked_with_nothing(values: list[float]) -> None:
    assert rank_link([(values, range(len(values)))]) is None


def test_a_rounding_error_is_no_difference() -> None:
    link = rank_link([([1, 2], [0.3, 0.1 + 0.2])])
    assert link is not None
    assert (link.pairs, link.agreeing, link.tau) == (1, 0, None)


def test_groups_that_differ_in_both_quantities_make_no_link() -> None:
    """Heavier experiments are better ones, but within each the lighter models are (Simpson's paradox)."""
    groups = [
        ([start + rank for rank in range(4)], [start - rank for rank in range(4)]) for start in (0, 10, 20)
    ]
    within = rank_link(groups)
    together = rank_link([tuple([value for group in groups for value in group[side]] for side in (0, 1))])  # type: ignore[list-item]
    assert within is not None and together is not None
    assert together.agreeing > together.opposed and together.chance.unlikely
    assert (within.agreeing, within.opposed, within.tau) == (0, 18, -1)
    assert within.chance.p_value == pytest.approx(2 / 24**3)


@pytest.mark.parametrize(
    ("sizes", "reachable"),
    [((2,), False), ((3,), False), ((2, 2, 2), False), ((4,), False), ((5,), True), ((3, 4, 4), True)],
)
def test_so_few_models_that_no_order_would_show_anything_are_known(
    sizes: tuple[int, ...], reachable: bool
) -> None:
    link = rank_link([(range(size), range(size)) for size in sizes])
    assert link is not None
    assert link.reachable is reachable is link.chance.unlikely


def test_a_chance_that_no_draw_showed_is_a_bound() -> None:
    link = rank_link([(range(20), range(20))])
    assert link is not None
    assert link.chance.bounded
    assert link.chance.p_value == 2 / (PERMUTATIONS + 1)


def test_the_level_is_that_announced() -> None:
    rng = np.random.default_rng(5)
    groups = [[(range(n), rng.normal(size=n)) for n in (3, 4, 4)] for _ in range(600)]
    rejected = [link.chance.unlikely for link in map(rank_link, groups) if link]
    assert 0.02 < np.mean(rejected) < 0.07


@given(st.integers(0, 2**32), st.integers(2, MANY), st.integers(1, MANY), st.floats(-2, 2))
@settings(max_examples=10)
def test_of_more_models_the_law_of_permutations_is_still_the_one(
    seed: int, levels: int, others: int, slope: float
) -> None:
    rng = np.random.default_rng(seed)
    first = rng.integers(0, levels, MANY)
    second = np.round(np.round(slope * first / levels + rng.normal(size=MANY) * 2, 1) % others, 1)
    group = (first.tolist(), second.tolist())
    with pytest.MonkeyPatch.context() as patch:
        exact = rank_link([group])
        patch.setattr("generator.statistics.rank_link.MANY", MANY - 1)
        near = rank_link([group])
    if exact is None or near is None:
        assert exact is near
        return
    assert (exact.test, near.test) == (Test.PERMUTATION, Test.NORMAL)
    # One score has a probability of its own, which a law of densities leaves out: up to some 5 % among ties.
    tolerance = 0.03 if exact.chance.p_value < 0.2 else 0.06
    assert near.chance.p_value == pytest.approx(exact.chance.p_value, abs=tolerance)
    assert (near.pairs, near.agreeing, near.tau) == (exact.pairs, exact.agreeing, exact.tau)
    if near.tau is not None:
        assert near.tau == pytest.approx(kendalltau(first, second).statistic)
        assert near.chance.p_value == pytest.approx(kendalltau(first, second, method="asymptotic").pvalue)


def test_many_models_that_are_all_worth_the_same_are_linked_with_nothing() -> None:
    link = rank_link([(range(MANY + 1), [0.9] * (MANY + 1))])
    assert link is not None
    assert (link.tau, link.chance.p_value, link.agreeing) == (None, 1.0, 0)
