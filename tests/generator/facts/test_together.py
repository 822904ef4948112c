"""Numbers that are read together have one precision, and say no more and no less than they did."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.facts.quantity import Quantity, computed, points, setting, share
from generator.facts.quoted import WRITTEN
from generator.facts.reading import Reading
from generator.facts.together import together
from tests.perturbation.checks.passage import passages
from tests.perturbation.checks.precision import precision_faults
from tests.perturbation.checks.rounding import rounding_faults

PAGE = "page.md"


def texts(markdown: str) -> list[str]:
    return [
        found[4].replace("&#60;", "<").replace("&#62;", ">") for found in WRITTEN.finditer(together(markdown))
    ]


def percent(value: float, examples: int = 10_000) -> str:
    return share(value, examples, ("a.json#/x",)).__html__()


def table(*rows: list[str], attributes: str = "") -> str:
    lines = "".join(f"<tr><th>A</th>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table{attributes}><tbody>\n{lines}\n</tbody></table>"


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        # The least precise decides.
        ([(0.9875, 100_000), (0.991, 10_000)], ["98,8 %", "99,1 %"]),
        ([(0.8526, 624), (0.9924, 390), (0.62, 234)], ["85 %", "99 %", "62 %"]),
        # More, where two that differ would read alike, or where one would seem to be all or nothing.
        ([(0.98254, 100_000), (0.983, 10_000)], ["98,25 %", "98,30 %"]),
        ([(0.9986, 390), (0.72, 234)], ["99,9 %", "72,0 %"]),
        ([(0.0004, 10_000), (0.62, 234)], ["0,04 %", "62,00 %"]),
        # What nobody can say better stays so.
        ([(0.999, 20), (0.5, 16)], ["> 99 %", "50 %"]),
        ([(0.8, 10), (0.80001, 10)], ["80 %", "80 %"]),
    ],
)
def test_the_numbers_of_a_sentence(values: list[tuple[float, int]], expected: list[str]) -> None:
    said = [text.replace("\u202f", " ") for text in texts(", ".join(percent(*value) for value in values))]
    assert said == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(175 / 234, ["74,8 %", "72,2 %"]), (176 / 234, ["75 %", "72 %"]), (0.7499, ["74,99 %", "72,22 %"])],
)
def test_what_misses_its_aim_never_reads_as_reaching_it(value: float, expected: list[str]) -> None:
    held = [replace(share(each, 10**6, ("a.json#/x",)), aim=0.75).__html__() for each in (value, 169 / 234)]
    rows = [[each] for each in (*held, percent(0.6, 234))]
    said = [text.replace("\u202f", " ") for text in texts(table(*rows))]
    assert said[:2] == expected


def test_a_sentence_ends_where_it_does() -> None:
    one, other = percent(0.98254, 100_000), percent(0.9, 100)
    assert texts(f"Ici {one} ! Là {other}. Et {one}.\n{other}<br>{one}") == [
        *("98,25\u202f%", "90\u202f%", "98,25\u202f%", "90\u202f%", "98,25\u202f%")
    ]
    dotted = f'Ici {one} <span title="Fin. Début">et</span> {other} (soit 1,5 fois).'
    assert texts(dotted) == ["98\u202f%", "90\u202f%"]


def test_the_numbers_of_a_column() -> None:
    rows = [[percent(0.96), percent(0.9909, 54_000)], [percent(0.98), percent(0.9908, 54_000)]]
    assert texts(table(*rows, [percent(0.97), percent(0.968, 54_000)])) == [
        *("96,0\u202f%", "99,1\u202f%", "98,0\u202f%", "99,1\u202f%", "97,0\u202f%", "96,8\u202f%")
    ]
    one = [[percent(0.81, 624), percent(0.994, 390)], [percent(0.54, 234), percent(0.72, 234)]]
    assert texts(table(*one))[1::2] == ["99\u202f%", "72\u202f%"]
    assert len({text.count(",") for text in texts(table(*one, attributes=' class="by-line"'))}) == 1


def test_measures_of_a_column_and_not_its_settings() -> None:
    def plain(value: float, digits: int) -> str:
        return computed(value, ("a.json#/x",), "moyenne", digits).__html__()

    losses = [plain(0.04832, 3), plain(0.10711, 3)], [plain(0.0321, 2), plain(0.0325, 2)]
    assert texts(table(*([loss] for loss in losses[0]))) == ["0,0483", "0,107"]  # one precision already
    assert texts(table([plain(0.04832, 3)], [plain(0.1071, 2)])) == ["0,05", "0,11"]
    rates = [setting(Reading(value, "a.json#/x")).__html__() for value in (0.001, 0.9, 0.0)]
    assert texts(table(*([rate] for rate in rates))) == ["0,001", "0,9", "0"]
    assert texts(table([plain(1.4e-6, 2)], [plain(0.00098, 2)])) == ["1,4 × 10⁻⁶", "0,00098"]


def test_a_list_that_is_read_as_one() -> None:
    items = [
        points(value, 0, ("a.json#/x",), "écart", half)
        for value, half in ((-0.00049, 0.002), (0.0027, 0.002))
    ]
    listed = "".join(f"<li>{item.__html__()}</li>" for item in items)
    assert texts(f'<ul class="by-line">{listed}</ul>') == ["−0,05\u00a0point", "+0,27\u00a0point"]
    assert texts(f"<ul>{listed}</ul>") == ["−0,05\u00a0point", "+0,3\u00a0point"]


MEASURED = st.tuples(
    st.integers(0, 50_000).map(lambda count: count / 50_000), st.sampled_from([16, 234, 624, 10_000])
)


@given(st.lists(MEASURED, min_size=1, max_size=4), st.lists(MEASURED, min_size=2, max_size=6))
def test_one_precision_and_nothing_false(
    sentence: list[tuple[float, int]], column: list[tuple[float, int]]
) -> None:
    shares: list[Quantity] = [share(*measure, ("a.json#/x",)) for measure in sentence]
    gaps = [points(value - 0.5, size, ("a.json#/x",), "écart") for value, size in column]
    before = ", ".join(each.__html__() for each in [*shares, *gaps])
    before += table(*([percent(*measure)] for measure in column))
    after = together(before)
    assert list(precision_faults(PAGE, after)) == []
    assert list(rounding_faults(passages(PAGE, after))) == []
    assert together(after) == after
    assert re.sub(r">[^<]*</data>", "", after) == re.sub(r">[^<]*</data>", "", before)


def number(text: str) -> Decimal:
    return Decimal(re.sub(r"[^\d,]", "", text).replace(",", "."))


@pytest.mark.parametrize("between", [", soit ", ". Il s’en faut de "])
@given(st.integers(0, 10_000), st.integers(0, 10_000), st.sampled_from([0.0004, 0.003, 0.02]))
def test_a_difference_is_that_of_what_is_read(between: str, one: int, other: int, half_width: float) -> None:
    first, second = (right / 10_000 for right in (one, other))
    told = points(first - second, 10_000, ("a.json#/x",), "", half_width).__html__()
    *shares, difference = texts(f"{percent(first)} contre {percent(second)}{between}{told}")
    if any(set("<>d") & set(text.partition("\u202f")[0]) for text in (*shares, difference)):
        return  # a bound, from which nothing is subtracted
    read = abs(number(shares[0]) - number(shares[1]))
    decimals = min(-int(each.as_tuple().exponent) for each in (read, number(difference)))
    assert abs(read - number(difference)) <= Decimal(5).scaleb(-decimals - 1)


def test_differences_of_other_paragraphs_decide_of_nothing() -> None:
    told = points(0.9806 - 0.9712, 10_000, ("a.json#/x",), "", 0.003).__html__()
    pair = f"{percent(0.9806)} contre {percent(0.9712)}"
    assert texts(f"{pair} ({told})") == ["98,06\u202f%", "97,12\u202f%", "+0,9\u00a0point"]
    assert texts(f"{pair}\n{told}") == ["98,1\u202f%", "97,1\u202f%", "+0,9\u00a0point"]
