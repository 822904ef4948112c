"""Numbers and sentences as French writes them."""

import math
import re
from decimal import ROUND_HALF_EVEN, Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from markupsafe import Markup

from experiments import language
from tests.generator.formulas.latex_evaluator import evaluate

POWERS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
FINITE = st.floats(min_value=-1e12, max_value=1e12, allow_nan=False).filter(
    lambda x: x == 0 or abs(x) > 1e-12
)


def number(text: str) -> Decimal:
    """Read a number back from its French text."""
    mantissa, _, power = text.replace("\u202f", "").replace("−", "-").replace(",", ".").partition(" × 10")
    return Decimal(mantissa).scaleb(int(power.translate(POWERS) or 0))


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_an_integer_keeps_its_digits_in_groups_of_three(value: int) -> None:
    text = language.integer(value)
    assert int(number(text.replace("-", "−"))) == value
    assert re.fullmatch(r"[-−]?\d{1,3}(\u202f\d{3})*", text)


def test_a_count_is_never_rounded() -> None:
    with pytest.raises(ValueError, match=r"not a whole number: 1\.5"):
        language.integer(1.5)  # type: ignore[arg-type]


@given(FINITE, st.integers(min_value=0, max_value=8))
def test_a_decimal_is_the_nearest_with_so_many_digits(value: float, digits: int) -> None:
    text = language.decimal(value, digits)
    assert number(text) == Decimal(value).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_EVEN)
    assert len(text.partition(",")[2]) == digits
    assert "-" not in text


@given(FINITE, st.integers(min_value=1, max_value=7))
def test_significant_figures_are_so_many_and_the_nearest(value: float, digits: int) -> None:
    text = language.significant(value, digits)
    if value == 0:
        assert text == "0"
        return
    error = abs(number(text) - Decimal(value))
    assert error <= Decimal(f"0.5000001e{math.floor(math.log10(abs(value))) + 2 - digits}")
    mantissa = re.sub(r"[^\d]", "", text.partition(" × ")[0]).lstrip("0")
    if "×" in text:
        assert len(mantissa) == digits
        assert re.match(r"−?[1-9](,|\Z| )", text), "one figure before the comma"
    elif "," in text:
        assert len(mantissa) == digits


@pytest.mark.parametrize(
    ("value", "text"),
    [(9.9999e-6, "1,00 × 10⁻⁵"), (0.09999, "0,100"), (123456.0, "123\u202f456"), (1.5e7, "1,50 × 10⁷")],
)
def test_rounding_may_lead_to_the_next_power_of_ten(value: float, text: str) -> None:
    assert language.significant(value) == text


@given(FINITE, st.floats(min_value=1e-9, max_value=10))
def test_a_mean_shows_no_figure_beyond_the_first_of_its_standard_error(value: float, error: float) -> None:
    shown = len(language.measured(value, error).partition(",")[2])
    assert shown == 0 or 10.0**-shown >= error / 10 * (1 - 1e-9)
    assert 10.0**-shown <= max(1.0, error) * (1 + 1e-9)


@pytest.mark.parametrize(
    ("value", "text"), [(0.001, "0,001"), (1e-07, "1 × 10⁻⁷"), (-0.5, "−0,5"), (2.5e-10, "2,5 × 10⁻¹⁰")]
)
def test_a_chosen_value_keeps_the_digits_it_was_written_with(value: float, text: str) -> None:
    assert language.shortest(value) == text


@given(st.floats(min_value=-1e6, max_value=1e6, allow_nan=False))
def test_a_chosen_value_is_read_back_unchanged(value: float) -> None:
    assert float(number(language.shortest(value))) == value


@pytest.mark.parametrize(
    ("seconds", "text"), [(0.4, "0 s"), (1.0, "1 s"), (42.0, "42 s"), (200.0, "3 min"), (7200.0, "2 h")]
)
def test_a_duration_is_rounded_as_one_says_it(seconds: float, text: str) -> None:
    assert language.duration(seconds).replace("\u00a0", " ").replace("\u202f", " ") == text


@pytest.mark.parametrize(
    ("count", "form"), [(0, "image"), (1, "image"), (1.5, "image"), (2, "images"), (-3, "images")]
)
def test_the_plural_starts_at_two(count: float, form: str) -> None:
    assert language.plural(count, "image", "images") == form


def test_an_enumeration_ends_with_and_and_keeps_markup() -> None:
    assert language.enumeration(["a"]) == "a"
    assert language.enumeration(["a", "b"]) == "a et b"
    assert language.enumeration(["<i>", Markup("<b>b</b>"), "c"]) == "&lt;i&gt;, <b>b</b> et c"


def test_a_choice_ends_with_or() -> None:
    assert language.alternatives(["a", "b", "<i>"]) == "a, b ou &lt;i&gt;"


def test_a_chosen_proportion_is_written_as_it_was_chosen() -> None:
    assert language.whole_percent(0.95) == "95\u202f%"
    assert language.whole_percent(0.999) == "99,9\u202f%"


# Proportions


def wilson_half_width(right: int, size: int) -> float:
    """Half-width of the Wilson interval at 95 %, in points (Wilson, 1927)."""
    z = 1.959963984540054
    p = right / size
    return 100 * z / (1 + z**2 / size) * math.sqrt(p * (1 - p) / size + z**2 / (4 * size**2))


@given(st.data(), st.integers(min_value=1, max_value=100_000))
def test_the_last_digit_of_a_proportion_is_where_its_interval_starts(data: st.DataObject, size: int) -> None:
    right = data.draw(st.integers(min_value=0, max_value=size))
    digits = language.proportion_digits(right / size, size)
    half_width = wilson_half_width(right, size)
    assert digits == 0 or 10.0**-digits >= half_width / 10 * (1 - 1e-9)
    assert digits == 0 or 10.0 ** -(digits - 1) > half_width * (1 - 1e-9)
    text = language.percent(right / size, size)
    assume(text[0] not in "<>")  # not quite none, or not quite all: another test
    assert len(text.removesuffix("\u202f%").partition(",")[2]) == digits
    shown = number(text.removesuffix("\u202f%"))
    assert abs(shown - Decimal(right) / size * 100) <= Decimal(f"0.50000001e-{digits}")


# Formulas


@given(st.integers(min_value=-(10**14), max_value=10**14))
def test_a_whole_number_goes_through_latex_unchanged(value: int) -> None:
    assert evaluate(language.latex_number(value)) == value


@given(FINITE, st.integers(min_value=2, max_value=12))
def test_latex_keeps_so_many_figures(value: float, digits: int) -> None:
    read = evaluate(language.latex_number(value, digits))
    assert read == pytest.approx(value, rel=0.51 * 10.0 ** (1 - digits), abs=0)


# Pages


def test_french_signs_take_a_narrow_space() -> None:
    text = "Quoi ? Ceci : « cela » ; 97 % et voilà !"
    assert language.typeset(text) == (
        "Quoi\u202f? Ceci\u202f: «\u202fcela\u202f»\u202f; 97\u202f% et voilà\u202f!"
    )


@pytest.mark.parametrize(
    "kept",
    [
        "```python\nx : int = 1  # « a » ?\n```",
        "````\n```\nx : y\n```\n````",
        '<a title="quoi ?" style="a : b">',
        "<code>{'a' : 1}</code>",
    ],
)
def test_code_and_tags_keep_their_spaces(kept: str) -> None:
    assert language.typeset(f"Avant :\n\n{kept}\n\nAprès :") == f"Avant\u202f:\n\n{kept}\n\nAprès\u202f:"


@given(st.text(alphabet="ab :;!?»«%<>`\n=", max_size=60))
def test_typesetting_twice_changes_nothing_more(text: str) -> None:
    once = language.typeset(text)
    assert language.typeset(once) == once
    assert once.replace("\u202f", " ") == text
