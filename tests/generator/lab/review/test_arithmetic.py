"""Arithmetic read in sentences: what it is worth, and what is refused."""

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.formulas.expression import Constant
from generator.lab.review.arithmetic import (
    CalculationError,
    calculation_in,
    parse,
    whole_number_in,
    without_separators,
)

SEPARATORS = ["", "'", "’", " ", "\u202f"]


def grouped(number: int, separator: str) -> str:
    """Write a number with its thousands apart."""
    return f"{number:,}".replace(",", separator)


numbers = st.integers(0, 10**7)
operations = st.recursive(
    numbers.map(str),
    lambda parts: st.builds("({} {} {})".format, parts, st.sampled_from(["+", "-", "*"]), parts),
    max_leaves=8,
)


@given(operations)
def test_the_value_is_that_of_python(text: str) -> None:
    assert parse(text).value == eval(text)


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_whole_divisions_stay_whole(dividend: int, divisor: int) -> None:
    assert parse(f"{dividend * divisor} / {divisor}").value == dividend
    assert math.isclose(parse(f"{dividend} / {divisor}").value, dividend / divisor)


@given(numbers, numbers, numbers, st.sampled_from(SEPARATORS))
def test_an_equality_is_found_in_its_sentence(first: int, second: int, claimed: int, separator: str) -> None:
    one, other, result = (grouped(number, separator) for number in (first, second, claimed))
    found = calculation_in(f"Pour la couche 1 (de sortie): ({one} * 10) + {other} = {result}, où x = 3.")
    assert found is not None
    assert (found.operation.value, found.claimed) == (first * 10 + second, claimed)
    assert found.holds == (first * 10 + second == claimed)


@pytest.mark.parametrize(
    ("sentence", "value", "claimed"),
    [
        ("serait de 16 * (3 * 3) = 144", 144, 144),
        ("serait (16 * 3 * 3) * 128 = 73 728. Ainsi", 18432, 73728),
        ("serait (288 * 3) + 294 912 = 295 776.", 295776, 295776),
        ("Pour la seconde couche: (640 * 10) + 10 = 650", 6410, 650),
        ("5 × 4 = 20", 20, 20),
        ("(7 / 2) - 1 = 2.5", 2.5, 2.5),
    ],
)
def test_equalities_of_reports(sentence: str, value: float, claimed: float) -> None:
    found = calculation_in(sentence)
    assert found is not None
    assert (found.operation.value, found.claimed) == (value, claimed)


@pytest.mark.parametrize("sentence", ["", "hog_size = 392", "ce qui nous done 407'050 poids.", "3x3 = neuf"])
def test_a_sentence_without_operation_has_no_equality(sentence: str) -> None:
    assert calculation_in(sentence) is None


@given(numbers, st.sampled_from(SEPARATORS))
def test_the_first_whole_number_is_read_with_its_thousands(number: int, separator: str) -> None:
    assert whole_number_in(f"ce qui fait {grouped(number, separator)} poids, et non 12") == number


def test_a_sentence_without_number_has_none() -> None:
    assert whole_number_in("ce qui ne fait rien") is None


def test_only_groups_of_three_digits_are_joined() -> None:
    assert without_separators("1 234 et 12 34, 5 678 901") == "1234 et 12 34, 5678901"


def test_names_and_functions_stand_for_formulas() -> None:
    assert parse("int(a * b / 3)", {"a": Constant(7), "b": Constant(2)}).value == 4
    assert parse("-log(1)").value == 0


@pytest.mark.parametrize(
    "text",
    ["__import__('os')", "2 ** 3", "a", "f(1)", "int(1, 2)", "[1]", "1 if 2 else 3", "True", "'1'", "+1"],
)
def test_nothing_but_arithmetic_is_read(text: str) -> None:
    with pytest.raises(CalculationError, match="ne sait calculer qu’avec des nombres"):
        parse(text)


def test_what_is_no_expression_is_refused() -> None:
    with pytest.raises(
        CalculationError, match=re.escape("« 2 * » : ce calcul ne se lit pas. Corrigez la citation.")
    ):
        parse("2 *")
