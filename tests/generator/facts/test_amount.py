"""A number and its noun agree: French takes the plural from 2 on."""

import re

from hypothesis import given
from hypothesis import strategies as st

from generator.facts.amount import amount


@given(st.integers(0, 5000))
def test_the_noun_follows_the_number(value: int) -> None:
    text = amount(value, ("results/x.json#/id",), "essai", "image", "images")
    assert f'value="{value}"' in text
    assert re.sub(r"<[^>]*>|[\s\u202f]", "", text) == f"{value}image" + ("s" if value > 1 else "")
