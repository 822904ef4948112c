"""Arithmetic of the report: what it is worth, and what is refused."""

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.errors import LabError
from generator.lab.review.arithmetic import computation, parse, without_separators
from generator.lab.review.arithmetic import numbers as written

SEPARATORS = ["", "'", "’", " ", "\u202f"]


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
def test_an_equality_is_read_with_its_thousands(
    first: int, second: int, claimed: int, separator: str
) -> None:
    one, other, result = (f"{number:,}".replace(",", separator) for number in (first, second, claimed))
    found = computation(f"({one} * 10) + {other} = {result}")
    assert (found.operation.value, found.claimed) == (first * 10 + second, claimed)
    assert found.holds == (first * 10 + second == claimed)
    assert written(found.operation) == [first, 10, second]


def test_only_groups_of_three_digits_are_joined() -> None:
    assert without_separators("1 234 et 12 34, 5 678 901") == "1234 et 12 34, 5678901"


def test_names_and_functions_stand_for_formulas() -> None:
    assert parse("int(a * b / 3)", {"a": 7, "b": 2}).value == 4
    assert parse("-log(1)").value == 0


@pytest.mark.parametrize(
    "text",
    ["__import__('os')", "2 ** 3", "a", "f(1)", "int(1, 2)", "[1]", "1 if 2 else 3", "True", "'1'", "+1"],
)
def test_nothing_but_arithmetic_is_read(text: str) -> None:
    with pytest.raises(LabError, match="ne sait calculer qu’avec des nombres"):
        parse(text)


def test_what_is_no_expression_is_refused() -> None:
    with pytest.raises(
        LabError, match=re.escape("« 2 * » : ce calcul ne se lit pas. Corrigez l’affirmation.")
    ):
        parse("2 *")
