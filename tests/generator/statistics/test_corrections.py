"""Judgements made at once are corrected together."""

from hypothesis import given
from hypothesis import strategies as st

from generator.statistics.corrections import SIGNIFICANCE, chances, holm


@given(st.lists(st.floats(0, 1), max_size=6))
def test_each_knows_how_many_were_judged_with_it(p_values: list[float]) -> None:
    found = chances(p_values)
    assert [chance.p_value for chance in found] == p_values
    assert [chance.corrected for chance in found] == holm(p_values)
    assert {chance.together for chance in found} <= {len(p_values)}
    assert all(chance.unlikely == (chance.corrected < SIGNIFICANCE) for chance in found)
