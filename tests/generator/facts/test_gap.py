"""A difference without its sign, in points."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.facts.quantity import gap


@pytest.mark.parametrize(
    ("difference", "images", "text"),
    [
        (0.152, 624, "15 points"),
        (-0.152, 624, "15 points"),
        (0.015, 200, "2 points"),  # rounded before the noun is chosen
        (-0.012, 200, "1 point"),
        (1 / 624, 624, "0,2 point"),
        (0.005, 200, "moins de 1 point"),
        (0.0004, 624, "moins de 0,1 point"),
        (0.0, 624, "0,0 point"),
    ],
)
def test_the_size_is_said_with_the_digits_of_the_sample(difference: float, images: int, text: str) -> None:
    found = gap(difference, images, ("results/x.json#/id",), "essai")
    assert found.text.replace("\u00a0", " ") == text
    assert found.value == abs(difference)


@given(st.floats(-1, 1), st.integers(1, 2000))
def test_the_sign_does_not_matter_and_something_is_never_nothing(difference: float, images: int) -> None:
    text = gap(difference, images, (), "").text
    assert text == gap(-difference, images, (), "").text
    assert text[0] not in "+−-"
    digits = [character for character in text if character.isdigit()]
    assert set(digits) != {"0"} or difference == 0
