"""Judgements made at once are corrected together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.facts.quantity import Quantity
from generator.statistics.corrections import SIGNIFICANCE, holm
from generator.statistics.diagnosis.chance import Chance, chances


@given(st.lists(st.floats(0, 1), max_size=6))
def test_each_knows_how_many_were_judged_with_it(p_values: list[float]) -> None:
    found = chances(p_values)
    assert [chance.p_value for chance in found] == p_values
    assert [chance.corrected for chance in found] == holm(p_values)
    assert {chance.together for chance in found} <= {len(p_values)}
    assert all(chance.unlikely == (chance.corrected < SIGNIFICANCE) for chance in found)


@pytest.mark.parametrize(
    ("chance", "shown"),
    [
        (Chance(0.03, 0.03, 1), {"p, essai": "0,030"}),
        (Chance(0.03, 0.06, 2), {"p, essai": "0,030", "p corrigée (Holm)": "0,060"}),
    ],
)
def test_the_correction_is_shown_where_there_is_one(chance: Chance, shown: dict[str, str]) -> None:
    items = chance.evidence(("results/x.json#/id",), "essai")
    assert {item.name: item.value.text for item in items if isinstance(item.value, Quantity)} == shown
