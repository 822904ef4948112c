"""The numbers of a sentence are found again with all that they came with."""

from hypothesis import given
from hypothesis import strategies as st

from generator.facts.quantity import Quantity
from generator.facts.quoted import passage
from generator.formulas.markup import Markup

TEXTS = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1)
QUANTITIES = st.builds(
    Quantity,
    value=st.integers() | st.floats(allow_nan=False, allow_infinity=False),
    text=TEXTS,
    sources=st.lists(TEXTS, min_size=1, max_size=4).map(tuple),
    formula=st.just("") | TEXTS,
)


@given(st.lists(QUANTITIES), TEXTS)
def test_every_number_comes_back(quantities: list[Quantity], text: str) -> None:
    sentence = Markup("").join(Markup("{} <em>{}</em> ").format(each, text) for each in quantities)
    assert passage(sentence).values == tuple(quantities)


def test_the_text_is_what_a_reader_sees() -> None:
    quantity = Quantity(0.5, "50 %", ("results/a.json#/x",), "moyenne")
    found = passage(Markup("<em>{}</em> : soit {} de « {} » &amp; plus.").format("a<b", quantity, "x_y"))
    assert found.text == "a<b\u202f: soit 50\u202f% de «\u202fx_y\u202f» & plus."
