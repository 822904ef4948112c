"""Numbers that rest on no result: they say so, and are never mistaken for a quantity."""

from hypothesis import given
from hypothesis import strategies as st

from generator.facts.quantity import Quantity
from generator.formulas.expression import Value
from generator.lab.review.recomputed import Recomputed, quoted, recomputed, shown
from generator.report.templates import escape_text
from tests.generator.rule_text import spoken


@given(st.integers(0, 10**9))
def test_a_quoted_number_is_written_as_in_french(number: int) -> None:
    assert spoken(quoted(number).__html__()).replace(" ", "") == str(number)
    assert "data-source" not in quoted(number).__html__()


@given(st.integers(0, 10**9))
def test_a_recomputed_number_says_how(number: int) -> None:
    html = recomputed(number, "somme <des> couches").__html__()
    assert spoken(html).replace(" ", "") == str(number)
    assert 'data-tooltip="Recalculé : somme &#60;des&#62; couches"' in html
    assert 'tabindex="0"' in html


def test_numbers_with_decimals_are_rounded_and_quoted_ones_are_not() -> None:
    assert recomputed(1.23456789, "").text == "1,2346"
    assert spoken(quoted(0.972599983215332)) == "0,972599983215332"


def test_a_value_of_a_result_keeps_its_source() -> None:
    of_result = shown(Value("n", 650, "poids", ("results/a.json#/x",)), "formule")
    assert isinstance(of_result, Quantity)
    assert (of_result.value, of_result.sources, of_result.formula) == (650, ("results/a.json#/x",), "formule")
    of_report = shown(Value("n", 650, "poids"), "formule")
    assert isinstance(of_report, Recomputed)
    assert (of_report.value, of_report.formula) == (650, "formule")


def test_templates_may_insert_both() -> None:
    assert escape_text(quoted(3)) == quoted(3)
    assert escape_text(recomputed(3, "")) == recomputed(3, "")
