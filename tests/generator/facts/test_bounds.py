"""Both ends of an interval are said with one precision."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.facts.bounds import bounds

ENDS = st.floats(-1e3, 1e3)


@pytest.mark.parametrize(
    ("low", "high", "texts"),
    [
        (-0.029, -0.0035, ("−0,029", "−0,004")),
        (0.00063, 0.0013, ("0,0006", "0,0013")),
        (-0.00051, 5.9e-6, ("−0,00051", "0,00001")),
        (-1.1, 0.96, ("−1,1", "1,0")),
        (-0.5, 0.000004, ("−0,50", "4 × 10⁻⁶")),
        (-2e-9, 1e-9, ("−2,0 × 10⁻⁹", "1,0 × 10⁻⁹")),
        (0.0, 0.0, ("0", "0")),
    ],
)
def test_the_larger_end_gives_the_decimals(low: float, high: float, texts: tuple[str, str]) -> None:
    found = bounds(low, high, ("a",), "de Student", 2)
    assert tuple(each.text for each in found) == texts
    assert [each.formula for each in found] == ["borne inférieure de Student", "borne supérieure de Student"]


@given(ENDS, ENDS)
def test_no_end_that_is_something_reads_nothing(one: float, other: float) -> None:
    for each in bounds(min(one, other), max(one, other), (), "", 2):
        assert (each.value == 0) == (not set(each.text) & set("123456789"))
