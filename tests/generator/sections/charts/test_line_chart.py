"""A chart keeps its points in its frame, its scale in round numbers, and its words true."""

import itertools
import math
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.sections.charts.line_chart import LineChart, Series, nice_step

VALUES = st.lists(st.floats(min_value=0, max_value=1e3), min_size=1, max_size=60)


def chart(*curves: list[float]) -> LineChart:
    series = [Series(f"courbe {i}", f"series-{i}", curve) for i, curve in enumerate(curves)]
    return LineChart("essai", "Essai", "Époque", series, "Un essai.", "results/a.json#/history")


def pair(values: list[float]) -> tuple[list[float], list[float]]:
    return values, [value / 2 for value in reversed(values)]


@given(VALUES)
@example([1e-320, 0.0])
@example([1.0, 1.0000000000000002])
def test_every_marker_is_inside_the_frame(values: list[float]) -> None:
    drawn = chart(*pair(values))
    for series in drawn.series:
        points = drawn.points(series)
        assert len(points) == len(values)
        for point in points:
            assert drawn.left <= point.x <= drawn.right
            assert drawn.top <= point.y <= drawn.bottom
        assert [p.x for p in points] == sorted(p.x for p in points)


@given(VALUES)
def test_higher_values_are_higher(values: list[float]) -> None:
    drawn = chart(values)
    by_value = sorted(zip(values, drawn.points(drawn.series[0]), strict=True), key=lambda pair: pair[0])
    heights = [-point.y for _, point in by_value]
    assert heights == sorted(heights)


@given(VALUES)
@example([1e-320, 0.0])
@example([1000.0, 999.9999999999999])
def test_the_marks_of_the_vertical_axis_are_even_few_and_say_where_they_are(values: list[float]) -> None:
    drawn = chart(values)
    ticks = drawn.y_ticks
    assert 2 <= len(ticks) <= 8
    assert (ticks[0].position, ticks[-1].position) == (drawn.bottom, drawn.top)
    said = [float(tick.text.replace("\u202f", "").replace("−", "-").replace(",", ".")) for tick in ticks]
    assert len(set(said)) == len(said)
    steps = [b - a for a, b in itertools.pairwise(said)]
    assert max(steps) == pytest.approx(min(steps), rel=1e-6, abs=1e-9)
    for tick, value in zip(ticks, said, strict=True):
        assert tick.position == pytest.approx(drawn.y(value), abs=0.02)


@given(VALUES)
def test_the_marks_of_the_horizontal_axis_are_epochs(values: list[float]) -> None:
    drawn = chart(values)
    numbers = [int(tick.text) for tick in drawn.x_ticks]
    assert numbers[0] == 1
    assert numbers == sorted(set(numbers))
    assert numbers[-1] <= len(values)
    assert len(numbers) <= 8
    assert [tick.position for tick in drawn.x_ticks] == [drawn.x(number) for number in numbers]


@given(st.floats(min_value=1e-12, max_value=1e12))
def test_a_step_is_the_round_number_just_above(size: float) -> None:
    step = nice_step(size)
    assert step >= size * (1 - 1e-9)
    digit = f"{step:.9e}".partition("e")[0]
    assert float(digit) in (1, 2, 5)
    smaller = {1: 0.5, 2: 1, 5: 2}[int(float(digit))] * 10.0 ** math.floor(math.log10(step * (1 + 1e-9)))
    assert smaller < size * (1 + 1e-9)


def test_a_single_epoch_is_one_point_at_the_left() -> None:
    drawn = chart([0.5])
    (point,) = drawn.points(drawn.series[0])
    assert point.x == drawn.left
    assert [tick.text for tick in drawn.x_ticks] == ["1"]
    assert drawn.path(drawn.series[0]) == f"M{point.x} {point.y}"


@pytest.mark.parametrize("value", [0.0, 0.5, 1.0, 123.25])
def test_a_constant_curve_is_a_level_line_inside_the_frame(value: float) -> None:
    drawn = chart([value] * 5)
    heights = {point.y for point in drawn.points(drawn.series[0])}
    assert len(heights) == 1
    assert drawn.top <= heights.pop() <= drawn.bottom


def test_curves_of_unequal_lengths_share_their_axis() -> None:
    drawn = chart([1.0, 2.0], [1.0, 2.0, 3.0])
    assert drawn.points(drawn.series[0])[1].x < drawn.points(drawn.series[1])[2].x == drawn.right


def test_a_marker_says_its_epoch_its_curve_and_its_value() -> None:
    drawn = chart([0.123456])
    assert drawn.points(drawn.series[0])[0].tooltip == "Époque 1, courbe 0 : 0,1235"


@given(VALUES)
def test_the_path_goes_through_the_points(values: list[float]) -> None:
    drawn = chart(values)
    places = [
        (float(x), float(y)) for x, y in re.findall(r"[ML]?([\d.]+) ([\d.]+)", drawn.path(drawn.series[0]))
    ]
    assert places == [(point.x, point.y) for point in drawn.points(drawn.series[0])]
