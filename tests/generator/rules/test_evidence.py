"""A p-value is shown with its correction where there is one."""

import pytest

from generator.facts.quantity import Quantity
from generator.rules.evidence import chance_evidence
from generator.statistics.corrections import Chance


@pytest.mark.parametrize(
    ("chance", "shown"),
    [
        (Chance(0.03, 0.03, 1), {"chance": "0,030"}),
        (Chance(0.03, 0.06, 2), {"chance": "0,030", "corrected": "0,060"}),
        # No draw showed as much: the p-value is the smallest that they can give.
        (Chance(0.002, 0.004, 2, least=0.002), {"chance": "<\xa00,0020", "corrected": "<\xa00,0040"}),
        (Chance(0.004, 0.004, 1, least=0.002), {"chance": "0,0040"}),
        # Below what double precision holds.
        (Chance(0.0, 0.0, 2), {"chance": "<\xa01 × 10⁻³⁰⁰", "corrected": "<\xa01 × 10⁻³⁰⁰"}),
    ],
)
def test_the_correction_is_shown_where_there_is_one(chance: Chance, shown: dict[str, str]) -> None:
    items = chance_evidence(chance, ("results/x.json#/id",), "essai")
    assert {item.name: item.value.text for item in items if isinstance(item.value, Quantity)} == shown
