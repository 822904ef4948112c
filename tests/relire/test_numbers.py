"""Numbers in the notations of reports: what each may be worth, whatever stands around."""

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.reread.arithmetic.number import NUMBER, readings
from generator.reread.finding import shown


@given(st.text(alphabet="0123456789.,'’ \u202f_kM%e-+", max_size=24), st.booleans())
def test_whatever_is_found_as_a_number_is_read(text: str, after_words: bool) -> None:
    for found in re.findall(NUMBER, text):
        spans = readings(found, after_words=after_words)
        assert all(span.low <= span.high for span in spans)


@given(st.integers(1_000, 10**12), st.integers(0, 999), st.sampled_from([*"'’´_ \u202f\u00a0", ",.", ".,"]))
def test_thousands_and_decimals_are_read_together(whole: int, thousandths: int, signs: str) -> None:
    cut, mark = signs[0], signs[1:] or "."
    text = f"{whole:,}".replace(",", cut) + f"{mark}{thousandths:03}"
    assert re.fullmatch(NUMBER, text)
    assert readings(text)[0].middle == Fraction(whole * 1000 + thousandths, 1000)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("26'014,5", Fraction("26014.45"), Fraction("26014.55")),
        ("53,681.56", Fraction("53681.555"), Fraction("53681.565")),
        ("78 157k", 78_156_500, 78_157_500),
        ("1.2M", 1_100_000, 1_300_000),
    ],
)
def test_a_number_is_read_within_its_last_figure(text: str, low: Fraction, high: Fraction) -> None:
    (span,) = readings(text)
    assert (span.low, span.high) == (low, high)


def test_a_number_that_nobody_would_read_is_shown_by_its_power_of_ten() -> None:
    assert shown(407_050) == "407 050".replace(" ", "\u202f")
    assert shown(Fraction(9**60)) == "1,79701 × 10⁵⁷"
