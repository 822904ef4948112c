"""A number keeps its value, its text and its sources together."""

import html
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.facts.quantity import (
    Quantity,
    computed,
    computed_count,
    count,
    exact,
    exact_share,
    fraction,
    mean,
    points,
    proportion,
    seconds,
    setting,
)
from generator.facts.reading import Reading
from tests.generator.page_tree import parse

SOURCE = "results/a.json#/b"


def shown(quantity: Quantity) -> dict[str, str]:
    """Return the attributes and the text of a quantity as a browser reads them."""
    (element,) = parse(quantity.__html__()).elements
    assert element.tag == "data"
    return {**element.attributes, "text": element.text}


def test_a_number_that_was_read_carries_its_path() -> None:
    assert shown(count(Reading(407050, SOURCE))) == {
        "class": "quantity",
        "value": "407050",
        "data-source": SOURCE,
        "text": "407\u202f050",
    }


def test_a_number_that_was_computed_carries_its_formula_and_every_path() -> None:
    quantity = computed_count(3, (SOURCE, "results/c.json#/d"), "somme")
    assert shown(quantity)["data-source"] == "results/a.json#/b results/c.json#/d"
    assert shown(quantity)["data-formula"] == "somme"


@given(st.text(max_size=30))
def test_a_formula_cannot_leave_its_attribute(formula: str) -> None:
    attributes = shown(computed_count(3, (SOURCE,), formula))
    expected = {"class", "value", "data-source", "text"} | ({"data-formula"} if formula else set())
    assert set(attributes) == expected
    assert (
        html.unescape(attributes.get("data-formula", "")) == html.unescape(formula).replace("\r", "\n")
        or formula
    )


@given(st.floats(min_value=1e-8, max_value=1e8))
def test_the_value_is_exact_whatever_the_text(value: float) -> None:
    for quantity in (
        exact(Reading(value, SOURCE)),
        computed(value, (SOURCE,), "f"),
        setting(Reading(value, SOURCE)),
    ):
        assert float(shown(quantity)["value"]) == value


@pytest.mark.parametrize(
    ("quantity", "text"),
    [
        (setting(Reading(0.5, SOURCE)), "0,5"),
        (setting(Reading(1.0, SOURCE)), "1"),
        (setting(Reading(1e-07, SOURCE)), "1 × 10⁻⁷"),
        (proportion(Reading(0.9726, SOURCE), 10_000), "97,3\u202f%"),
        (proportion(Reading(0.9726, SOURCE), 100), "97\u202f%"),
        (exact(Reading(4, SOURCE)), "4"),
        (exact(Reading(-4000, SOURCE)), "−4\u202f000"),
        (setting(Reading(-1, SOURCE)), "−1"),
        (setting(Reading(-1.0, SOURCE)), "−1"),
        (count(Reading(-1, SOURCE)), "−1"),
        (exact(Reading(0.123456789, SOURCE)), "0,1234568"),
        (computed(0.012345, (SOURCE,), "f", 2), "0,012"),
        (seconds(Reading(61.2, SOURCE)), "1\u00a0min 1\u00a0s"),
    ],
)
def test_the_text_has_the_digits_that_the_number_supports(quantity: Quantity, text: str) -> None:
    assert quantity.text == text


@pytest.mark.parametrize(
    ("value", "text"), [(1.0, "1,000"), (0.99996, "plus de 0,999"), (0.9994, "0,999"), (0.00004, "4 × 10⁻⁵")]
)
def test_a_score_is_perfect_only_where_it_is(value: float, text: str) -> None:
    assert fraction(value, (SOURCE,), "aire").text == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.625, "62,5 %"), (1.0, "100,0 %"), (0.9998, "> 99,9 %"), (0.0, "0,0 %"), (1e-5, "< 0,1 %")],
)
def test_a_share_that_is_counted_has_its_decimal_and_is_all_only_where_it_is(value: float, text: str) -> None:
    assert exact_share(value, (SOURCE,), "a / b").text.replace("\u202f", " ") == text


def test_a_mean_rests_on_its_standard_error_too() -> None:
    quantity = mean(Reading(0.0904, SOURCE), Reading(0.0031, "results/a.json#/e"))
    assert quantity.text == "0,090"
    assert quantity.sources == (SOURCE, "results/a.json#/e")


@given(st.floats(min_value=2.0**-99, max_value=2.0**24, width=32), st.integers(1, 7))
def test_a_setting_that_keras_kept_in_single_precision_is_shown_as_it_was_written(
    drawn: float, digits: int
) -> None:
    written = float(f"{drawn:.{digits}g}")
    kept = struct.unpack("f", struct.pack("f", written))[0]
    assert setting(Reading(kept, SOURCE)).text == setting(Reading(written, SOURCE)).text
    assert setting(Reading(kept, SOURCE)).value == kept


@pytest.mark.parametrize(
    ("value", "error", "text"),
    [
        (0.0004, 0.5, "0,0004"),
        (0.0694, 0.0, "0,0694"),
        (3e-9, 0.01, "3 × 10⁻⁹"),
        (0.0, 0.01, "0,00"),
        (0.0, 0.0, "0"),
        (16.118, 0.0, "16,1"),
    ],
)
def test_a_mean_that_is_something_never_reads_nothing(value: float, error: float, text: str) -> None:
    assert mean(Reading(value, SOURCE), Reading(error, SOURCE)).text == text


@pytest.mark.parametrize(
    ("difference", "text"),
    [
        (0.0002, "+0,02 point"),
        (-0.0002, "−0,02 point"),
        (0.0, "0,0 point"),
        (1e-17, "0,0 point"),
        (-0.021, "−2,1 points"),
    ],
)
def test_a_difference_in_points_shows_its_sign(difference: float, text: str) -> None:
    assert points(difference, 10_000, (SOURCE,), "", half_width=0.002).text.replace("\u00a0", " ") == text


@pytest.mark.parametrize("value", [9e-7, -9e-7, 1e-13, 0.0])
def test_a_difference_that_no_sample_shows_is_none(value: float) -> None:
    assert points(value, 3, (SOURCE,), "").text == "0\u00a0point"


def test_a_small_difference_is_something() -> None:
    assert points(1e-5, 3, (SOURCE,), "").text == "+0,001\u00a0point"
