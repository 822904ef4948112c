"""Computations of the report: what they are worth, how they slip, and what is refused."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.errors import LabError
from generator.lab.review.arithmetic import computation, number, worth

SEPARATORS = ["", "'", "’", " ", "\u202f"]
numbers = st.integers(1, 10**7)


@given(numbers, numbers, numbers, st.sampled_from(SEPARATORS))
def test_an_equality_is_read_with_its_thousands(
    first: int, second: int, claimed: int, separator: str
) -> None:
    one, other, result = (f"{value:,}".replace(",", separator) for value in (first, second, claimed))
    found = computation(f"({one} * 10) + {other} = {result}")
    assert (found.value, found.claimed) == (first * 10 + second, claimed)
    assert found.holds == (first * 10 + second == claimed)
    assert number(result) == claimed


def test_an_equality_that_holds_has_no_slip() -> None:
    assert computation("(64 * 10) + 10 = 650").slip is None
    slipped = computation("(640 * 10) + 10 = 650").slip
    assert slipped is not None
    assert (slipped.kind, slipped.wrong, slipped.right) == ("operand", "640", "64")


def test_names_and_functions_of_python_are_known() -> None:
    assert worth("int(a * b / 3)", {"a": 7, "b": 2}) == 4
    assert worth("-log(1)", {}) == 0


@pytest.mark.parametrize("text", ["__import__('os')", "2 ** 30", "a", "f(1)", "[1]", "1 if 2 else 3", "'1'"])
def test_nothing_but_arithmetic_is_read(text: str) -> None:
    with pytest.raises(LabError, match=re.escape(f"« {text} » : ce calcul ne se lit pas.")):
        worth(text, {})


@pytest.mark.parametrize("text", ["2 *", "12", "2 * 3 = 6 = 6 + 0 = 6", "rien"])
def test_what_is_no_equality_is_refused(text: str) -> None:
    with pytest.raises(
        LabError, match=re.escape(f"« {text} » : ce calcul ne se lit pas. Corrigez l’affirmation.")
    ):
        computation(text)
