"""What differs never reads alike, whatever the digits that a sample supports."""

from hypothesis import given
from hypothesis import strategies as st

from generator.facts.apart import measured_apart, told_apart
from generator.facts.quantity import measured, share

COUNTS = st.lists(st.integers(0, 50_000), min_size=1, max_size=5)


@given(COUNTS, st.sampled_from([40, 10_000]))
def test_unequal_proportions_read_differently_and_equal_ones_alike(counts: list[int], examples: int) -> None:
    shares = [share(count / 50_000, examples, ("a.json#/x",), "moyenne") for count in counts]
    shown = told_apart(shares, examples)
    assert len({each.text for each in shown}) == len(set(counts))
    assert [(each.value, each.sources, each.formula) for each in shown] == [
        (each.value, each.sources, each.formula) for each in shares
    ]


def test_no_digit_is_added_that_tells_nothing_apart() -> None:
    quantities = [share(value, 10_000, ()) for value in (0.9714, 0.98)]
    assert told_apart(quantities, 10_000) == quantities
    assert [each.text for each in told_apart([share(v, 10_000, ()) for v in (0.9714, 0.9706)], 10_000)] == [
        "97,14\u202f%",
        "97,06\u202f%",
    ]


@given(st.floats(0, 3), st.floats(0, 3), st.just(0.0) | st.floats(1e-6, 1))
def test_means_that_differ_never_read_alike(one: float, other: float, error: float) -> None:
    texts = measured_apart((one, other), error)
    assert (texts[0] == texts[1]) <= (error == 0 or abs(one - other) < 1e-8)
    if one == other:
        assert texts == [measured(one, error)] * 2
